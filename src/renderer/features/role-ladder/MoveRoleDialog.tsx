import Box from '@mui/material/Box'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { RolePicker, type Rung } from './CreateRoleDialog'
import { WishPreview } from './WishPreview'

interface MoveRoleDialogProps {
  readonly rung: Rung
  readonly rungs: readonly Rung[]
  readonly onClose: () => void
}

/** Another place on the ladder. What the role may do stays as it is. */
export function MoveRoleDialog({ rung, rungs, onClose }: MoveRoleDialogProps) {
  const now = rungs.find((one) => one.rank === rung.rank - 1)?.key
  const [under, setUnder] = useState<RoleKey | ''>(now ?? '')
  const isElsewhere = under !== '' && under !== now

  const move = async () => {
    if (!isElsewhere) return { message: 'Choose another place first.' }
    const answer = await applyChange('role.move', { role: rung.key, under }, `Moved ${rung.name} on the ladder.`)
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog title={`Move ${rung.name}`} confirmWord="Move" maxWidth="sm" onClose={onClose} onConfirm={move}>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <RolePicker
          label="Stands right under"
          rungs={rungs.filter((one) => one.key !== rung.key)}
          value={under}
          onChange={setUnder}
          hint="A rung is a rank: who manages whom, and which way people may be moved."
        />
        <WishPreview wish={isElsewhere ? { do: 'move', role: rung.key, under } : null} />
      </Box>
    </ConfirmDialog>
  )
}
