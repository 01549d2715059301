import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import type { OperationOutput } from '../../../shared/operations/contract'
import { NamePicker } from '../../components/NamePicker'
import type { LocationDraft } from './locationDraft'
import { StepCard } from './StepCard'

interface DetailsStepProps {
  readonly draft: LocationDraft
  readonly onChange: (draft: LocationDraft) => void
  readonly places: OperationOutput<'place.list'>
}

/** What the location is called and where it lies. */
export function DetailsStep({ draft, onChange, places }: DetailsStepProps) {
  const locations = places.filter((place) => place.kind === 'location')
  const same = locations.find((place) => place.name.toLowerCase() === draft.name.trim().toLowerCase())
  return (
    <StepCard title="Details">
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 460 }}>
        <TextField
          required
          autoFocus
          label="Name of the location"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
          helperText={same === undefined ? ' ' : `${same.name} exists already: what is new is added to it.`}
        />
        <NamePicker
          label="Lies under"
          isSingle
          options={locations.map((place) => ({ id: place.id, name: place.name, hint: place.id }))}
          chosen={draft.under === null ? [] : [draft.under]}
          onChange={([under]) => onChange({ ...draft, under: under ?? null })}
          hint="People assigned above work here too. Empty: at the top."
        />
        <TextField
          label="Key"
          value={draft.key}
          onChange={(event) => onChange({ ...draft, key: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          helperText="For files and scripts. Empty: made from the name."
        />
      </Box>
    </StepCard>
  )
}
