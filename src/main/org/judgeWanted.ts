import { type Intent, rowsPerChange } from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { RowVerdict } from '../changes/planning'
import type { Store } from '../store/openStore'
import { personalOf } from './applyWanted'
import type { Present } from './openPresent'
import type { ApplyFailure, Org, Wanted } from './Org'
import type { Sources } from './personalValues'
import type { Steps } from './runInSteps'
import { judgeChange, rulesAfter } from './settle'
import { stateLayer } from './stateLayer'
import { type Identity, refusalOf } from './writeBatch'

interface Parts {
  readonly store: Store
  readonly orgId: string
  readonly identity: Identity | null
  readonly sources: Sources
  readonly present: Present
  readonly whyReadOnly: () => string | null
}

/** Says how edits would end, keeping nothing. */
export function judgeWanted(parts: Parts): Pick<Org, 'previewSteps' | 'judge'> {
  const { store, orgId, identity, sources, present } = parts

  function* previewSteps(wanted: Wanted): Steps<Result<OrgState, ApplyFailure>> {
    if (identity === null) return failed('read-only', parts.whyReadOnly() ?? 'Nobody is signed in.')
    const layer = stateLayer(present.state())
    const personal = personalOf(store, wanted)
    let nextRules = present.rules()
    for (const [i, intent] of wanted.intents.entries()) {
      const judged = {
        layer,
        rules: nextRules,
        author: identity.staffId,
        orgId: orgId,
        atMs: sources.now(),
        personal,
      }
      const judgement = judgeChange(judged, intent)
      if (judgement.verdict !== 'applied') return { ok: false, error: refusalOf(judgement, intent) }
      if (i + 1 < wanted.intents.length) nextRules = rulesAfter(nextRules, layer.state, judgement.effects)
      yield i + 1
    }
    return done(layer.state)
  }

  function* judge(intents: readonly Intent[]): Steps<readonly RowVerdict[]> {
    if (identity === null) return []
    const layer = stateLayer(present.state())
    const personal = personalOf(store, { intents, personal: [] })
    const verdicts: RowVerdict[] = []
    let nextRules = present.rules()
    // As the door does it: rules follow after each change, which holds up to rowsPerChange rows.
    let effects: Effect[] = []
    let rowsSince = 0
    for (const [i, intent] of intents.entries()) {
      const judged = {
        layer,
        rules: nextRules,
        author: identity.staffId,
        atMs: sources.now(),
        personal,
        orgId: orgId,
      }
      const judgement = judgeChange(judged, intent)
      for (const verdict of judgement.rows) verdicts.push(verdict)
      effects = [...effects, ...judgement.effects]
      rowsSince += judgement.rows.length
      if (rowsSince >= rowsPerChange) {
        nextRules = rulesAfter(nextRules, layer.state, effects)
        effects = []
        rowsSince = 0
      }
      yield i + 1
    }
    return verdicts
  }

  return { previewSteps, judge }
}
