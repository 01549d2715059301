import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { useDebounced } from '../../components/useDebounced'
import { useIsAnswered } from '../../stores/useIsAnswered'
import { useOperation } from '../../stores/useOperation'

export interface ChosenPerson {
  readonly id: StaffId
  readonly name: string | null
}

interface PeoplePickerProps {
  readonly label: string
  readonly chosen: readonly ChosenPerson[]
  readonly onChange: (chosen: readonly ChosenPerson[]) => void
}

const shown = 50

/** Chooses several people; main searches, so that thousands of people are no burden. */
export function PeoplePicker({ label, chosen, onChange }: PeoplePickerProps) {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 80)
  const found = useOperation('staff.list', { search, states: ['active', 'invited', 'removed'], limit: shown })
  const isAnswered = useIsAnswered(text.trim(), search, found)
  return (
    <Autocomplete
      multiple
      size="small"
      limitTags={3}
      options={(isAnswered ? (found.value?.rows ?? []) : []).map(({ id, name }): ChosenPerson => ({ id, name }))}
      loading={!isAnswered}
      value={[...chosen]}
      filterOptions={(options) => options}
      getOptionLabel={(option) => option.name ?? ''}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText={found.failure?.message ?? 'Nobody is called that.'}
      onInputChange={(_, next) => setText(next)}
      onChange={(_, next) => onChange(next)}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  )
}
