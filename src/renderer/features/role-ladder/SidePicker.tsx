import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import type { RoleKey, StaffId } from '../../../shared/domain/ids'
import { NamePicker } from '../../components/NamePicker'
import { PillTabs } from '../../components/PillTabs'
import { useOperation } from '../../stores/useOperation'
import { RolePicker, type Rung } from './CreateRoleDialog'
import { PersonPicker } from '../../pickers/PersonPicker'
import type { PickedSide } from './pickedSides'

interface SidePickerProps {
  readonly label: 'First' | 'Second'
  readonly rungs: readonly Rung[]
  readonly side: PickedSide
  readonly onChange: (side: PickedSide) => void
}

const kinds = [
  { value: 'role', label: 'A role' },
  { value: 'person', label: 'A person' },
] as const

/** One side of a comparison: a role or a person, where, and as of when. */
export function SidePicker({ label, rungs, side, onChange }: SidePickerProps) {
  const places = useOperation('place.list', side.kind === 'person' ? { archived: false } : null)
  return (
    <Box
      role="group"
      aria-label={label}
      sx={{
        display: 'grid',
        gap: 3,
        alignContent: 'start',
        border: '1px solid',
        borderColor: 'line',
        borderRadius: '12px',
        p: 3,
      }}
    >
      <PillTabs
        label={`${label}: what to compare`}
        tabs={kinds}
        chosen={side.kind}
        onChange={(kind) => onChange({ ...side, kind })}
      />
      {side.kind === 'role' && (
        <RolePicker
          label={`${label} role`}
          rungs={rungs}
          value={side.role as RoleKey}
          onChange={(role) => onChange({ ...side, role })}
        />
      )}
      {side.kind === 'person' && (
        <>
          <PersonPicker
            label={`${label} person`}
            chosen={side.who === '' ? null : (side.who as StaffId)}
            onChange={(who) => onChange({ ...side, who: who ?? '' })}
          />
          <NamePicker
            label={`${label}: at a place`}
            isSingle
            options={(places.value ?? []).map(({ id, name, kind }) => ({ id, name, hint: kind }))}
            chosen={side.at === '' ? [] : [side.at]}
            onChange={([at]) => onChange({ ...side, at: at ?? '' })}
            hint="Left out: everywhere."
          />
        </>
      )}
      <TextField
        label={`${label}: as of`}
        value={side.moment}
        placeholder="2026-03-31"
        onChange={(event) => onChange({ ...side, moment: event.target.value })}
        helperText="A date, an instant, or the number of an entry. Left out: now."
      />
    </Box>
  )
}
