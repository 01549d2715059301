import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId } from '../../shared/domain/ids'
import { useDebounced } from '../components/useDebounced'
import { useIsAnswered } from '../stores/useIsAnswered'
import { useOperation } from '../stores/useOperation'

export interface PickedPlace {
  readonly id: PlaceId
  readonly name: string
}

interface PlacePickerProps {
  readonly label: string
  readonly kinds: readonly string[]
  /** Leaves out this place and what lies under it. */
  readonly parentFor?: PlaceId
  readonly chosen: PickedPlace | null
  readonly onChange: (chosen: PickedPlace | null) => void
  readonly hint?: string
  readonly autoFocus?: boolean
}

/** Chooses a place by a part of its name; main finds them, so that ten thousand places cost nothing here. */
export function PlacePicker({ label, kinds, parentFor, chosen, onChange, hint, autoFocus = false }: PlacePickerProps) {
  const [text, setText] = useState('')
  const wanted = text === chosen?.name ? '' : text
  const search = useDebounced(wanted, 120)
  const found = useOperation('place.search', {
    text: search,
    kinds: [...kinds],
    ...(parentFor === undefined ? {} : { parentFor }),
  })
  const isAnswered = useIsAnswered(wanted, search, found)
  return (
    <Autocomplete<PickedPlace & { readonly path?: readonly string[] }>
      options={isAnswered ? (found.value ?? []) : []}
      filterOptions={(options) => options}
      loading={!isAnswered}
      value={chosen}
      size="small"
      onInputChange={(_, next) => setText(next)}
      onChange={(_, next) => onChange(next === null ? null : { id: next.id, name: next.name })}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText="No such place"
      renderOption={({ key: _key, ...rest }, option) => (
        <li {...rest} key={option.id}>
          {option.name}
          <span style={{ opacity: 0.75, marginLeft: 8, fontSize: 12 }}>
            {option.path === undefined || option.path.length === 0 ? option.id : option.path.join(' › ')}
          </span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} autoFocus={autoFocus} />}
    />
  )
}
