import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { Blueprint } from '../../../shared/domain/blueprint'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { BlueprintSummary } from './BlueprintSummary'
import { checkDetails, type DetailField, type Details } from './checkDetails'
import { StepHeading } from './StepHeading'

interface DetailsStepProps {
  readonly blueprint: Blueprint
  /** The id of a shipped blueprint, or the file that it came from. */
  readonly source: string
  readonly onBack: () => void
  /** The passphrase is '' when there is none. */
  readonly onCreated: (created: OperationOutput<'org.create'>, passphrase: string) => void
}

const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = [...new Set([hereZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]

const blank: Details = {
  name: '',
  ownerName: '',
  ownerEmail: '',
  path: '',
  timeZone: hereZone,
  passphrase: '',
  passphraseAgain: '',
}

/** Who owns the organization and where its file is kept. */
export function DetailsStep({ blueprint, source, onBack, onCreated }: DetailsStepProps) {
  const [details, setDetails] = useState(blank)
  const [touched, setTouched] = useState<ReadonlySet<DetailField>>(new Set())
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isOwn, setOwn] = useState(blueprint.ownRoles)
  const problems = checkDetails(details)
  const topRole = blueprint.roles[0]!

  const set = (field: DetailField, value: string) => setDetails((before) => ({ ...before, [field]: value }))
  const touch = (...fields: DetailField[]) => setTouched((before) => new Set([...before, ...fields]))
  const field = (name: DetailField, label: string, hint: string) => {
    const problem = touched.has(name) ? problems[name] : undefined
    return {
      label,
      value: details[name],
      error: problem !== undefined,
      helperText: problem ?? hint,
      onChange: (event: { target: { value: string } }) => set(name, event.target.value),
      onBlur: () => touch(name),
    }
  }

  const chooseFile = async () => {
    const suggestedName = `${
      details.name
        .trim()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .slice(0, 80) || 'Organization'
    }.rolecall`
    const chosen = await bridge.call('app.chooseFile', { purpose: 'new-org', suggestedName })
    if (!chosen.ok) setFailure(chosen.error)
    else if (chosen.value.path !== null) set('path', chosen.value.path)
  }

  const create = async () => {
    touch('name', 'ownerName', 'ownerEmail', 'path', 'passphraseAgain')
    if (Object.keys(problems).length > 0) return
    setBusy(true)
    setFailure(null)
    const created = await bridge.call('org.create', {
      path: details.path.trim(),
      name: details.name.trim(),
      blueprint: source,
      ownRoles: isOwn,
      ownerName: details.ownerName.trim(),
      ownerEmail: details.ownerEmail.trim(),
      timeZone: details.timeZone,
      ...(details.passphrase === '' ? {} : { passphrase: details.passphrase }),
    })
    setBusy(false)
    if (created.ok) onCreated(created.value, details.passphrase)
    else setFailure(created.error)
  }

  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(300px, 1fr) minmax(240px, 320px)',
        gap: 8,
        alignItems: 'start',
        maxWidth: 860,
      }}
    >
      <Box
        component="form"
        noValidate
        aria-label="New organization"
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
        sx={{ display: 'grid', gap: 4 }}
      >
        <StepHeading step={2} title={`New organization: ${blueprint.name}`} />
        <TextField required {...field('name', 'Organization name', 'As people call it.')} />
        <TextField
          required
          autoComplete="name"
          {...field('ownerName', 'Your name', `You become the first ${topRole.name}.`)}
        />
        <TextField
          required
          type="email"
          autoComplete="email"
          {...field('ownerEmail', 'Your e-mail', 'Shown to colleagues in this organization.')}
        />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
          <TextField required {...field('path', 'File', 'The organization is one file; copy it like any other.')} />
          <Button onClick={() => void chooseFile()} sx={{ height: 37, flex: 'none' }}>
            Choose…
          </Button>
        </Box>
        <Autocomplete
          options={zones}
          value={details.timeZone}
          onChange={(_, zone) => set('timeZone', zone)}
          disableClearable
          size="small"
          renderInput={(params) => <TextField {...params} label="Time zone" helperText="Dates end at midnight here." />}
        />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <TextField
            type="password"
            autoComplete="new-password"
            {...field('passphrase', 'Passphrase (optional)', 'Asked before your key is used on this desktop.')}
          />
          <TextField
            type="password"
            autoComplete="new-password"
            disabled={details.passphrase === ''}
            {...field('passphraseAgain', 'Passphrase again', '')}
          />
        </Box>
        <FormControlLabel
          control={<Checkbox checked={isOwn} disabled={blueprint.ownRoles} onChange={(_, next) => setOwn(next)} />}
          label={
            <>
              Make a copy our own
              <Box component="span" sx={{ color: 'dim', display: 'block', fontSize: 12 }}>
                {isOwn
                  ? 'Roles and permissions may be added, renamed, moved and deleted.'
                  : 'The roles stay as the role system has them. A copy can be made later too.'}
              </Box>
            </>
          }
        />
        {failure !== null && <FailureNotice failure={failure} />}
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button startIcon={<ArrowBackIcon />} onClick={onBack}>
            Other role systems
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={isBusy} sx={{ ml: 'auto' }}>
            Create organization
          </Button>
        </Box>
      </Box>
      <BlueprintSummary blueprint={blueprint} />
    </Box>
  )
}
