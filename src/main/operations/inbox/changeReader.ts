import type { ChangeRecord, Intent } from '../../../shared/domain/change'
import type { ChangeId } from '../../../shared/domain/ids'
import type { Org } from '../../org/Org'
import { readChange } from '../../org/record'
import { readChangeBytes } from '../../store/queries/log'

export interface ChangeReader {
  /** Null when the change cannot be read. */
  read(id: ChangeId): { readonly record: ChangeRecord; readonly intent: Intent } | null
}

/** Reads settled changes, each once. */
export function changeReader(org: Org): ChangeReader {
  const known = new Map<ChangeId, ReturnType<ChangeReader['read']>>()
  return {
    read: (id) => {
      let found = known.get(id)
      if (found === undefined) {
        const change = readChange(readChangeBytes(org.store.db, id))
        found = change.ok ? change.value : null
        known.set(id, found)
      }
      return found
    },
  }
}
