import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { StaffId } from '../../shared/domain/ids'
import { useDebounced } from '../components/useDebounced'
import { useIsAnswered } from '../stores/useIsAnswered'
import { useOperation } from '../stores/useOperation'

interface PersonPickerProps {
  readonly label: string
  readonly chosen: StaffId | null
  readonly onChange: (chosen: StaffId | null) => void
}

const shown = 50

/** Chooses one person, removed ones too; main searches, so that thousands of people are no burden. */
export function PersonPicker({ label, chosen, onChange }: PersonPickerProps) {
  const [text, setText] = useState('')
  const person = useOperation('staff.show', chosen === null ? null : { staffId: chosen }).value?.person ?? null
  const current = person === null || person.id !== chosen ? null : person
  const wanted = text.trim() === current?.name ? '' : text.trim()
  const search = useDebounced(wanted, 80)
  const found = useOperation('staff.list', { search, states: ['active', 'invited', 'removed'], limit: shown })
  const isAnswered = useIsAnswered(wanted, search, found)
  return (
    <Autocomplete
      size="small"
      options={isAnswered ? (found.value?.rows ?? []) : []}
      loading={!isAnswered}
      value={current}
      filterOptions={(options) => options}
      getOptionLabel={(option) => option.name ?? ''}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText={found.failure?.message ?? 'Nobody is called that.'}
      onInputChange={(_, next) => setText(next)}
      onChange={(_, option) => onChange(option?.id ?? null)}
      renderOption={({ key: _key, ...rest }: React.HTMLAttributes<HTMLLIElement> & { key?: unknown }, option) => (
        <li {...rest} key={option.id}>
          {option.name}
          <span style={{ opacity: 0.75, marginLeft: 8, fontSize: 12 }}>{option.email ?? option.role.name}</span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  )
}
