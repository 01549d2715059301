import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { Expectation } from '../../../shared/domain/expectation'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { useDebounced } from '../../components/useDebounced'
import { applyChange } from '../../stores/applyChange'
import { useIsAnswered } from '../../stores/useIsAnswered'
import { useOperation } from '../../stores/useOperation'
import type { Matrix } from './matrixCells'

type Who = 'nobody' | 'everyone' | 'someone' | 'person-may' | 'person-may-not'

interface ExpectationFormProps {
  readonly matrix: Matrix
  readonly onClose: () => void
}

/** Builds a statement from its parts; whether it holds now is said before it is saved. */
export function ExpectationForm({ matrix, onClose }: ExpectationFormProps) {
  const blueprint = useOperation('org.blueprint', {}).value
  const places = useOperation('place.list', { archived: false }).value ?? []
  const [who, setWho] = useState<Who>('nobody')
  const [role, setRole] = useState(matrix.roles.at(-1)?.key as string)
  const [person, setPerson] = useState<{ readonly id: StaffId; readonly name: string } | null>(null)
  const [permission, setPermission] = useState<PermissionKey | null>(null)
  const [where, setWhere] = useState('anywhere')
  const [place, setPlace] = useState<PlaceId | null>(null)
  const [title, setTitle] = useState<string | null>(null)
  const isPerson = who === 'person-may' || who === 'person-may-not'

  const draft: Expectation | null =
    permission === null || (isPerson && person === null) || (where === 'place' && place === null)
      ? null
      : {
          title: title?.trim() || 'Expectation',
          must: who === 'nobody' || who === 'person-may-not' ? 'must-not' : 'must',
          who: isPerson
            ? { kind: 'person', staffId: person!.id }
            : {
                kind: who === 'someone' ? 'someone' : 'everyone',
                role: role === 'any' ? null : (role as RoleKey),
              },
          permission,
          where:
            where === 'anywhere'
              ? { kind: 'anywhere' }
              : where === 'place'
                ? { kind: 'place', place: place! }
                : { kind: 'every', placeKind: where },
        }
  const checked = useOperation('expectation.check', draft === null ? null : { expectation: draft })
  // Nobody's name is kept in a title, since titles stay when a person is purged.
  const suggested = checked.value === null || isPerson ? '' : checked.value.sentence.replace(/\.$/, '')

  const save = async () => {
    const wanted = (title ?? suggested).trim()
    if (draft === null) return { message: 'Choose a permission, and the person or place that it is about.' }
    if (wanted === '') return { message: 'Give it a title without the person’s name.' }
    const answer = await applyChange(
      'expectation.set',
      { expectation: { ...draft, title: wanted } },
      `Wrote down “${wanted}”.`,
    )
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog
      title="Write down an expectation"
      confirmWord="Save"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={save}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <Box sx={{ display: 'flex', gap: 3 }}>
          <TextField
            select
            label="Who"
            value={who}
            onChange={(event) => setWho(event.target.value as Who)}
            sx={{ flex: 1 }}
          >
            <MenuItem value="nobody">Nobody of the role</MenuItem>
            <MenuItem value="everyone">Everyone of the role</MenuItem>
            <MenuItem value="someone">At least one of the role</MenuItem>
            <MenuItem value="person-may">One person has it</MenuItem>
            <MenuItem value="person-may-not">One person does not have it</MenuItem>
          </TextField>
          {!isPerson && (
            <TextField
              select
              label="Role"
              value={role}
              onChange={(event) => setRole(event.target.value)}
              sx={{ flex: 1 }}
            >
              {matrix.roles.map((each) => (
                <MenuItem key={each.key} value={each.key}>
                  {each.name}
                </MenuItem>
              ))}
              <MenuItem value="any">Any role</MenuItem>
            </TextField>
          )}
          {isPerson && <PersonField chosen={person} onChange={setPerson} />}
        </Box>
        <NamePicker
          label="Permission"
          isSingle
          options={matrix.permissions.map((each) => ({ id: each.key, name: each.name, hint: each.key }))}
          chosen={permission === null ? [] : [permission]}
          onChange={([chosen]) => setPermission((chosen as PermissionKey | undefined) ?? null)}
        />
        <Box sx={{ display: 'flex', gap: 3 }}>
          <TextField
            select
            label="Where"
            value={where}
            onChange={(event) => setWhere(event.target.value)}
            sx={{ flex: 1 }}
          >
            <MenuItem value="anywhere">Anywhere</MenuItem>
            {blueprint?.placeKinds.map((kind) => (
              <MenuItem key={kind.key} value={kind.key}>
                Every {kind.name.toLowerCase()}
              </MenuItem>
            ))}
            <MenuItem value="place">One place</MenuItem>
          </TextField>
          {where === 'place' && (
            <NamePicker
              label="Place"
              isSingle
              options={places.map((each) => ({ id: each.id, name: each.name, hint: each.kind }))}
              chosen={place === null ? [] : [place]}
              onChange={([chosen]) => setPlace((chosen as PlaceId | undefined) ?? null)}
              sx={{ flex: 1 }}
            />
          )}
        </Box>
        <TextField
          label="Title"
          value={title ?? suggested}
          onChange={(event) => setTitle(event.target.value.slice(0, 200))}
        />
        <Box role="status" sx={{ color: checked.value?.verdict === 'broken' ? 'bad' : 'dim' }}>
          {checked.value === null
            ? 'Choose a permission to see whether it holds now.'
            : `${checked.value.sentence} ${checked.value.verdict === 'holds' ? 'It holds now.' : `It does not hold now: ${checked.value.because}`}`}
        </Box>
      </Box>
    </ConfirmDialog>
  )
}

interface PersonFieldProps {
  readonly chosen: { readonly id: StaffId; readonly name: string } | null
  readonly onChange: (person: { readonly id: StaffId; readonly name: string } | null) => void
}

function PersonField({ chosen, onChange }: PersonFieldProps) {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 80)
  const found = useOperation('staff.list', { search, states: ['active', 'invited'], limit: 50 })
  const isAnswered = useIsAnswered(text.trim(), search, found)
  return (
    <Autocomplete
      size="small"
      sx={{ flex: 1 }}
      options={(isAnswered ? (found.value?.rows ?? []) : []).map((row) => ({ id: row.id, name: row.name ?? '' }))}
      loading={!isAnswered}
      value={chosen}
      filterOptions={(options) => options}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, next) => setText(next)}
      onChange={(_, option) => onChange(option)}
      renderInput={(params) => <TextField {...params} label="Person" />}
    />
  )
}
