import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { Notice } from '../../components/Notice'
import { PillTabs } from '../../components/PillTabs'
import type { Place } from '../../stores/exchangeStore'

const kinds = [
  { value: 'folder', label: 'Folder or USB stick' },
  { value: 'hub', label: 'PostgreSQL hub' },
] as const

interface PlaceDialogProps {
  /** The one that is remembered now. */
  readonly place: Place | null
  readonly onClose: () => void
}

/** Where this desktop meets the other consoles. */
export function PlaceDialog({ place, onClose }: PlaceDialogProps) {
  const [kind, setKind] = useState<Place['kind']>(place?.kind ?? 'folder')
  const [folder, setFolder] = useState(place?.kind === 'folder' ? place.address : '')
  const [hub, setHub] = useState(place?.kind === 'hub' ? place.address : '')
  const [problem, setProblem] = useState<string | null>(null)

  const browse = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'sync-folder' })
    setProblem(chosen.ok ? null : chosen.error.message)
    if (chosen.ok && chosen.value.path !== null) setFolder(chosen.value.path)
  }
  const save = async () => {
    const typed = (kind === 'folder' ? folder : hub).trim()
    if (typed === '') return { message: kind === 'folder' ? 'Choose a folder.' : 'Enter the address of the hub.' }
    const wanted = kind === 'folder' ? { folder: typed } : { hub: typed }
    const answer = await bridge.call('sync.setPlace', { place: wanted })
    return answer.ok ? null : answer.error
  }
  const forget = async () => {
    const answer = await bridge.call('sync.setPlace', { place: null })
    if (answer.ok) onClose()
    else setProblem(answer.error.message)
  }

  return (
    <ConfirmDialog
      title="Where to meet"
      confirmWord="Meet there"
      maxWidth="sm"
      startsInField
      onClose={onClose}
      onConfirm={save}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <PillTabs label="Kind of place" tabs={kinds} chosen={kind} onChange={setKind} />
        {kind === 'folder' ? (
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
            <TextField
              fullWidth
              label="Folder"
              value={folder}
              autoFocus
              helperText="The same for every console: on a share, in a folder that a service copies, or on a stick."
              onChange={(event) => setFolder(event.target.value)}
            />
            <Button onClick={() => void browse()} sx={{ height: 37, flex: 'none' }}>
              Choose…
            </Button>
          </Box>
        ) : (
          <TextField
            fullWidth
            label="Address of this console at the hub"
            value={hub}
            autoFocus
            placeholder="postgres://console_anna:…@db.example.org/rolecall"
            helperText="As “rolecall hub admit” printed it. The password is kept in this computer’s key store; where there is none, it is asked for again after the app was closed."
            onChange={(event) => setHub(event.target.value)}
          />
        )}
        {problem !== null && <FailureNotice failure={{ message: problem }} />}
        <Notice tone="info">
          What lies there holds the names and e-mails of everybody, as every copy of the organization does. Choose a
          place that only its consoles reach.
        </Notice>
        {place !== null && (
          <Button variant="text" onClick={() => void forget()} sx={{ justifySelf: 'start' }}>
            Forget this place
          </Button>
        )}
      </Box>
    </ConfirmDialog>
  )
}
