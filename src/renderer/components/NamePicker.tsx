import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { SxProps, Theme } from '@mui/material/styles'

export interface NamedOption {
  readonly id: string
  readonly name: string
  /** Shown beside the name, to tell equal names apart. */
  readonly hint?: string
}

interface NamePickerProps {
  readonly label: string
  readonly options: readonly NamedOption[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly isSingle?: boolean
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly isDisabled?: boolean
  readonly sx?: SxProps<Theme>
}

const narrow = createFilterOptions<NamedOption>({
  limit: 100,
  stringify: (option) => `${option.name} ${option.hint ?? ''}`,
})

/** Chooses one or several things by name, by typing a part of it. */
export function NamePicker(props: NamePickerProps) {
  const { label, options, chosen, onChange, isSingle = false, hint, error, isDisabled = false, sx = {} } = props
  const byId = new Map(options.map((option) => [option.id, option]))
  const values = chosen.map((id) => byId.get(id) ?? { id, name: id })
  const field = { label, helperText: error ?? hint, error: error !== undefined }
  const shared = {
    options,
    disabled: isDisabled,
    filterOptions: narrow,
    size: 'small' as const,
    sx,
    getOptionLabel: (option: NamedOption) => option.name,
    getOptionKey: (option: NamedOption) => option.id,
    isOptionEqualToValue: (a: NamedOption, b: NamedOption) => a.id === b.id,
    renderOption: (optionProps: React.HTMLAttributes<HTMLLIElement> & { key?: unknown }, option: NamedOption) => {
      const { key: _key, ...rest } = optionProps
      return (
        <li {...rest} key={option.id}>
          {option.name}
          {option.hint !== undefined && (
            <span style={{ opacity: 0.75, marginLeft: 8, fontSize: 12 }}>{option.hint}</span>
          )}
        </li>
      )
    },
  }
  if (isSingle) {
    return (
      <Autocomplete
        {...shared}
        value={values[0] ?? null}
        onChange={(_, option) => onChange(option === null ? [] : [option.id])}
        renderInput={(params) => <TextField {...params} {...field} />}
      />
    )
  }
  return (
    <Autocomplete
      {...shared}
      multiple
      disableCloseOnSelect
      limitTags={4}
      value={values}
      onChange={(_, next) => onChange(next.map((option) => option.id))}
      renderInput={(params) => <TextField {...params} {...field} />}
    />
  )
}
