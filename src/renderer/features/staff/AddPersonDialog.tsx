import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useMemo, useState } from 'react'
import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { email, personName } from '../../../shared/operations/shapes'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { RankGlyph } from '../../components/RankGlyph'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { useRankCount } from '../../stores/useRankCount'
import { RoleSummary } from './RoleSummary'
import { useGivableRoles } from './useGivableRoles'

interface AddPersonDialogProps {
  readonly onClose: () => void
  readonly onAdded: (id: StaffId) => void
}

/** One new person. Roles that are not the actor's to give are shown with the reason. */
export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [role, setRole] = useState('')
  const [at, setAt] = useState<readonly string[]>([])
  const [isActive, setActive] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const roles = useGivableRoles()
  const places = useOperation('place.list', { archived: false })
  const of = useRankCount()
  const options = useMemo(
    () => (places.value ?? []).map((place) => ({ id: place.id, name: place.name, hint: place.kind })),
    [places.value],
  )

  const problems = {
    name: personName.safeParse(name).error?.issues[0]?.message,
    address: address.trim() === '' ? 'must not be empty' : email.safeParse(address).error?.issues[0]?.message,
    role: role === '' ? 'Choose a role.' : undefined,
  }
  const show = (subject: string, problem: string | undefined) =>
    isChecked && problem !== undefined ? { error: true, helperText: `The ${subject} ${problem}.` } : {}

  const add = async () => {
    setChecked(true)
    if (Object.values(problems).some((problem) => problem !== undefined))
      return { message: 'Some fields need your attention.' }
    const answer = await applyChange(
      'staff.add',
      {
        people: [{ name: name.trim(), email: address.trim(), role: role as RoleKey, at: at as PlaceId[] }],
        active: isActive,
      },
      `${isActive ? 'Added' : 'Invited'} ${name.trim()}.`,
    )
    if (!answer.ok) return answer.error
    const id = answer.value.staffIds[0]
    if (id !== undefined) onAdded(id)
    return null
  }

  return (
    <ConfirmDialog
      title="Add person"
      confirmWord={isActive ? 'Add' : 'Invite'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={add}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <TextField
            required
            autoFocus
            label="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            {...show('name', problems.name)}
          />
          <TextField
            required
            label="E-mail"
            type="email"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            {...show('e-mail', problems.address)}
          />
        </Box>
        <TextField
          required
          select
          label="Role"
          value={role}
          onChange={(event) => setRole(event.target.value)}
          error={isChecked && problems.role !== undefined}
          helperText={isChecked ? problems.role : undefined}
          slotProps={{ select: { renderValue: (key) => roles.find((each) => each.key === key)?.name ?? '' } }}
        >
          {roles.map((each) => (
            <MenuItem key={each.key} value={each.key} disabled={each.refusedBecause !== null} sx={{ gap: 2 }}>
              <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
                <RankGlyph rank={each.rank} of={of} />
                {each.name}
              </Box>
              {each.refusedBecause !== null && (
                <Box component="span" sx={{ fontSize: 12 }}>
                  {each.refusedBecause}
                </Box>
              )}
            </MenuItem>
          ))}
        </TextField>
        {role !== '' && <RoleSummary role={role as RoleKey} />}
        <NamePicker
          label="Places"
          options={options}
          chosen={at}
          onChange={setAt}
          hint="Where “assigned” permissions reach."
        />
        <RadioGroup
          aria-label="State"
          value={isActive ? 'active' : 'invited'}
          onChange={(_, value) => setActive(value === 'active')}
        >
          <FormControlLabel value="invited" control={<Radio />} label="Invited: holds nothing until marked as active" />
          <FormControlLabel value="active" control={<Radio />} label="Active at once" />
        </RadioGroup>
      </Box>
    </ConfirmDialog>
  )
}
