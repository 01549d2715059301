import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useId, useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import type { OperationCall } from '../../../shared/operations/contract'
import type { Failure } from '../../../shared/domain/result'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { NamePicker } from '../../components/NamePicker'
import { Notice } from '../../components/Notice'
import { ProgressDialog } from '../../components/ProgressDialog'
import { PlacePicker, type PickedPlace } from '../../pickers/PlacePicker'
import { useJob } from '../../stores/useJob'
import { useOperation } from '../../stores/useOperation'
import { useToastStore } from '../../stores/toastStore'
import { countOf, countPeople } from '../../words/countOf'

type Input = OperationCall<'report.write'>

const formats: readonly { readonly value: Input['format']; readonly label: string }[] = [
  { value: 'html', label: 'HTML, for a browser and to print' },
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'XLSX, for a spreadsheet' },
  { value: 'csv', label: 'CSV' },
]

/** More people than this make a PDF of thousands of pages, which takes minutes. */
const manyPeople = 5000

interface ReportDialogProps {
  readonly kind: Input['kind']
  readonly title: string
  readonly filter: NonNullable<Input['filter']>
  /** How many people it has a row for, where that is known. */
  readonly people?: number
  readonly onClose: () => void
}

/** Chooses a format and a file, and writes a report that can be followed and stopped. */
export function ReportDialog({ kind, title, filter, people = 0, onClose }: ReportDialogProps) {
  const titleId = useId()
  const [format, setFormat] = useState<Input['format']>(people > manyPeople ? 'xlsx' : 'html')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [roles, setRoles] = useState<readonly string[]>([])
  const [place, setPlace] = useState<PickedPlace | null>(null)
  const { job, start, end, cancel } = useJob()
  const narrowed = {
    ...filter,
    ...(roles.length === 0 ? {} : { roles: roles as RoleKey[] }),
    ...(place === null ? {} : { at: place.id }),
  }

  const write = async () => {
    setFailure(null)
    const suggestedName = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.${format}`
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-result', suggestedName })
    if (!chosen.ok) return setFailure(chosen.error)
    const { path } = chosen.value
    if (path === null) return
    // The system's dialog has asked already whether to write over a file.
    const answer = await bridge.call('report.write', {
      kind,
      format,
      path,
      replace: true,
      filter: narrowed,
      job: start(),
    })
    end()
    if (!answer.ok) return setFailure(answer.error)
    useToastStore
      .getState()
      .show({ text: `Wrote ${countOf(answer.value.rows, 'row')} to ${answer.value.path}`, tone: 'done' })
    onClose()
  }

  if (job !== null) {
    return (
      <ProgressDialog
        title={`Writing ${title}`}
        progress={job.progress}
        cancelHint="Stopping leaves no file behind."
        onCancel={cancel}
      />
    )
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <TextField
          select
          fullWidth
          label="Format"
          value={format}
          onChange={(event) => setFormat(event.target.value as Input['format'])}
          sx={{ mt: 2 }}
        >
          {formats.map(({ value, label }) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
        {kind === 'access' && <PeopleFilter roles={roles} onRoles={setRoles} place={place} onPlace={setPlace} />}
        <Box sx={{ color: 'dim', mt: 2 }}>
          The date, the head hash and the filters stand on it. It holds only people whom you may see.
        </Box>
        {people > manyPeople && format === 'pdf' && roles.length === 0 && place === null && (
          <Notice
            tone="warn"
            sx={{ mt: 3 }}
            title={`${countPeople(people)} make a PDF of thousands of pages`}
            action={<Button onClick={() => setFormat('xlsx')}>Use XLSX</Button>}
          >
            It takes minutes. XLSX and CSV hold the same and are written in seconds. You can stop it at any time.
          </Notice>
        )}
        {failure !== null && <FailureNotice failure={failure} sx={{ mt: 3 }} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" color="primary" onClick={() => void write()}>
          Save…
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface PeopleFilterProps {
  readonly roles: readonly string[]
  readonly onRoles: (roles: readonly string[]) => void
  readonly place: PickedPlace | null
  readonly onPlace: (place: PickedPlace | null) => void
}

/** Whose access: everybody's, or that of people of some roles, or at a place. */
function PeopleFilter({ roles, onRoles, place, onPlace }: PeopleFilterProps) {
  const blueprint = useOperation('org.blueprint', {})
  const options = (blueprint.value?.roles ?? []).map(({ key, name }) => ({ id: key as string, name }))
  return (
    <Box sx={{ display: 'grid', gap: 3, mt: 3 }}>
      <NamePicker
        label="Roles"
        options={options}
        chosen={roles}
        onChange={onRoles}
        hint={roles.length === 0 ? 'Everybody' : undefined}
      />
      <PlacePicker
        label="Assigned at or under"
        kinds={[]}
        chosen={place}
        onChange={onPlace}
        hint={place === null ? 'Anywhere' : ''}
      />
    </Box>
  )
}
