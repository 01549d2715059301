import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

/** Enrols somebody else to act on this desktop, with a key of their own. */
export function AddOperatorDialog({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const add = async () => {
    const input = { email, ...(passphrase === '' ? {} : { passphrase }) }
    const answer = await applyChange('device.add', input, 'They can act on this desktop.')
    return answer.ok ? null : answer.error
  }
  return (
    <ConfirmDialog
      title="Add an operator of this desktop"
      confirmWord="Add"
      maxWidth="sm"
      startsInField
      onClose={onClose}
      onConfirm={add}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField label="E-mail" value={email} autoFocus onChange={(event) => setEmail(event.target.value)} />
        <TextField
          label="Their passphrase (optional)"
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          helperText="Without one, whoever sits at this account can act as them."
        />
      </Box>
    </ConfirmDialog>
  )
}
