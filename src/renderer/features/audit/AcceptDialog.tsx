import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import type { Finding } from './FindingsTab'

/** Accepts a finding with a reason, for good or until a day. */
export function AcceptDialog({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  return (
    <ConfirmDialog
      title="Accept this finding"
      confirmWord="Accept"
      onClose={onClose}
      onConfirm={async () => {
        if (reason.trim().length < 3) return { message: 'Say why, so that others understand it later.' }
        const input = { key: finding.key, reason, until: until === '' ? null : until }
        const answer = await applyChange('audit.accept', input, 'Accepted.')
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ fontWeight: 600, mb: 3 }}>{finding.title}</Box>
      <TextField
        autoFocus
        fullWidth
        multiline
        minRows={2}
        label="Why it may stay"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        helperText="Kept with the organization for good. Name nobody in it."
        sx={{ mb: 3 }}
      />
      <TextField
        fullWidth
        type="date"
        label="Until (left empty: until somebody takes it back)"
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </ConfirmDialog>
  )
}
