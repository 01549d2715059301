import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useRef, useState } from 'react'
import { bridge } from '../../bridge'
import { FormDialog } from '../../components/FormDialog'
import { MessageDialog } from '../../components/MessageDialog'
import { Notice } from '../../components/Notice'

interface Made {
  readonly path: string
  readonly words: string
}

/** Makes keys for one person on this desktop and a request for them, and shows the eight words to compare. */
export function RequestDialog({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [made, setMade] = useState<Made | null>(null)
  // The question closes once it is answered; the words must then stay.
  const isMade = useRef(false)

  const request = async () => {
    const person = email.trim()
    const chosen = await bridge.call('app.chooseFile', {
      purpose: 'save-request',
      suggestedName: `${person.split('@')[0]} request.json`,
    })
    if (!chosen.ok) return chosen.error
    const { path } = chosen.value
    if (path === null) return { message: 'Choose where to save the request.' }
    const answer = await bridge.call('device.request', {
      email: person,
      path,
      ...(name.trim() === '' ? {} : { name }),
      ...(passphrase === '' ? {} : { passphrase }),
    })
    if (!answer.ok) return answer.error
    isMade.current = true
    setMade({ path: answer.value.path ?? path, words: answer.value.words })
    return null
  }

  if (made !== null) {
    return (
      <MessageDialog
        title="Let somebody who is enrolled approve this"
        text={
          <Box sx={{ display: 'grid', gap: 3 }}>
            <Box component="ol" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
              <li>
                Bring <b>{made.path}</b> to somebody who may manage you, or to another desktop of yours.
              </li>
              <li>
                There it is approved under <b>Settings → Consoles and keys → Approve a request…</b>
              </li>
              <li>Compare these eight words, by telephone or at the screen. They must be the same.</li>
              <li>Exchange there, then here.</li>
            </Box>
            <Box
              data-testid="request-words"
              sx={{
                fontSize: 18,
                fontWeight: 650,
                textAlign: 'center',
                p: 4,
                bgcolor: 'chip',
                borderRadius: '10px',
                wordSpacing: '0.35em',
              }}
            >
              {made.words}
            </Box>
          </Box>
        }
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title="Ask for a key for this desktop"
      confirmWord="Save the request…"
      onClose={() => {
        if (!isMade.current) onClose()
      }}
      onConfirm={request}
    >
      <Notice tone="info">
        The keys are made here and their secrets never leave this computer. The request holds nothing secret.
      </Notice>
      <TextField
        label="Your e-mail"
        value={email}
        autoFocus
        helperText="As it stands in this organization."
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Name of this desktop (optional)"
        value={name}
        helperText="Shown to others, for example “Front desk, Leeds”. Left empty, the computer’s own name."
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Passphrase (optional)"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        helperText="Without one, whoever sits at this account can act as you."
        onChange={(event) => setPassphrase(event.target.value)}
      />
    </FormDialog>
  )
}
