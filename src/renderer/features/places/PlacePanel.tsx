import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import { Notice } from '../../components/Notice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { SidePanel } from '../../components/SidePanel'
import { TextLink } from '../../components/TextLink'
import { applyOrSay } from '../../stores/applyChange'
import { useMayNot } from '../../stores/useMayNot'
import { useRouteStore } from '../../stores/routeStore'
import type { TreePlace } from './arrangeTree'
import { ArchiveDialog } from './ArchiveDialog'
import { EditPlaceDialog } from './EditPlaceDialog'
import { PeopleHere } from './PeopleHere'
import type { PlaceKind } from './placeKinds'

interface PlacePanelProps {
  readonly place: TreePlace
  readonly all: readonly TreePlace[]
  readonly kinds: readonly PlaceKind[]
  readonly onClose: () => void
}

/** One place: where it lies, what can be done with it, and who is there. */
export function PlacePanel({ place, all, kinds, onClose }: PlacePanelProps) {
  const [deed, setDeed] = useState<'edit' | 'archive' | null>(null)
  const mayNotEdit = useMayNot('places.edit')
  const { go, refine } = useRouteStore()
  const kind = kinds.find((each) => each.key === place.kind)
  const parent = all.find((each) => each.id === place.parent)
  const under = all.filter((each) => each.parent === place.id && !each.isArchived).length

  return (
    <SidePanel label={place.name} width={360} onClose={onClose}>
      <Box sx={{ pr: 8 }}>
        <Typography variant="h2" sx={{ fontSize: 16 }}>
          {place.name}
        </Typography>
        <Box sx={{ color: 'dim' }}>
          {kind?.name ?? place.kind} · {place.id}
        </Box>
      </Box>
      <Box sx={{ my: 2.5 }}>
        {parent === undefined ? (
          'At the top.'
        ) : (
          <>
            Lies under <TextLink onClick={() => refine({ id: parent.id })}>{parent.name}</TextLink>.
          </>
        )}{' '}
        {under > 0 && `Holds ${under} more.`}
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mb: 3, flexWrap: 'wrap' }}>
        <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setDeed('edit')}>
          Rename or move…
        </ReasonedButton>
        {place.isArchived ? (
          <ReasonedButton
            disabledBecause={mayNotEdit}
            onClick={() =>
              void applyOrSay(
                'place.edit',
                { place: place.id as PlaceId, archived: false },
                `Brought back ${place.name}.`,
              )
            }
          >
            Bring back
          </ReasonedButton>
        ) : (
          <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setDeed('archive')}>
            Archive…
          </ReasonedButton>
        )}
      </Box>
      {place.isArchived && (
        <Notice tone="info" sx={{ mb: 3 }}>
          Archived: assignments here grant nothing until it is brought back.
        </Notice>
      )}
      <PeopleHere place={place.id as PlaceId} onAll={() => go('staff', { at: place.id })} />
      {deed === 'edit' && <EditPlaceDialog place={place} all={all} kinds={kinds} onClose={() => setDeed(null)} />}
      {deed === 'archive' && <ArchiveDialog place={place} under={under} onClose={() => setDeed(null)} />}
    </SidePanel>
  )
}
