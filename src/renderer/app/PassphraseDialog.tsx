import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useId, useState, type FormEvent } from 'react'
import { useOpeningStore } from '../stores/openingStore'

/** Asks for the passphrase of the operator's key; without it the organization can still be read. */
export function PassphraseDialog() {
  const { locked, open, clear, path } = useOpeningStore()
  const [passphrase, setPassphrase] = useState('')
  const titleId = useId()
  if (locked === null) return null

  const unlock = async (event: FormEvent) => {
    event.preventDefault()
    if (await open(locked.path, { passphrase, ...(locked.as === undefined ? {} : { as: locked.as }) }))
      setPassphrase('')
  }

  return (
    <Dialog open onClose={clear} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <form onSubmit={(event) => void unlock(event)}>
        <DialogTitle id={titleId}>{locked.as === undefined ? 'Passphrase' : `Passphrase of ${locked.as}`}</DialogTitle>
        <DialogContent>
          <TextField
            label="Passphrase of your key"
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
            error={locked.isWrong}
            helperText={locked.message}
            fullWidth
            autoFocus
            sx={{ mt: 2 }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => void open(locked.path, { readOnly: true })} sx={{ mr: 'auto' }}>
            Open read-only
          </Button>
          <Button onClick={clear}>Cancel</Button>
          <Button type="submit" variant="contained" color="primary" loading={path !== null}>
            Unlock
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
