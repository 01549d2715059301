import { useDebounced } from '../../components/useDebounced'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useDraftStore } from '../../stores/draftStore'
import { useOperation, type Reading } from '../../stores/useOperation'

export type Impact = OperationOutput<'grant.preview'>

/** How many differences are fetched by name; the counts always count all. */
export const namesShown = 400

/** One frame: a row or an area staged at once is asked for once, and a click is answered as soon as main can. */
const restMs = 16

/** What the staged edits would do, asked for again whenever they change; what is refused would do nothing. */
export function useImpact(): Reading<Impact> {
  const edits = useDebounced(
    useDraftStore((store) => store.edits),
    restMs,
  )
  return useOperation(
    'grant.preview',
    edits.length === 0 ? null : { edits: [...edits], limit: namesShown, onlyAllowed: true },
  )
}
