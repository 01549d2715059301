import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { email, personName } from '../../../shared/operations/shapes'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { PillTabs } from '../../components/PillTabs'
import { RankGlyph } from '../../components/RankGlyph'
import { applyChange } from '../../stores/applyChange'
import { useRankCount } from '../../stores/useRankCount'
import { countPeople } from '../../words/countOf'
import { parsePeopleLines } from './parsePeopleLines'
import { RoleSummary } from './RoleSummary'
import { StaffPlacePicker } from './StaffPlacePicker'
import { useGivableRoles } from './useGivableRoles'

interface AddPeopleDialogProps {
  readonly onClose: () => void
  /** `isInvited`: there are invitations to pass on. */
  readonly onAdded: (ids: readonly StaffId[], isInvited: boolean) => void
}

/** One or several new people. Roles that are not the actor's to give are shown with the reason. */
export function AddPeopleDialog({ onClose, onAdded }: AddPeopleDialogProps) {
  const [many, setMany] = useState<'one' | 'several'>('one')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [lines, setLines] = useState('')
  const [role, setRole] = useState('')
  const [at, setAt] = useState<readonly string[]>([])
  const [isActive, setActive] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const roles = useGivableRoles()
  const of = useRankCount()
  const pasted = parsePeopleLines(lines)

  const problems = {
    name: personName.safeParse(name).error?.issues[0]?.message,
    address: address.trim() === '' ? 'must not be empty' : email.safeParse(address).error?.issues[0]?.message,
  }
  const roleProblem = role === '' ? 'Choose a role.' : undefined
  const show = (subject: string, problem: string | undefined) =>
    isChecked && problem !== undefined ? { error: true, helperText: `The ${subject} ${problem}.` } : {}

  const add = async () => {
    setChecked(true)
    const isOneWrong = problems.name !== undefined || problems.address !== undefined
    if (roleProblem !== undefined || (many === 'one' && isOneWrong))
      return { message: 'Some fields need your attention.' }
    if (many === 'several' && pasted.problems.length > 0) {
      return { message: 'Some lines cannot be used.', because: pasted.problems.map((text) => ({ text })) }
    }
    const people = many === 'one' ? [{ name: name.trim(), email: address.trim() }] : pasted.people
    if (people.length === 0) return { message: 'Paste at least one line with an e-mail address.' }
    const who = people.length === 1 ? people[0]!.name : countPeople(people.length)
    const answer = await applyChange(
      'staff.add',
      {
        people: people.map((person) => ({ ...person, role: role as RoleKey, at: at as PlaceId[] })),
        active: isActive,
      },
      `${isActive ? 'Added' : 'Invited'} ${who}.`,
    )
    if (!answer.ok) return answer.error
    onAdded(answer.value.staffIds, !isActive)
    return null
  }

  return (
    <ConfirmDialog
      title={many === 'one' ? 'Add person' : 'Add people'}
      confirmWord={isActive ? 'Add' : 'Invite'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={add}
    >
      <Box sx={{ display: 'grid', gap: 3.5, pt: 2 }}>
        <PillTabs
          label="How many"
          chosen={many}
          tabs={[
            { value: 'one', label: 'One person' },
            { value: 'several', label: 'Several at once' },
          ]}
          onChange={setMany}
        />
        {many === 'one' ? (
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
        ) : (
          <TextField
            required
            autoFocus
            multiline
            minRows={4}
            maxRows={8}
            label="People, one a line"
            placeholder={'Ana Ruiz <ana@example.org>\nBen Osei, ben@example.org'}
            value={lines}
            onChange={(event) => setLines(event.target.value)}
            error={isChecked && pasted.problems.length > 0}
            helperText={pasted.problems[0] ?? `${countPeople(pasted.people.length)} found.`}
          />
        )}
        <TextField
          required
          select
          label="Role"
          value={role}
          onChange={(event) => setRole(event.target.value)}
          error={isChecked && roleProblem !== undefined}
          helperText={isChecked ? roleProblem : undefined}
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
        <StaffPlacePicker
          label="Places"
          chosen={at}
          onChange={setAt}
          hint="Where “assigned” permissions reach. Nothing chosen: nothing is seen there."
          height={150}
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
