import type { StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

interface RestoreDialogProps {
  readonly ids: readonly StaffId[]
  /** A name or "3 people". */
  readonly who: string
  readonly onClose: () => void
  readonly onDone?: () => void
}

export function RestoreDialog({ ids, who, onClose, onDone }: RestoreDialogProps) {
  return (
    <ConfirmDialog
      title={`Restore ${who}?`}
      confirmWord="Restore"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('staff.restore', { staffIds: [...ids] }, `Restored ${who}.`)
        if (!answer.ok) return answer.error
        onDone?.()
        return null
      }}
    >
      {ids.length === 1 ? 'This person comes' : 'They come'} back to the role, the places and the personal grants they
      had, to hold them from now on.
    </ConfirmDialog>
  )
}
