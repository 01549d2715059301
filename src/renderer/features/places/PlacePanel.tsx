import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { PendingMark } from '../../components/PendingMark'
import { ReasonedButton } from '../../components/ReasonedButton'
import { SidePanel } from '../../components/SidePanel'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useMayNot } from '../../stores/useMayNot'
import { useOperation } from '../../stores/useOperation'
import { ArchiveDialog } from './ArchiveDialog'
import { EditPlaceDialog } from './EditPlaceDialog'
import { KeepTemplateDialog } from './KeepTemplateDialog'
import { MergeDialog } from './MergeDialog'
import { PeopleHere } from './PeopleHere'
import { PlaceGaps } from './PlaceGaps'
import type { PlaceKind } from './placeKinds'

interface PlacePanelProps {
  readonly id: PlaceId
  readonly kinds: readonly PlaceKind[]
  readonly onClose: () => void
}

/** One place: where it lies, what can be done with it, and who is there. */
export function PlacePanel({ id, kinds, onClose }: PlacePanelProps) {
  const [deed, setDeed] = useState<'edit' | 'archive' | 'merge' | 'template' | null>(null)
  const { go, refine, route } = useRouteStore()
  const mayNotKeep = useMayNot('places.editTop')
  const shown = useOperation('place.show', { place: id })
  const isMatrix = route.params['view'] === 'access'
  const { value } = shown

  if (value === null) {
    return (
      <SidePanel label="Place" width={360} onClose={onClose}>
        {shown.failure === null ? (
          <LoadingLines lines={6} label="Reading the place" />
        ) : (
          <FailureNotice failure={shown.failure} onRetry={shown.reload} />
        )}
      </SidePanel>
    )
  }
  const { place, path, children, mayEdit } = value
  const parent = path.at(-1)
  const kind = kinds.find((each) => each.key === place.kind)
  const mayNotEdit = mayEdit.allowed ? null : mayEdit.because
  const isProduct = place.kind === 'product'
  const mayNotMove = isProduct
    ? 'The products of the account come with its blueprint. Turn them in the settings.'
    : mayNotEdit

  return (
    <SidePanel label={place.name} width={360} onClose={onClose}>
      <Box sx={{ pr: 8 }}>
        <Typography variant="h2" sx={{ fontSize: 16 }}>
          {place.name} {place.pending === true && <PendingMark />}
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
            Lies under{' '}
            {path.map((above, index) => (
              <span key={above.id}>
                {index > 0 && ' › '}
                <TextLink onClick={() => refine({ id: above.id })}>{above.name}</TextLink>
              </span>
            ))}
            .
          </>
        )}{' '}
        {children > 0 && `Holds ${children.toLocaleString('en')} more.`}
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mb: 3, flexWrap: 'wrap' }}>
        <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setDeed('edit')}>
          Rename or move…
        </ReasonedButton>
        <ReasonedButton disabledBecause={mayNotMove} onClick={() => setDeed('merge')}>
          Merge…
        </ReasonedButton>
        <ReasonedButton disabledBecause={mayNotMove} onClick={() => setDeed('archive')}>
          {place.isArchived ? 'Bring back…' : 'Archive…'}
        </ReasonedButton>
        {place.kind === 'location' && !place.isArchived && (
          <ReasonedButton disabledBecause={mayNotKeep} onClick={() => setDeed('template')}>
            Keep as template…
          </ReasonedButton>
        )}
        <ReasonedButton disabledBecause={null} onClick={() => refine(isMatrix ? { id } : { id, view: 'access' })}>
          {isMatrix ? 'Back to the tree' : 'What they can do here'}
        </ReasonedButton>
      </Box>
      {place.isArchived && (
        <Notice tone="info" sx={{ mb: 3 }}>
          Archived: assignments here grant nothing until it is brought back.
        </Notice>
      )}
      {!place.isArchived && !isProduct && <PlaceGaps key={id} place={place} />}
      <PeopleHere place={id} hasMore={children > 0} onAll={() => go('staff', { at: id })} />
      {deed === 'edit' && (
        <EditPlaceDialog place={place} parent={parent ?? null} kinds={kinds} onClose={() => setDeed(null)} />
      )}
      {deed === 'archive' && <ArchiveDialog place={place} under={children} onClose={() => setDeed(null)} />}
      {deed === 'template' && <KeepTemplateDialog place={place} onClose={() => setDeed(null)} />}
      {deed === 'merge' && (
        <MergeDialog place={place} onClose={() => setDeed(null)} onMerged={(into) => refine({ id: into })} />
      )}
    </SidePanel>
  )
}
