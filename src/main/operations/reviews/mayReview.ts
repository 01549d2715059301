import { failed } from '../../../shared/domain/result'
import { explainEdit } from '../../engine/explainEdit'
import type { Org } from '../../org/Org'

/** Null when the reader may look at access reviews: whoever manages the console, or anyone reading without an identity. */
export function mayReview(shown: Org): ReturnType<typeof failed<'not-allowed'>> | null {
  const org = shown.asOf?.today ?? shown
  if (org.actor === null) return null
  const decision = explainEdit(org.rules(), { who: org.actor, edit: 'console.manage', atMs: org.now() })
  if (decision.allowed) return null
  const because = decision.because[0]?.text ?? ''
  return failed('not-allowed', `Access reviews are for those who manage the console. ${because}`.trim(), {
    because: decision.because,
  })
}
