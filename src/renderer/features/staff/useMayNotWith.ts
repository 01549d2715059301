import type { GuardedEdit } from '../../../shared/domain/blueprint'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useOrgStore } from '../../stores/orgStore'

/** Why an edit on one person is not possible, in a sentence; null when it is. */
export function useMayNotWith(
  shown: Pick<OperationOutput<'staff.show'>, 'mayDo'>,
): (edit: GuardedEdit) => string | null {
  const readOnly = useOrgStore(({ org }) =>
    org === null || org.mode === 'read-only' ? (org?.readOnlyBecause ?? 'This organization is open read-only.') : null,
  )
  return (edit) => {
    if (readOnly !== null) return readOnly
    const may = shown.mayDo[edit]
    return may === undefined || may.allowed ? null : may.because
  }
}
