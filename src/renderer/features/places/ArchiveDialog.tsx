import Box from '@mui/material/Box'
import type { PlaceId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { countOf, countPeople } from '../../words/countOf'
import type { TreePlace } from './arrangeTree'

interface ArchiveDialogProps {
  readonly place: TreePlace
  /** Places directly under it. */
  readonly under: number
  readonly onClose: () => void
}

export function ArchiveDialog({ place, under, onClose }: ArchiveDialogProps) {
  return (
    <ConfirmDialog
      title={`Archive ${place.name}?`}
      confirmWord="Archive"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange(
          'place.edit',
          { place: place.id as PlaceId, archived: true },
          `Archived ${place.name}.`,
        )
        return answer.ok ? null : answer.error
      }}
    >
      <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
        <li>
          {place.people === 0 ? 'Nobody is' : `${countPeople(place.people)} ${place.people === 1 ? 'is' : 'are'}`}{' '}
          assigned here; the assignment stays and grants nothing meanwhile.
        </li>
        {under > 0 && <li>{countOf(under, 'place lies', 'places lie')} under it.</li>}
        <li>It can be brought back as it was.</li>
      </Box>
    </ConfirmDialog>
  )
}
