import Box from '@mui/material/Box'
import { useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { HiddenText } from '../../components/HiddenText'
import { LetterAvatar } from '../../components/LetterAvatar'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { formatCount } from '../../words/countOf'
import { initials } from '../../words/initials'
import { ListCard } from '../../components/ListCard'

type Arrived = OperationOutput<'sync.arrived'>
type Person = OperationOutput<'compare.people'>['rows'][number]
type Only = 'joined' | 'left' | 'moved' | 'gain' | 'lose'

const pageSize = 50

interface ArrivedPeopleProps {
  readonly arrived: Arrived
  readonly permission: PermissionKey | null
  readonly onPermission: (permission: PermissionKey | null) => void
}

/** Who came, went or moved, and who may do more or less than before, a page at a time. */
export function ArrivedPeople({ arrived, permission, onPermission }: ArrivedPeopleProps) {
  const { compareId, counts } = arrived
  const [only, setOnly] = useState<Only | null>(null)
  const [page, setPage] = useState(0)
  const people = useOperation(
    'compare.people',
    compareId === null
      ? null
      : {
          compareId,
          only: only ?? 'all',
          ...(permission === null ? {} : { permission }),
          offset: page * pageSize,
          limit: pageSize,
        },
  )
  const narrow = (change: () => void) => {
    change()
    setPage(0)
  }
  const ways = [
    { value: 'joined', label: 'joined', count: counts.joined },
    { value: 'left', label: 'left', count: counts.left },
    { value: 'moved', label: 'moved', count: counts.moved },
    { value: 'gain', label: 'may do more', count: counts.gaining },
    { value: 'lose', label: 'may do less', count: counts.losing },
  ] as const
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <FilterMenu
          label="Who"
          isSingle
          options={ways
            .filter(({ count }) => count > 0)
            .map(({ value, label, count }) => ({ value, label: `${label} (${formatCount(count)})` }))}
          chosen={only === null ? [] : [only]}
          onChange={([next]) => narrow(() => setOnly(next ?? null))}
        />
        {arrived.permissions.length > 0 && (
          <FilterMenu
            label="Permission"
            isSingle
            options={arrived.permissions.map(({ permission: key, name }) => ({ value: key, label: name }))}
            chosen={permission === null ? [] : [permission]}
            onChange={([next]) => narrow(() => onPermission(next ?? null))}
          />
        )}
      </Box>
      {people.failure !== null && <FailureNotice failure={people.failure} onRetry={people.reload} />}
      {people.value === null && people.failure === null && <LoadingLines lines={5} label="Reading the people" />}
      {people.value !== null && (
        <Box>
          <ListCard label="Arrived since yesterday">
            {people.value.rows.map((person) => (
              <PersonLine key={person.staffId} person={person} />
            ))}
            {people.value.rows.length === 0 && (
              <Box component="li" sx={{ px: 4, py: 3, color: 'dim' }}>
                {only === null && permission === null
                  ? 'It touches nobody whom you may see.'
                  : 'Nobody fits both filters.'}
              </Box>
            )}
          </ListCard>
          {people.value.total > pageSize && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={people.value.total}
              noun="people"
              one="person"
              onPage={setPage}
            />
          )}
        </Box>
      )}
    </>
  )
}

function PersonLine({ person }: { readonly person: Person }) {
  const go = useRouteStore((store) => store.go)
  const name = person.name ?? 'A purged person'
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 3,
        px: 4,
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <LetterAvatar letters={initials(name)} rank={2} of={7} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {person.name === null ? (
          name
        ) : (
          <TextLink onClick={() => go('staff', { id: person.staffId, state: 'all' })}>{name}</TextLink>
        )}{' '}
        <Box component="span" sx={{ color: 'dim' }}>
          {person.what.length > 0 ? person.what.join(' · ') : person.role}
        </Box>
        <Differences way="more" differences={person.gain} />
        <Differences way="less" differences={person.lose} />
      </Box>
      {person.entries.length > 0 && (
        <Box sx={{ color: 'faint', whiteSpace: 'nowrap', fontSize: 12 }}>
          {person.entries.length === 1
            ? `entry ${formatCount(person.entries[0]!)}`
            : `${formatCount(person.entries.length)} entries`}
        </Box>
      )}
    </Box>
  )
}

const namesShown = 4

/** “▲ more: Delete users, Edit lines at Leeds”; what a reach was and is stands with the name. */
function Differences({ way, differences }: { readonly way: 'more' | 'less'; readonly differences: Person['gain'] }) {
  if (differences.length === 0) return null
  const words = differences.slice(0, namesShown).map(({ name, places }) => {
    const at = places === null || places.length === 0 ? '' : ` at ${fewOf(places.map((place) => place.name))}`
    return `${name}${at}`
  })
  const rest = differences.length - words.length
  return (
    <Box sx={{ fontSize: 12.5, mt: 0.5 }}>
      <Box component="span" sx={{ color: way === 'more' ? 'ok' : 'bad', fontWeight: 600 }}>
        <span aria-hidden>{way === 'more' ? '▲ ' : '▼ '}</span>
        {way}
      </Box>
      <HiddenText>: </HiddenText> {words.join(', ')}
      {rest > 0 && ` and ${formatCount(rest)} more`}
    </Box>
  )
}

function fewOf(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} +${names.length - 2}`
}
