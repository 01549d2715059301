import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useDebounced } from '../../components/useDebounced'
import { useIsAnswered } from '../../stores/useIsAnswered'
import { useOperation } from '../../stores/useOperation'
import type { StaffRow } from './StaffTable'

interface StaffPickerProps {
  readonly label: string
  readonly chosen: StaffRow | null
  readonly onChange: (chosen: StaffRow | null) => void
  /** Somebody who cannot be chosen: the person it is about. */
  readonly without: string
  readonly hint?: string
}

const shown = 30

/** Chooses a present person by typing; main searches among those the actor may see. */
export function StaffPicker({ label, chosen, onChange, without, hint }: StaffPickerProps) {
  const [text, setText] = useState('')
  const wanted = text.trim() === chosen?.name ? '' : text.trim()
  const search = useDebounced(wanted, 80)
  const found = useOperation('staff.list', { search, near: true, limit: shown })
  const isAnswered = useIsAnswered(wanted, search, found)
  return (
    <Autocomplete
      size="small"
      options={(isAnswered ? (found.value?.rows ?? []) : []).filter((row) => row.id !== without && !row.masked)}
      loading={!isAnswered}
      value={chosen}
      filterOptions={(options) => options}
      getOptionLabel={(option) => option.name ?? ''}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText={found.failure?.message ?? 'Nobody is called that.'}
      onInputChange={(_, next) => setText(next)}
      onChange={(_, option) => onChange(option)}
      renderOption={({ key: _key, ...rest }: React.HTMLAttributes<HTMLLIElement> & { key?: unknown }, option) => (
        <li {...rest} key={option.id}>
          {option.name}
          <span style={{ opacity: 0.75, marginLeft: 8, fontSize: 12 }}>{option.email ?? option.role.name}</span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} />}
    />
  )
}
