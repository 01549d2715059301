import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import { placeName } from '../../../shared/operations/shapes'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'
import { possibleParents, type TreePlace } from './arrangeTree'
import { parentKindsOf, type PlaceKind } from './placeKinds'

interface EditPlaceDialogProps {
  readonly place: TreePlace
  readonly all: readonly TreePlace[]
  readonly kinds: readonly PlaceKind[]
  readonly onClose: () => void
}

/** A new name, another parent. The key stays, so that files and scripts still find the place. */
export function EditPlaceDialog({ place, all, kinds, onClose }: EditPlaceDialogProps) {
  const [name, setName] = useState(place.name)
  const [parent, setParent] = useState(place.parent)
  const problem = placeName.safeParse(name).error?.issues[0]?.message
  const parents = possibleParents(all, place.id, parentKindsOf(kinds, place.kind))

  const save = async () => {
    if (problem !== undefined) return { message: `The name ${problem}.` }
    const answer = await applyChange(
      'place.edit',
      {
        place: place.id as PlaceId,
        ...(name.trim() === place.name ? {} : { name: name.trim() }),
        ...(parent === place.parent ? {} : { parent: parent as PlaceId | null }),
      },
      `Changed ${name.trim()}.`,
    )
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog title={`Rename or move ${place.name}`} confirmWord="Save" onClose={onClose} onConfirm={save}>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField
          label="Name"
          value={name}
          autoFocus
          error={problem !== undefined}
          helperText={problem === undefined ? `The key ${place.id} stays.` : `The name ${problem}.`}
          onChange={(event) => setName(event.target.value)}
        />
        <NamePicker
          label="Lies under"
          isSingle
          options={parents.map((each) => ({ id: each.id, name: each.name, hint: each.kind }))}
          chosen={parent === null ? [] : [parent]}
          onChange={([id]) => setParent(id ?? null)}
          hint="Empty: at the top."
        />
        {parent !== place.parent && (
          <Notice tone="warn">
            Whoever is assigned above gains what lies here, and whoever was assigned above it before loses it.
          </Notice>
        )}
      </Box>
    </ConfirmDialog>
  )
}
