import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyOrSay } from '../../stores/applyChange'
import { useWaitingStore } from '../../stores/waitingStore'

interface PurgeDialogProps {
  readonly id: StaffId
  readonly name: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The one deed nothing brings back, so it asks twice. */
export function PurgeDialog({ id, name, onClose, onDone }: PurgeDialogProps) {
  const [isSure, setSure] = useState(false)
  const wait = useWaitingStore((store) => store.wait)
  return (
    <ConfirmDialog
      title={`Purge ${name} for good?`}
      confirmWord="Purge for good"
      isDangerous
      onClose={onClose}
      onConfirm={async () => {
        if (!isSure) return { message: 'Tick the box first: a purge cannot be undone.' }
        wait(`Purging ${name}`, () =>
          applyOrSay('staff.purge', { staffId: id, confirm: true }, `Purged ${name}.`, false),
        )
        onDone()
        return null
      }}
    >
      <Box component="ul" sx={{ m: 0, pl: 5, mb: 2, display: 'grid', gap: 1.5 }}>
        <li>Name and e-mail are erased from the file, from the history too.</li>
        <li>The history keeps that somebody was there, and still verifies.</li>
        <li>The e-mail is free again for a new person.</li>
        <li>It waits half a minute, in which you can take it back; closing the window takes it back too.</li>
      </Box>
      <FormControlLabel
        control={<Checkbox checked={isSure} onChange={(event) => setSure(event.target.checked)} />}
        label="I know that this cannot be undone"
      />
    </ConfirmDialog>
  )
}
