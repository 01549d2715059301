import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { placeName } from '../../../shared/operations/shapes'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { PlaceEffect } from './PlaceEffect'
import { PlacePicker, type PickedPlace } from '../../pickers/PlacePicker'
import { parentKindsOf, type PlaceKind } from './placeKinds'
import type { TreePlace } from './treePlace'

interface EditPlaceDialogProps {
  readonly place: TreePlace
  readonly parent: PickedPlace | null
  readonly kinds: readonly PlaceKind[]
  readonly onClose: () => void
}

/** A new name, another parent. The key stays, so that files and scripts still find the place. */
export function EditPlaceDialog({ place, parent: parentNow, kinds, onClose }: EditPlaceDialogProps) {
  const [name, setName] = useState(place.name)
  const [parent, setParent] = useState(parentNow)
  const problem = placeName.safeParse(name).error?.issues[0]?.message
  const parentId = parent?.id ?? null
  const moves = parentId !== place.parent
  const effect = useOperation('place.preview', moves ? { place: place.id, parent: parentId } : null)

  const save = async () => {
    if (problem !== undefined) return { message: `The name ${problem}.` }
    const answer = await applyChange(
      'place.edit',
      {
        place: place.id,
        ...(name.trim() === place.name ? {} : { name: name.trim() }),
        ...(moves ? { parent: parentId } : {}),
      },
      `Changed ${name.trim()}.`,
    )
    return answer.ok ? null : answer.error
  }

  return (
    <FormDialog
      title={`Rename or move ${place.name}`}
      confirmWord="Save"
      maxWidth={moves ? 'sm' : 'xs'}
      onClose={onClose}
      onConfirm={save}
    >
      <TextField
        label="Name"
        value={name}
        autoFocus
        error={problem !== undefined}
        helperText={problem === undefined ? `The key ${place.id} stays.` : `The name ${problem}.`}
        onChange={(event) => setName(event.target.value)}
      />
      <PlacePicker
        label="Lies under"
        kinds={[...parentKindsOf(kinds, place.kind)]}
        parentFor={place.id}
        chosen={parent}
        onChange={setParent}
        hint="Empty: at the top. Whoever is assigned above is assigned here too."
      />
      {moves && <PlaceEffect reading={effect} />}
    </FormDialog>
  )
}
