import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useJob } from '../../stores/useJob'
import { ComparisonView } from './ComparisonView'

export interface SideChoice {
  readonly path: string | null
  readonly moment: string
}

/** Chooses two moments, or this organization and a file, and shows what is different. */
export function CompareTab() {
  const [before, setBefore] = useState<SideChoice>({ path: null, moment: '' })
  const [after, setAfter] = useState<SideChoice>({ path: null, moment: '' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [compared, setCompared] = useState<OperationOutput<'compare.run'> | null>(null)
  const { job, start, end, cancel } = useJob()

  const compare = async () => {
    setFailure(null)
    const source = ({ path, moment }: SideChoice) => ({
      ...(path === null ? {} : { path }),
      ...(moment.trim() === '' ? {} : { moment: moment.trim() }),
    })
    const answer = await bridge.call('compare.run', { before: source(before), after: source(after), job: start() })
    end()
    if (answer.ok) setCompared(answer.value)
    else setFailure(answer.error)
  }

  return (
    <>
      <Box
        component="form"
        aria-label="What to compare"
        onSubmit={(event) => {
          event.preventDefault()
          void compare()
        }}
        sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', mb: 3, flexWrap: 'wrap' }}
      >
        <SideField label="Before" side={before} onChange={setBefore} />
        <SideField label="After" side={after} onChange={setAfter} />
        <Button type="submit" variant="contained" color="primary" sx={{ mt: '6px' }}>
          Compare
        </Button>
      </Box>
      {failure !== null && <FailureNotice failure={failure} sx={{ mb: 3 }} />}
      {job !== null && <ProgressDialog title="Comparing" progress={job.progress} onCancel={cancel} />}
      {compared !== null && <ComparisonView key={compared.compareId} compared={compared} />}
    </>
  )
}

interface SideFieldProps {
  readonly label: string
  readonly side: SideChoice
  readonly onChange: (side: SideChoice) => void
}

function SideField({ label, side, onChange }: SideFieldProps) {
  const choose = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'open' })
    if (chosen.ok && chosen.value.path !== null) onChange({ ...side, path: chosen.value.path })
  }
  const fileName = side.path?.split(/[\\/]/).at(-1)
  return (
    <Box role="group" aria-label={label} sx={{ minWidth: 320 }}>
      <TextField
        size="small"
        fullWidth
        label={`${label}: date, instant or entry`}
        placeholder={side.path === null ? 'today' : 'as it stands in the file'}
        value={side.moment}
        onChange={(event) => onChange({ ...side, moment: event.target.value })}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1, fontSize: 12, color: 'dim' }}>
        <Box component="span" sx={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {fileName === undefined ? 'of this organization' : `of ${fileName}`}
        </Box>
        {side.path !== null && (
          <Button
            variant="text"
            aria-label={`${label}: this organization`}
            onClick={() => onChange({ ...side, path: null })}
            sx={{ py: 0 }}
          >
            This organization
          </Button>
        )}
        <Button variant="text" aria-label={`${label}: choose a file`} onClick={() => void choose()} sx={{ py: 0 }}>
          Choose a file…
        </Button>
      </Box>
    </Box>
  )
}
