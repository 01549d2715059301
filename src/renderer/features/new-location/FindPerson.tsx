import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useDebounced } from '../../components/useDebounced'
import { useIsAnswered } from '../../stores/useIsAnswered'
import { useOperation } from '../../stores/useOperation'

type Person = OperationOutput<'staff.list'>['rows'][number]

/** Finds somebody of the organization, to assign them; main searches, so that thousands of people are no burden. */
export function FindPerson({ onFound }: { readonly onFound: (person: Person) => void }) {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 80)
  const found = useOperation('staff.list', { search, states: ['active', 'invited'], limit: 30 })
  const isAnswered = useIsAnswered(text.trim(), search, found)
  return (
    <Autocomplete
      size="small"
      value={null}
      inputValue={text}
      blurOnSelect
      options={(isAnswered ? (found.value?.rows ?? []) : []).filter((person) => person.email !== null)}
      loading={!isAnswered}
      filterOptions={(options) => options}
      getOptionLabel={(option) => option.name ?? ''}
      getOptionKey={(option) => option.id}
      noOptionsText={found.failure?.message ?? 'Nobody is called that.'}
      onInputChange={(_, next, reason) => setText(reason === 'selectOption' ? '' : next)}
      onChange={(_, person) => {
        if (person === null) return
        onFound(person)
        setText('')
      }}
      renderOption={({ key: _key, ...rest }: React.HTMLAttributes<HTMLLIElement> & { key?: unknown }, option) => (
        <li {...rest} key={option.id}>
          {option.name}
          <span style={{ opacity: 0.75, marginLeft: 8, fontSize: 12 }}>
            {option.role.name} · {option.email}
          </span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label="Assign somebody who is here already" />}
    />
  )
}
