import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { hereWord } from '../../../shared/domain/setup'
import type { OperationOutput } from '../../../shared/operations/contract'
import { email, personName } from '../../../shared/operations/shapes'
import { LetterAvatar } from '../../components/LetterAvatar'
import { NamePicker } from '../../components/NamePicker'
import { Notice } from '../../components/Notice'
import { initials } from '../../words/initials'
import { FindPerson } from './FindPerson'
import { type DraftPerson, inOrder, type LocationDraft } from './locationDraft'
import { StepCard } from './StepCard'

interface PeopleStepProps {
  readonly draft: LocationDraft
  readonly onChange: (draft: LocationDraft) => void
  readonly roles: OperationOutput<'role.list'>['rungs']
  readonly products: OperationOutput<'switch.list'>
}

/** Who works at the location: people of the organization, and people to invite. */
export function PeopleStep({ draft, onChange, roles, products }: PeopleStepProps) {
  const { people } = draft
  const isListed = (address: string) => people.some((person) => person.email.toLowerCase() === address.toLowerCase())
  const add = (person: DraftPerson) => onChange({ ...draft, people: [...people, person] })
  const edit = (index: number, person: DraftPerson) =>
    onChange({ ...draft, people: people.map((each, at) => (at === index ? person : each)) })
  const places = [
    { id: hereWord, name: draft.name.trim(), hint: 'the whole location' },
    ...inOrder(draft.places).flatMap(({ place }) =>
      place.name.trim() === '' ? [] : [{ id: place.id, name: place.name.trim(), hint: place.kind }],
    ),
  ]

  return (
    <>
      <Box
        sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.35fr)', gap: 4, alignItems: 'start' }}
      >
        <StepCard title="Assign">
          <FindPerson
            onFound={(person) => {
              if (person.email === null || isListed(person.email)) return
              add({
                email: person.email,
                name: person.name ?? person.email,
                role: person.role.key,
                isKnown: true,
                at: [hereWord],
                grants: [],
              })
            }}
          />
        </StepCard>
        <InviteForm roles={roles} isListed={isListed} onInvite={add} />
      </Box>
      {draft.start === 'location' && draft.copyPeople !== 'none' && (
        <Notice tone="info">
          {draft.copyPeople === 'everyone' ? 'Everybody' : 'Whoever manages others'} at the copied location is assigned
          here too, to the same places. The review names them.
        </Notice>
      )}
      {products.length > 0 && (
        <StepCard title="Products" text="Everybody listed below uses them.">
          {products.map((product) => (
            <FormControlLabel
              key={product.key}
              disabled={!product.on}
              label={product.on ? product.name : `${product.name} (not active for this organization)`}
              control={
                <Checkbox
                  checked={draft.products.includes(product.key)}
                  onChange={(_, isChosen) =>
                    onChange({
                      ...draft,
                      products: isChosen
                        ? [...draft.products, product.key]
                        : draft.products.filter((key) => key !== product.key),
                    })
                  }
                />
              }
            />
          ))}
        </StepCard>
      )}
      <StepCard title={people.length === 0 ? 'Nobody is listed yet' : 'Listed'}>
        {people.length === 0 && (
          <Box sx={{ color: 'dim' }}>People may also come later. The next step says what nobody here could do.</Box>
        )}
        <Box component="ul" aria-label="People" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {people.map((person, index) => (
            <Box
              component="li"
              key={person.email}
              sx={{
                display: 'flex',
                gap: 3,
                alignItems: 'center',
                py: 2,
                ...(index > 0 ? { borderTop: '1px solid', borderColor: 'line' } : {}),
              }}
            >
              <LetterAvatar
                letters={initials(person.name)}
                rank={roles.find((role) => role.key === person.role)?.rank ?? 0}
                of={roles.length}
              />
              <Box sx={{ width: 250, flex: 'none', minWidth: 0 }}>
                <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{person.name}</Box>
                <Box sx={{ color: 'dim', overflowWrap: 'anywhere' }}>
                  {roles.find((role) => role.key === person.role)?.name ?? person.role} ·{' '}
                  {person.isKnown ? 'is here already' : 'is invited'}
                </Box>
              </Box>
              <NamePicker
                label={`Places of ${person.name}`}
                options={places}
                chosen={person.at}
                onChange={(at) => edit(index, { ...person, at })}
                sx={{ flex: 1 }}
              />
              <IconButton
                aria-label={`Take ${person.name} off the list`}
                onClick={() => onChange({ ...draft, people: people.filter((each) => each !== person) })}
              >
                <DeleteIcon sx={{ fontSize: 18 }} />
              </IconButton>
            </Box>
          ))}
        </Box>
      </StepCard>
    </>
  )
}

function InviteForm({
  roles,
  isListed,
  onInvite,
}: {
  readonly roles: PeopleStepProps['roles']
  readonly isListed: (address: string) => boolean
  readonly onInvite: (person: DraftPerson) => void
}) {
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [role, setRole] = useState('')
  const [isChecked, setChecked] = useState(false)
  const problems = {
    name: personName.safeParse(name).error?.issues[0]?.message,
    address: isListed(address.trim()) ? 'is listed already' : email.safeParse(address).error?.issues[0]?.message,
    role: role === '' ? 'must be chosen' : undefined,
  }
  const show = (subject: string, problem: string | undefined) =>
    isChecked && problem !== undefined ? { error: true, helperText: `The ${subject} ${problem}.` } : {}

  const invite = () => {
    setChecked(true)
    if (Object.values(problems).some((problem) => problem !== undefined)) return
    onInvite({ name: name.trim(), email: address.trim(), role, isKnown: false, at: [hereWord], grants: [] })
    setName('')
    setAddress('')
    setChecked(false)
  }

  return (
    <StepCard title="Invite">
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          invite()
        }}
        sx={{ display: 'grid', gridTemplateColumns: '1fr 1.2fr 150px auto', gap: 2, alignItems: 'start' }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          {...show('name', problems.name)}
        />
        <TextField
          label="E-mail"
          type="email"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          {...show('e-mail', problems.address)}
        />
        <TextField
          select
          label="Role"
          value={role}
          onChange={(event) => setRole(event.target.value)}
          {...show('role', problems.role)}
        >
          {roles
            .filter((each) => !each.singleton)
            .map((each) => (
              <MenuItem key={each.key} value={each.key}>
                {each.name}
              </MenuItem>
            ))}
        </TextField>
        <Button type="submit" sx={{ mt: '3px' }}>
          Add
        </Button>
      </Box>
    </StepCard>
  )
}
