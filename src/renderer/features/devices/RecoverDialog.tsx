import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useOrgStore } from '../../stores/orgStore'

/** Enrols this desktop anew with the recovery words: after a lost console, a restored backup or a copied file. */
export function RecoverDialog({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState('')
  const [email, setEmail] = useState('')
  const take = useOrgStore((store) => store.take)
  const recover = async () => {
    const answer = await bridge.call('device.recover', { words, ...(email.trim() === '' ? {} : { email }) })
    if (!answer.ok) return answer.error
    take(answer.value)
    return null
  }
  return (
    <ConfirmDialog
      title="Enrol this desktop anew"
      confirmWord="Take over"
      isDangerous
      maxWidth="sm"
      onClose={onClose}
      onConfirm={recover}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box>
          This desktop gets new keys and settles the changes from now on. The console that settled before and the keys
          that this desktop had are revoked.
        </Box>
        <TextField
          label="The twelve recovery words"
          value={words}
          multiline
          minRows={2}
          autoFocus
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
        />
        <TextField
          label="Your e-mail"
          value={email}
          helperText="Needed when several people have the top role."
          onChange={(event) => setEmail(event.target.value)}
        />
      </Box>
    </ConfirmDialog>
  )
}
