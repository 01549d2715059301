import Box from '@mui/material/Box'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { ProgressDialog } from '../../components/ProgressDialog'
import { applyChange } from '../../stores/applyChange'
import { useJob } from '../../stores/useJob'
import { RolePicker, type Rung } from './CreateRoleDialog'
import { WishPreview } from './WishPreview'

interface DeleteRoleDialogProps {
  readonly rung: Rung
  readonly rungs: readonly Rung[]
  readonly moves: 'any' | 'up-only'
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Takes a role out, and says which role its people get instead: one item of history, one undo. */
export function DeleteRoleDialog({ rung, rungs, moves, onClose, onDeleted }: DeleteRoleDialogProps) {
  const others = rungs.filter((one) => one.key !== rung.key && !one.singleton)
  const above = others.filter((one) => one.rank < rung.rank)
  const offered = moves === 'up-only' ? above : others
  const [reassignTo, setReassignTo] = useState<RoleKey | ''>(
    (moves === 'up-only' ? above.at(-1) : others.find((one) => one.rank > rung.rank))?.key ?? offered[0]?.key ?? '',
  )
  const { job, start, end, cancel } = useJob()
  const target = reassignTo === '' ? {} : { reassignTo }

  const remove = async () => {
    const answer = await applyChange(
      'role.delete',
      { role: rung.key, ...target, job: start() },
      `Deleted the role ${rung.name}.`,
      moves === 'any' || rung.people === 0,
    )
    end()
    if (!answer.ok) return answer.error
    onDeleted()
    return null
  }

  return (
    <ConfirmDialog
      title={`Delete ${rung.name}`}
      confirmWord="Delete role"
      isDangerous
      maxWidth="sm"
      onClose={onClose}
      onConfirm={remove}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <RolePicker
          label="Its people get"
          rungs={offered}
          value={reassignTo}
          onChange={setReassignTo}
          hint={
            moves === 'up-only'
              ? 'Everyone who has it, those in Restore included. On this ladder people move up only.'
              : 'Everyone who has it, those in Restore included.'
          }
        />
        <WishPreview wish={{ do: 'delete', role: rung.key, ...target }} />
      </Box>
      {job !== null && rung.people > 1000 && (
        <ProgressDialog
          title={`Deleting ${rung.name}`}
          progress={job.progress}
          onCancel={cancel}
          cancelHint="Nothing is changed when you cancel."
        />
      )}
    </ConfirmDialog>
  )
}
