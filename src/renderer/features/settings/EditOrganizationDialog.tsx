import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'

interface EditOrganizationDialogProps {
  readonly settings: OperationOutput<'org.settings'>
  readonly onClose: () => void
}

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

export function EditOrganizationDialog({ settings, onClose }: EditOrganizationDialogProps) {
  const [name, setName] = useState(settings.name)
  const [timeZone, setTimeZone] = useState(settings.timeZone)
  const [plan, setPlan] = useState(settings.plan)
  const isNamed = name.trim() !== ''

  const save = async () => {
    if (!isNamed) return { message: 'The name must not be empty.' }
    const input = { name: name.trim(), timeZone, plan: plan.trim() }
    const answer = await applyChange('org.edit', input, 'Saved the settings.')
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog title="Edit the organization" confirmWord="Save" startsInField onClose={onClose} onConfirm={save}>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField
          label="Name"
          value={name}
          autoFocus
          required
          error={!isNamed}
          helperText={isNamed ? ' ' : 'The name must not be empty.'}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Autocomplete
          options={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          value={timeZone}
          disableClearable
          size="small"
          onChange={(_, zone) => setTimeZone(zone)}
          renderInput={(params) => (
            <TextField
              {...params}
              label="Time zone"
              helperText="Times are told in it, and a bare date ends when its day ends there."
            />
          )}
        />
        {timeZone !== settings.timeZone && (
          <Notice tone="info">
            Ends that were given before stay at the same instant; new dates end by the new zone.
          </Notice>
        )}
        <TextField
          label="Plan (optional)"
          value={plan}
          helperText="In words, for people. What a plan allows is switched under Features."
          onChange={(event) => setPlan(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 120 } }}
        />
      </Box>
    </ConfirmDialog>
  )
}
