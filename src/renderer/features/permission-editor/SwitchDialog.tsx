import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

interface SwitchDialogProps {
  readonly turning: OperationOutput<'switch.list'>[number]
  readonly onClose: () => void
}

/** Says what a switch takes or gives before it is turned. */
export function SwitchDialog({ turning, onClose }: SwitchDialogProps) {
  const { kind, key, name, on, governs } = turning
  const word = on ? 'off' : 'on'
  const [grants, setGrants] = useState<'none' | 'defaults'>('none')
  const isOffered = !on && kind !== 'setting' && governs.length > 0
  return (
    <ConfirmDialog
      title={`Turn ${name} ${word}?`}
      confirmWord={`Turn ${word}`}
      onClose={onClose}
      onConfirm={async () => {
        const input = { key, on: !on }
        const done = `Turned ${name} ${word}.`
        const answer =
          kind === 'setting'
            ? await applyChange('setting.set', input, done)
            : await applyChange('feature.set', { ...input, ...(isOffered ? { grants } : {}) }, done)
        return answer.ok ? null : answer.error
      }}
    >
      {governs.length === 0 && 'No permission hangs on it.'}
      {governs.length > 0 && (
        <>
          {on
            ? 'While it is off, these are refused to those who depend on it:'
            : 'These become possible again, as far as the roles allow:'}
          <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
            {governs.map((one) => (
              <li key={one.permission}>{one.name}</li>
            ))}
          </Box>
          {isOffered && (
            <TextField
              select
              fullWidth
              label="Who gets them"
              value={grants}
              onChange={(event) => setGrants(event.target.value as 'none' | 'defaults')}
              sx={{ mt: 4 }}
            >
              <MenuItem value="none">Nobody yet: decide in the matrix</MenuItem>
              <MenuItem value="defaults">Whoever the roles say now</MenuItem>
            </TextField>
          )}
        </>
      )}
    </ConfirmDialog>
  )
}
