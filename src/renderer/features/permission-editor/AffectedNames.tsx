import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { countPeople } from '../../words/countOf'
import { formatReachedPlaces } from '../../words/formatPlaces'
import type { Impact } from './useImpact'

type Difference = Impact['gain'][number]

interface AffectedNamesProps {
  readonly gain: readonly Difference[]
  readonly lose: readonly Difference[]
  readonly gaining: number
  readonly losing: number
}

const shownAtFirst = 3
const shownAtMost = 30

/** Who gains and who loses: the first few at once, more of them one click away. */
export function AffectedNames({ gain, lose, gaining, losing }: AffectedNamesProps) {
  const [isOpen, setOpen] = useState(false)
  if (gain.length + lose.length === 0) return null
  const shown = isOpen ? shownAtMost : shownAtFirst
  const hasMore = Math.max(gain.length, lose.length) > shownAtFirst
  return (
    <Box>
      <Box
        sx={{ display: 'grid', gap: 2, mt: 1, maxHeight: 260, overflow: 'auto' }}
        {...(isOpen && { tabIndex: 0 })}
        role="group"
        aria-label="Names"
      >
        <Names title="Gain" differences={gain.slice(0, shown)} total={gaining} />
        <Names title="Lose" differences={lose.slice(0, shown)} total={losing} />
      </Box>
      {hasMore && (
        <Button
          variant="text"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          sx={{ px: 0, py: 0, fontSize: 12 }}
        >
          {isOpen ? 'Fewer names' : 'More names'}
        </Button>
      )}
    </Box>
  )
}

function Names({
  title,
  differences,
  total,
}: {
  readonly title: string
  readonly differences: readonly Difference[]
  readonly total: number
}) {
  const go = useRouteStore((store) => store.go)
  if (differences.length === 0) return null
  return (
    <Box sx={{ fontSize: 12 }}>
      <Box sx={{ fontWeight: 600, color: title === 'Gain' ? 'ok' : 'bad' }}>{title}</Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {differences.map((difference) => (
          <li key={`${difference.staffId}/${difference.permission}`}>
            <TextLink onClick={() => go('staff', { id: difference.staffId })}>
              {difference.name ?? 'Somebody hidden'}
            </TextLink>{' '}
            <Box component="span" sx={{ color: 'dim' }}>
              {difference.before} → {difference.after}
              {difference.places === null ? '' : ` · ${formatReachedPlaces(difference.places)}`}
            </Box>
          </li>
        ))}
      </Box>
      {total > differences.length && (
        <Box sx={{ color: 'dim' }}>and {countPeople(total - differences.length)} more</Box>
      )}
    </Box>
  )
}
