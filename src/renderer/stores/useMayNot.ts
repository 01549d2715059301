import type { GuardedEdit } from '../../shared/domain/blueprint'
import { useOrgStore } from './orgStore'

/**
 * Why the person at this desktop cannot make an edit anywhere, in a sentence; null when they can.
 * Main decides again when the edit is asked for: this only keeps screens from offering what would always fail.
 */
export function useMayNot(edit: GuardedEdit): string | null {
  return useOrgStore(({ org }) => {
    if (org === null) return 'No organization is open.'
    if (org.mode === 'read-only') return org.readOnlyBecause ?? 'This organization is open read-only.'
    if (org.actor === null) return 'Nobody is signed in on this desktop.'
    const may = org.actor.mayDo[edit]
    return may === undefined || may.allowed ? null : may.because
  })
}
