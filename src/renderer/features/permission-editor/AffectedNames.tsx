import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { countPeople, formatCount } from '../../words/countOf'
import { formatReachedPlaces } from '../../words/formatPlaces'
import type { Impact } from './useImpact'

type Difference = Impact['gain'][number]

interface AffectedNamesProps {
  readonly gain: readonly Difference[]
  readonly lose: readonly Difference[]
  readonly gaining: number
  readonly losing: number
}

const shownAtOnce = 30

/** Who gains and who loses, one click away. */
export function AffectedNames({ gain, lose, gaining, losing }: AffectedNamesProps) {
  const [isOpen, setOpen] = useState(false)
  if (gain.length + lose.length === 0) return null
  return (
    <Box>
      <Button
        variant="text"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        sx={{ px: 0, py: 0, fontSize: 12 }}
      >
        {isOpen ? 'Hide names' : `Show names (${formatCount(gaining + losing)})`}
      </Button>
      {isOpen && (
        <Box
          sx={{ display: 'grid', gap: 2, mt: 1, maxHeight: 260, overflow: 'auto' }}
          tabIndex={0}
          role="group"
          aria-label="Names"
        >
          <Names title="Gain" differences={gain} total={gaining} />
          <Names title="Lose" differences={lose} total={losing} />
        </Box>
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
  const shown = differences.slice(0, shownAtOnce)
  return (
    <Box sx={{ fontSize: 12 }}>
      <Box sx={{ fontWeight: 600, color: title === 'Gain' ? 'ok' : 'bad' }}>{title}</Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map((difference) => (
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
      {total > shown.length && <Box sx={{ color: 'dim' }}>and {countPeople(total - shown.length)} more</Box>}
    </Box>
  )
}
