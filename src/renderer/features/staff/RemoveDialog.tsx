import Box from '@mui/material/Box'
import type { StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

interface PeopleDialogProps {
  readonly ids: readonly StaffId[]
  /** A name or "3 people". */
  readonly who: string
  /** Somebody who has not joined yet: the invitation is withdrawn. */
  readonly isInvitation?: boolean
  readonly onClose: () => void
  readonly onDone?: () => void
}

/** Says where removed people go and what stays, before anything happens. */
export function RemoveDialog({ ids, who, isInvitation = false, onClose, onDone }: PeopleDialogProps) {
  const isOne = ids.length === 1
  return (
    <ConfirmDialog
      title={isInvitation ? `Withdraw the invitation of ${who}?` : `Remove ${who}?`}
      confirmWord={isInvitation ? 'Withdraw' : 'Remove'}
      isDangerous
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('staff.remove', { staffIds: [...ids] }, `Removed ${who}. They are in Restore.`)
        if (!answer.ok) return answer.error
        onDone?.()
        return null
      }}
    >
      <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
        <li>{isOne ? 'This person holds' : 'They hold'} nothing from now on.</li>
        <li>
          {isOne ? 'They go' : 'All go'} to <b>Restore</b> and keep role, places and personal grants there, to come back
          to.
        </li>
        <li>The e-mail stays taken until the person is purged. The history stays.</li>
      </Box>
    </ConfirmDialog>
  )
}
