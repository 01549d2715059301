import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useMemo, useState } from 'react'
import type { PermissionKey, PlaceId } from '../../../shared/domain/ids'
import type { Reach } from '../../../shared/domain/reach'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { reachWords } from '../../words/reachWords'
import { nameOf } from './nameOf'
import { StaffPlacePicker } from './StaffPlacePicker'
import { useUntil } from './useUntil'

interface GrantDialogProps {
  readonly person: OperationOutput<'staff.show'>['person']
  readonly onClose: () => void
}

/** One permission for one person, besides what the role gives. It adds, never narrows. */
export function GrantDialog({ person, onClose }: GrantDialogProps) {
  const [permission, setPermission] = useState<string | null>(null)
  const [reach, setReach] = useState<Reach | ''>('')
  const [at, setAt] = useState<readonly string[]>([])
  const until = useUntil()
  const name = nameOf(person)
  const matrix = useOperation('grant.matrix', {})
  const options = useMemo(
    () =>
      (matrix.value?.permissions ?? [])
        .filter(({ class: group }) => group !== 'self')
        .map(({ key, name: label }) => ({ id: key as string, name: label, hint: key as string })),
    [matrix.value],
  )
  const found = matrix.value?.permissions.find(({ key }) => key === permission)
  const reaches = [...new Set((found?.cells ?? []).flatMap((cell) => cell.allowedReaches))].filter(
    (each) => each !== 'none',
  )

  return (
    <ConfirmDialog
      title={`Give ${name} a permission`}
      confirmWord="Give"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        if (permission === null) return { message: 'Choose a permission.' }
        const answer = await applyChange(
          'staff.grant',
          {
            staffId: person.id,
            permission: permission as PermissionKey,
            ...(reach === '' ? {} : { reach }),
            ...(at.length === 0 ? {} : { at: at as PlaceId[] }),
            untilMs: until.untilMs,
          },
          `${name} has ${found?.name ?? permission}.`,
        )
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
        <NamePicker
          label="Permission"
          isSingle
          options={options}
          chosen={permission === null ? [] : [permission]}
          onChange={([next]) => {
            setPermission(next ?? null)
            setReach('')
            setAt([])
          }}
        />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <TextField
            select
            label="Reach"
            value={reach}
            disabled={reaches.length === 0}
            onChange={(event) => setReach(event.target.value as Reach | '')}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">As the source allows it to one person</MenuItem>
            {reaches.map((each) => (
              <MenuItem key={each} value={each}>
                {reachWords(each).word}: {reachWords(each).meaning}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label="Until (optional)"
            type="date"
            value={until.text}
            onChange={(event) => until.setText(event.target.value)}
            helperText={until.hint}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        </Box>
        {reaches.includes('assigned') && (reach === '' || reach === 'assigned') && (
          <StaffPlacePicker
            label="Where"
            chosen={at}
            onChange={setAt}
            height={140}
            hint="Nothing chosen: at their own places."
          />
        )}
      </Box>
    </ConfirmDialog>
  )
}
