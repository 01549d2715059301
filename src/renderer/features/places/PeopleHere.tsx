import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { PlaceId } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { LetterAvatar } from '../../components/LetterAvatar'
import { LoadingLines } from '../../components/LoadingLines'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { useRankCount } from '../../stores/useRankCount'
import { countPeople } from '../../words/countOf'
import { initials } from '../../words/initials'

const shownAtOnce = 20

interface PeopleHereProps {
  readonly place: PlaceId
  /** Something lies under it. */
  readonly hasMore: boolean
  readonly onAll: () => void
}

/** Who is assigned to a place or to anything under it, the highest roles first. */
export function PeopleHere({ place, hasMore, onAll }: PeopleHereProps) {
  const list = useOperation('staff.list', { at: place, limit: shownAtOnce, sort: 'role' })
  const go = useRouteStore((store) => store.go)
  const of = useRankCount()
  return (
    <section aria-labelledby="people-here">
      <Typography variant="h3" id="people-here" sx={{ mb: 1 }}>
        {hasMore ? 'Who is here or under it' : 'Who is here'}
        {list.value === null ? '' : ` · ${countPeople(list.value.total)}`}
      </Typography>
      {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.reload} />}
      {list.value === null && list.failure === null && <LoadingLines lines={4} label="Reading who is here" />}
      {list.value?.total === 0 && (
        <Box sx={{ color: 'dim' }}>{hasMore ? 'Nobody is assigned here or under it.' : 'Nobody is assigned here.'}</Box>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {list.value?.rows.map((person) => (
          <Box component="li" key={person.id} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <LetterAvatar letters={initials(person.name ?? '?')} rank={person.role.rank} of={of} size={24} />
            <TextLink onClick={() => go('staff', { id: person.id })}>{person.name ?? 'Purged person'}</TextLink>
            <Box component="span" sx={{ ml: 'auto', color: 'dim', fontSize: 12 }}>
              {person.role.name}
            </Box>
          </Box>
        ))}
      </Box>
      {(list.value?.total ?? 0) > 0 && (
        <Button onClick={onAll} sx={{ mt: 3 }}>
          Show in Staff
        </Button>
      )}
    </section>
  )
}
