import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useMemo, useState } from 'react'
import type { PermissionKey, PlaceId } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { applyChange } from '../../stores/applyChange'
import { useEndWords } from '../../stores/useEndWords'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { nameOf } from './nameOf'
import { StaffPicker } from './StaffPicker'
import { StaffPlacePicker } from './StaffPlacePicker'
import type { StaffRow } from './StaffTable'
import { useUntil } from './useUntil'

interface CoverDialogProps {
  readonly person: OperationOutput<'staff.show'>['person']
  readonly onClose: () => void
}

/** Places and permissions until a day, for a holiday or an absence; the role stays. */
export function CoverDialog({ person, onClose }: CoverDialogProps) {
  const [absent, setAbsent] = useState<StaffRow | null>(null)
  const [places, setPlaces] = useState<readonly string[]>([])
  const [grants, setGrants] = useState<readonly string[]>([])
  const until = useUntil()
  const { end } = useEndWords()
  const name = nameOf(person)
  const matrix = useOperation('grant.matrix', {})
  const lacks = useOperation('staff.previewCover', absent === null ? null : { staffId: person.id, for: absent.id })
  const permissions = useMemo(
    () =>
      (matrix.value?.permissions ?? [])
        .filter((permission) => permission.class !== 'self')
        .map((permission) => ({ id: permission.key as string, name: permission.name, hint: permission.key as string })),
    [matrix.value],
  )
  const taken = useMemo(() => person.at.filter((at) => at.untilMs === null).map((at) => at.place), [person.at])
  const takeAll = () => {
    if (lacks.value === null) return
    setPlaces([...new Set([...places, ...lacks.value.places.map(({ id }) => id)])])
    const givable = lacks.value.grants.filter((grant) => grant.refusedBecause === null)
    setGrants([...new Set([...grants, ...givable.map(({ permission }) => permission as string)])])
  }
  const reachOf = (permission: string) => lacks.value?.grants.find((grant) => grant.permission === permission)?.reach

  return (
    <ConfirmDialog
      title={`Cover by ${name}`}
      confirmWord="Give cover"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        if (until.untilMs === null) return { message: 'Choose the last day of the cover: it ends by itself.' }
        if (places.length + grants.length === 0) return { message: 'Choose at least one place or permission.' }
        const answer = await applyChange(
          'staff.cover',
          {
            staffId: person.id,
            places: places as PlaceId[],
            grants: grants.map((permission) => {
              const reach = reachOf(permission)
              return { permission: permission as PermissionKey, ...(reach === undefined ? {} : { reach }) }
            }),
            untilMs: until.untilMs,
          },
          `${name} has cover until ${end(until.untilMs)}.`,
        )
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
        <Box sx={{ color: 'dim' }}>
          The role does not change. What is given here ends by itself, and shows until then.
        </Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <StaffPicker
            label="Who is away (optional)"
            chosen={absent}
            onChange={setAbsent}
            without={person.id}
            hint="Suggests what is missing to stand in for them."
          />
          <TextField
            required
            label="Last day"
            type="date"
            value={until.text}
            onChange={(event) => until.setText(event.target.value)}
            helperText={until.hint}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        </Box>
        {lacks.value !== null && absent !== null && (
          <FormControlLabel
            control={<Checkbox onChange={(event) => event.target.checked && takeAll()} />}
            label={`Everything ${nameOf(absent)} has and ${name} lacks: ${countOf(lacks.value.places.length, 'place')}, ${countOf(lacks.value.grants.length, 'permission')}${
              lacks.value.grants.some((grant) => grant.refusedBecause !== null) ? ' (some are not yours to give)' : ''
            }`}
          />
        )}
        <StaffPlacePicker label="Places" chosen={places} onChange={setPlaces} without={taken} height={150} />
        <NamePicker label="Permissions" options={permissions} chosen={grants} onChange={setGrants} />
      </Box>
    </ConfirmDialog>
  )
}
