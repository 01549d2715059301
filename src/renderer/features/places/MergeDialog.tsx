import Box from '@mui/material/Box'
import { useState } from 'react'
import { callBoth } from '../../../shared/domain/callBoth'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { countOf, countPeople } from '../../words/countOf'
import { PlaceEffect } from './PlaceEffect'
import { PlacePicker, type PickedPlace } from '../../pickers/PlacePicker'
import type { TreePlace } from './treePlace'

interface MergeDialogProps {
  readonly place: TreePlace
  readonly onClose: () => void
  readonly onMerged: (into: string) => void
}

/** A duplicate goes into the place that stays: people, grants and what lies under it move with it. */
export function MergeDialog({ place, onClose, onMerged }: MergeDialogProps) {
  const [into, setInto] = useState<PickedPlace | null>(null)
  const effect = useOperation('place.previewMerge', into === null ? null : { from: place.id, into: into.id })
  const moves = effect.value

  const merge = async () => {
    if (into === null) return { message: 'Choose the place that stays.' }
    const answer = await applyChange(
      'place.merge',
      { from: place.id, into: into.id },
      `Merged ${callBoth(called(place), called(into)).join(' into ')}.`,
    )
    if (!answer.ok) return answer.error
    onMerged(into.id)
    return null
  }

  return (
    <ConfirmDialog
      title={`Merge ${place.name} into…`}
      confirmWord="Merge"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={merge}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <PlacePicker
          label="The place that stays"
          kinds={[place.kind]}
          parentFor={place.id}
          chosen={into}
          onChange={setInto}
          hint={`${place.name} goes; everybody and everything there moves.`}
          autoFocus
        />
        {into !== null && moves !== null && (
          <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
            <li>
              {countPeople(moves.people)}, {countOf(moves.grants, 'personal grant')} and{' '}
              {countOf(moves.children, 'place')} under it move to {into.name}.
            </li>
            {moves.archives && (
              <li>
                {moves.inRestore > 0
                  ? `${countPeople(moves.inRestore)} in Restore had it`
                  : 'Your own right comes from it'}
                , so it is archived rather than taken away.
              </li>
            )}
            <li>It is one item of the history and can be undone.</li>
          </Box>
        )}
        {into !== null && <PlaceEffect reading={effect} />}
      </Box>
    </ConfirmDialog>
  )
}

function called({ id, name }: PickedPlace) {
  return { name, apart: id }
}
