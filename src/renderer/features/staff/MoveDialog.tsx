import Box from '@mui/material/Box'
import type { RoleKey, StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { applyChange, applyOrSay } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { useWaitingStore } from '../../stores/waitingStore'
import { firstNameOf, nameOf } from './nameOf'
import { RoleSteps } from './RoleSteps'

interface MoveDialogProps {
  readonly person: {
    readonly id: StaffId
    readonly name: string | null
    readonly role: { readonly name: string; readonly rank: number }
  }
  readonly to: { readonly key: RoleKey; readonly name: string; readonly rank: number }
  readonly onClose: () => void
}

/** Names what a move gives and takes before it happens. */
export function MoveDialog({ person, to, onClose }: MoveDialogProps) {
  const preview = useOperation('staff.previewRole', { staffId: person.id, role: to.key })
  const ladder = useOperation('role.list', {})
  const isUp = to.rank < person.role.rank
  const isUpOnly = ladder.value?.moves === 'up-only'
  const name = nameOf(person)
  const wait = useWaitingStore((store) => store.wait)
  const lost = preview.value?.lost ?? []

  return (
    <ConfirmDialog
      title={`${isUp ? 'Promote' : 'Move'} ${name} to ${to.name}?`}
      confirmWord={isUp ? 'Promote' : 'Move'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        if (preview.value?.allowed === false)
          return { message: 'This move is refused.', because: preview.value.because }
        if (isUpOnly) {
          wait(`Moving ${name} to ${to.name}`, () =>
            applyOrSay('staff.setRole', { staffId: person.id, role: to.key }, `${name} is now ${to.name}.`, false),
          )
          return null
        }
        const answer = await applyChange(
          'staff.setRole',
          { staffId: person.id, role: to.key },
          `${name} is now ${to.name}.`,
        )
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ color: 'dim', mb: 3 }}>
        {firstNameOf(person)} is {person.role.name} now. Places and personal grants stay.
      </Box>
      {preview.failure !== null && <FailureNotice failure={preview.failure} />}
      {preview.value === null && preview.failure === null && (
        <LoadingLines lines={3} label="Reading what the move does" />
      )}
      {preview.value !== null && (
        <Box sx={{ display: 'grid', gap: 3 }}>
          {!preview.value.allowed && (
            <FailureNotice failure={{ message: 'This move is refused.', because: preview.value.because }} />
          )}
          {isUp && lost.length > 0 && (
            <Notice tone="warn" title="This promotion takes something away.">
              {firstNameOf(person)} loses {lost.map((step) => step.name).join(', ')}.
            </Notice>
          )}
          <RoleSteps title="Gains" tone="ok" steps={preview.value.gained} />
          <RoleSteps title="Loses" tone="bad" steps={preview.value.lost} />
          {preview.value.gained.length === 0 && preview.value.lost.length === 0 && <div>No permission changes.</div>}
          {isUpOnly && (
            <Notice tone="warn" title="This ladder only moves up.">
              The move cannot be undone, so it waits half a minute in which you can take it back.
            </Notice>
          )}
        </Box>
      )}
    </ConfirmDialog>
  )
}
