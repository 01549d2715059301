import Box from '@mui/material/Box'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { countOf, countPeople } from '../../words/countOf'
import { PlaceEffect } from './PlaceEffect'
import type { TreePlace } from './treePlace'

interface ArchiveDialogProps {
  readonly place: TreePlace
  /** Places directly under it. */
  readonly under: number
  readonly onClose: () => void
}

/** Archives a place, or brings one back, with who loses or gains what by name before. */
export function ArchiveDialog({ place, under, onClose }: ArchiveDialogProps) {
  const archived = !place.isArchived
  const effect = useOperation('place.preview', { place: place.id, archived })
  return (
    <ConfirmDialog
      title={archived ? `Archive ${place.name}?` : `Bring ${place.name} back?`}
      confirmWord={archived ? 'Archive' : 'Bring back'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const done = archived ? `Archived ${place.name}.` : `Brought back ${place.name}.`
        const answer = await applyChange('place.edit', { place: place.id, archived }, done)
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {archived && (
          <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
            <li>
              {place.people === 0 ? 'Nobody is' : `${countPeople(place.people)} ${place.people === 1 ? 'is' : 'are'}`}{' '}
              assigned here; the assignment stays and grants nothing meanwhile.
            </li>
            {under > 0 && (
              <li>
                {countOf(under, 'place lies', 'places lie')} under it and {under === 1 ? 'stays' : 'stay'} in use.
              </li>
            )}
            <li>It can be brought back as it was.</li>
          </Box>
        )}
        <PlaceEffect reading={effect} />
      </Box>
    </ConfirmDialog>
  )
}
