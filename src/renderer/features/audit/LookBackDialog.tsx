import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useId, useState } from 'react'
import type { Failure } from '../../../shared/domain/result'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useJob } from '../../stores/useJob'
import { useOrgStore } from '../../stores/orgStore'

/** Asks for a moment and shows the organization as it was then, on every page. */
export function LookBackDialog({ onClose }: { readonly onClose: () => void }) {
  const titleId = useId()
  const newest = useOrgStore((store) => store.org?.revision.n ?? 1)
  const [to, setTo] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const { job, start, end, cancel } = useJob()

  const travel = async () => {
    setFailure(null)
    const answer = await bridge.call('org.travel', { to: to.trim(), job: start() })
    end()
    if (answer.ok) onClose()
    else setFailure(answer.error)
  }

  if (job !== null) return <ProgressDialog title="Going back in time" progress={job.progress} onCancel={cancel} />
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          void travel()
        }}
      >
        <DialogTitle id={titleId}>Look back</DialogTitle>
        <DialogContent>
          <Box sx={{ color: 'dim', mb: 3 }}>
            Every page then shows the organization as it was, read-only. Today is one click away.
          </Box>
          <TextField
            autoFocus
            fullWidth
            label="Date, instant or entry"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            helperText={`For example 2026-11-01 (the end of that day), 2026-11-01T18:00Z, or an entry from 1 to ${newest.toLocaleString('en')}.`}
          />
          {failure !== null && <FailureNotice failure={failure} sx={{ mt: 3 }} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" color="primary" disabled={to.trim() === ''}>
            Look back
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}
