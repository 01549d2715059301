import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { placeKeyFromName, placeKind } from '../../../shared/domain/ids'
import { placeName } from '../../../shared/operations/shapes'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'
import { PlacePicker, type PickedPlace } from '../../pickers/PlacePicker'
import { parentKindsOf, type PlaceKind } from './placeKinds'

interface AddPlaceDialogProps {
  readonly kinds: readonly PlaceKind[]
  /** The place that was looked at: a likely parent. */
  readonly parent: PickedPlace | null
  readonly onClose: () => void
  readonly onAdded: (id: string) => void
}

export function AddPlaceDialog({ kinds, parent: near, onClose, onAdded }: AddPlaceDialogProps) {
  const [kind, setKind] = useState(kinds[0]?.key ?? 'location')
  const [name, setName] = useState('')
  const [parent, setParent] = useState<PickedPlace | null>(near)
  const [isChecked, setChecked] = useState(false)
  const parentKinds = parentKindsOf(kinds, kind)
  const chosen = parent !== null && parentKinds.has(placeKind(parent.id)) ? parent : null
  const problem = placeName.safeParse(name).error?.issues[0]?.message
  const key = placeKeyFromName(name)

  const add = async () => {
    setChecked(true)
    if (problem !== undefined) return { message: `The name ${problem}.` }
    const answer = await applyChange(
      'place.add',
      { kind, name: name.trim(), parent: chosen?.id ?? null },
      `Added ${name.trim()}.`,
    )
    if (!answer.ok) return answer.error
    onAdded(answer.value.place)
    return null
  }

  return (
    <FormDialog title="Add place" confirmWord="Add" maxWidth="xs" onClose={onClose} onConfirm={add}>
      <TextField select label="Kind" value={kind} onChange={(event) => setKind(event.target.value)}>
        {kinds.map((each) => (
          <MenuItem key={each.key} value={each.key}>
            {each.name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        required
        autoFocus
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={isChecked && problem !== undefined}
        helperText={
          isChecked && problem !== undefined
            ? `The name ${problem}.`
            : key === ''
              ? 'Files will know it by a key made from the name.'
              : `Files will know it as ${kind}:${key}.`
        }
      />
      <PlacePicker
        label="Lies under (optional)"
        kinds={[...parentKinds]}
        chosen={chosen}
        onChange={setParent}
        hint="Whoever is assigned above is assigned here too."
      />
    </FormDialog>
  )
}
