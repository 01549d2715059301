import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { Facts } from '../../components/Facts'
import { FailureNotice } from '../../components/FailureNotice'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'

/** Reads the request of a new console, shows whose it is and the words to compare, and enrols its keys. */
export function ApproveDialog({ onClose }: { readonly onClose: () => void }) {
  const [path, setPath] = useState<string | null>(null)
  const request = useOperation('device.readRequest', path === null ? null : { path })
  const choose = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'open-request' })
    if (chosen.ok && chosen.value.path !== null) setPath(chosen.value.path)
  }
  const approve = async () => {
    if (path === null || request.value === null) return { message: 'Choose the file of the request first.' }
    if (request.value.problem !== null) return { message: request.value.problem }
    const answer = await applyChange('device.approve', { path, words: request.value.words }, 'The console is enrolled.')
    return answer.ok ? null : answer.error
  }
  return (
    <ConfirmDialog title="Approve a request" confirmWord="Approve" maxWidth="sm" onClose={onClose} onConfirm={approve}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box>The new console makes a request and shows eight words. Choose its file here.</Box>
        <Button variant="outlined" autoFocus onClick={() => void choose()} sx={{ justifySelf: 'start' }}>
          Choose the request…
        </Button>
        {request.failure !== null && <FailureNotice failure={request.failure} />}
        {request.value !== null && (
          <>
            <Facts
              rows={[
                ['Person', `${request.value.person.name}, ${request.value.person.role.name}`],
                ['Console', request.value.name],
                ['Words', <b key="words">{request.value.words}</b>],
              ]}
            />
            <Notice tone={request.value.problem === null ? 'warn' : 'bad'}>
              {request.value.problem ?? 'Approve only when the new console shows the same eight words.'}
            </Notice>
          </>
        )}
      </Box>
    </ConfirmDialog>
  )
}
