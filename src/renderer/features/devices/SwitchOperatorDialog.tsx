import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { FormDialog } from '../../components/FormDialog'
import { useOpeningStore } from '../../stores/openingStore'

interface SwitchOperatorDialogProps {
  /** The file that is open. */
  readonly path: string
  readonly onClose: () => void
}

/** Hands the desktop to somebody whom whoever acts now may not see (S0.14): they say themselves who they are. */
export function SwitchOperatorDialog({ path, onClose }: SwitchOperatorDialogProps) {
  const [email, setEmail] = useState('')
  const { open, clear } = useOpeningStore()
  const change = async () => {
    if (email.trim() === '') return { message: 'Type the e-mail address of whoever takes over.' }
    const isOpen = await open(path, { as: email.trim() })
    const { failed } = useOpeningStore.getState()
    // Without a failure it is open, or asks for the passphrase now.
    if (isOpen || failed === null) return null
    clear()
    return failed.failure
  }
  return (
    <FormDialog title="Switch to somebody else" confirmWord="Switch" maxWidth="xs" onClose={onClose} onConfirm={change}>
      <TextField
        label="Your e-mail"
        value={email}
        autoFocus
        helperText="Of somebody who is an operator of this desktop. A passphrase is asked for next, where there is one."
        onChange={(event) => setEmail(event.target.value)}
      />
    </FormDialog>
  )
}
