import AddIcon from '@mui/icons-material/AddCircleOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import Box from '@mui/material/Box'
import type { RoleKey, StaffId } from '../../../shared/domain/ids'
import type { Reach } from '../../../shared/domain/reach'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { firstNameOf, nameOf } from './nameOf'

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

  return (
    <ConfirmDialog
      title={`${isUp ? 'Promote' : 'Move'} ${name} to ${to.name}?`}
      confirmWord={isUp ? 'Promote' : 'Move'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange(
          'staff.setRole',
          { staffId: person.id, role: to.key },
          `${name} is now ${to.name}.`,
          !isUpOnly,
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
          <Steps title="Gains" tone="ok" steps={preview.value.gained} />
          <Steps title="Loses" tone="bad" steps={preview.value.lost} />
          {preview.value.gained.length === 0 && preview.value.lost.length === 0 && <div>No permission changes.</div>}
          {isUpOnly && (
            <Notice tone="warn" title="This ladder only moves up.">
              The move cannot be undone. To go down, a person is removed, purged and added again.
            </Notice>
          )}
        </Box>
      )}
    </ConfirmDialog>
  )
}

interface StepsProps {
  readonly title: string
  readonly tone: 'ok' | 'bad'
  readonly steps: readonly {
    readonly permission: string
    readonly name: string
    readonly before: Reach
    readonly after: Reach
  }[]
}

function Steps({ title, tone, steps }: StepsProps) {
  if (steps.length === 0) return null
  const Icon = tone === 'ok' ? AddIcon : RemoveIcon
  return (
    <section>
      <Box sx={{ fontWeight: 650, color: tone, mb: 1 }}>
        {title} {steps.length}
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 180, overflow: 'auto', display: 'grid', gap: 1 }}
        tabIndex={0}
        aria-label={title}
      >
        {steps.map((step) => (
          <Box component="li" key={step.permission} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <Icon aria-hidden sx={{ fontSize: 15, color: tone, flex: 'none' }} />
            <span>{step.name}</span>
            <Box component="span" sx={{ ml: 'auto', color: 'dim', pr: 2 }}>
              {step.before} → {step.after}
            </Box>
          </Box>
        ))}
      </Box>
    </section>
  )
}
