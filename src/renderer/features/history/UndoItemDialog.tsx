import Box from '@mui/material/Box'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { useWhen } from '../../stores/useWhen'
import { storyOf, titleOf } from '../../words/storyOf'

interface UndoItemDialogProps {
  readonly item: OperationOutput<'log.list'>['items'][number]
  readonly onClose: () => void
}

/** Names what is taken back before it is. */
export function UndoItemDialog({ item, onClose }: UndoItemDialogProps) {
  const when = useWhen()
  return (
    <ConfirmDialog
      title="Undo this change?"
      confirmWord="Undo"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('change.undo', { item: item.item }, `Undone: ${storyOf(item)}.`)
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ fontWeight: 600 }}>{titleOf(item)}</Box>
      <Box sx={{ color: 'dim' }}>
        {item.author.name}, {when.instant(item.settledAtMs)}
      </Box>
      {item.details.length > 0 && (
        <Box component="ul" sx={{ m: 0, mt: 2, pl: 5, maxHeight: 160, overflow: 'auto' }}>
          {item.details.map((detail, index) => (
            <li key={index}>{detail}</li>
          ))}
        </Box>
      )}
      <Box sx={{ color: 'dim', mt: 2 }}>Undo is a new change under your name: both stay in the history.</Box>
    </ConfirmDialog>
  )
}
