import { useDebounced } from '../../components/useDebounced'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useDraftStore } from '../../stores/draftStore'
import { useOperation, type Reading } from '../../stores/useOperation'

export type Impact = OperationOutput<'grant.preview'>

/** How many differences are fetched by name; the counts always count all. */
export const namesShown = 400

/** What the staged edits would do, asked for again whenever they change. */
export function useImpact(): Reading<Impact> {
  const edits = useDebounced(
    useDraftStore((store) => store.edits),
    60,
  )
  return useOperation('grant.preview', edits.length === 0 ? null : { edits: [...edits], limit: namesShown })
}
