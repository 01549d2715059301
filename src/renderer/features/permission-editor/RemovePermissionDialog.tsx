import Box from '@mui/material/Box'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import type { MatrixPermission } from './matrixCells'

interface RemovePermissionDialogProps {
  readonly permission: MatrixPermission
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Takes a permission out of the organization's own blueprint, after it is said who loses it. */
export function RemovePermissionDialog({ permission, onClose, onRemoved }: RemovePermissionDialogProps) {
  const edits = permission.cells
    .filter((cell) => cell.allowedReaches.includes('none') && cell.reach !== 'none')
    .map((cell) => ({ role: cell.role, permission: permission.key, reach: 'none' as const }))
  const effect = useOperation('grant.preview', { edits, limit: 200 })

  const remove = async () => {
    const answer = await applyChange(
      'permission.delete',
      { permission: permission.key },
      `Removed the permission ${permission.name}.`,
    )
    if (!answer.ok) return answer.error
    onRemoved()
    return null
  }

  return (
    <ConfirmDialog
      title={`Remove ${permission.name}?`}
      confirmWord="Remove permission"
      isDangerous
      maxWidth="sm"
      onClose={onClose}
      onConfirm={remove}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box>
          It is taken out of the catalogue with everything that was decided about it. It is one item in the history,
          with one undo.
        </Box>
        <Box component="section" aria-label="What this does">
          {effect.failure !== null && <FailureNotice failure={effect.failure} onRetry={effect.reload} />}
          {effect.value === null && effect.failure === null && (
            <LoadingLines lines={2} label="Working out who loses it" />
          )}
          {effect.value !== null && <ImpactNames impact={effect.value} none="Nobody has it." />}
        </Box>
      </Box>
    </ConfirmDialog>
  )
}
