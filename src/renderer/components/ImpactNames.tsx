import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { TextLink } from './TextLink'

interface Difference {
  readonly staffId: string
  readonly name: string | null
  readonly permissionName: string
  readonly places: readonly { readonly name: string }[] | null
}

export interface NamedImpact {
  readonly gain: readonly Difference[]
  readonly lose: readonly Difference[]
  readonly peopleGaining: number
  readonly peopleLosing: number
}

interface ImpactNamesProps {
  readonly impact: NamedImpact
  /** Said when nobody gains or loses. */
  readonly none: string
  readonly onPerson?: (staffId: string) => void
}

const shownAtFirst = 5
const shownAtMost = 60
const permissionsShown = 4

/** Who gains and who loses what, person by person: the first few at once, more of them one click away. */
export function ImpactNames({ impact, none, onPerson }: ImpactNamesProps) {
  const [isOpen, setOpen] = useState(false)
  const lists = [
    { title: 'Lose something', tone: 'bad', people: byPerson(impact.lose), total: impact.peopleLosing },
    { title: 'Gain something', tone: 'ok', people: byPerson(impact.gain), total: impact.peopleGaining },
  ].filter(({ total }) => total > 0)
  if (lists.length === 0) return <Box sx={{ color: 'dim' }}>{none}</Box>
  const shown = isOpen ? shownAtMost : shownAtFirst
  const hasMore = lists.some(({ people }) => people.length > shownAtFirst)
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box
        role="group"
        aria-label="Who is affected"
        tabIndex={0}
        sx={{ display: 'grid', gap: 3, maxHeight: 300, overflow: 'auto' }}
      >
        {lists.map(({ title, tone, people, total }) => (
          <Box key={title}>
            <Box sx={{ fontWeight: 650, color: tone }}>
              {title}: {total.toLocaleString('en')} {total === 1 ? 'person' : 'people'}
            </Box>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
              {people.slice(0, shown).map((person) => (
                <li key={person.staffId}>
                  {onPerson === undefined ? (
                    person.name
                  ) : (
                    <TextLink onClick={() => onPerson(person.staffId)}>{person.name}</TextLink>
                  )}
                  <Box component="span" sx={{ color: 'dim' }}>
                    : {person.what.slice(0, permissionsShown).join('; ')}
                    {person.what.length > permissionsShown && `; and ${person.what.length - permissionsShown} more`}
                  </Box>
                </li>
              ))}
            </Box>
            {total > Math.min(shown, people.length) && (
              <Box sx={{ color: 'dim' }}>and {(total - Math.min(shown, people.length)).toLocaleString('en')} more</Box>
            )}
          </Box>
        ))}
      </Box>
      {hasMore && (
        <Button variant="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} sx={{ justifySelf: 'start' }}>
          {isOpen ? 'Fewer names' : 'More names'}
        </Button>
      )}
    </Box>
  )
}

interface Affected {
  readonly staffId: string
  readonly name: string
  readonly what: readonly string[]
}

/** What one person gains or loses, permissions with the same places together. */
export function byPerson(differences: readonly Difference[]): readonly Affected[] {
  const people = new Map<string, { name: string; byWhere: Map<string, string[]> }>()
  for (const { staffId, name, permissionName, places } of differences) {
    const where =
      places === null
        ? ''
        : ` at ${fewOf(
            places.map((place) => place.name),
            ', ',
          )}`
    let person = people.get(staffId)
    if (person === undefined) people.set(staffId, (person = { name: name ?? 'A purged person', byWhere: new Map() }))
    const permissions = person.byWhere.get(where)
    if (permissions === undefined) person.byWhere.set(where, [permissionName])
    else permissions.push(permissionName)
  }
  return [...people].map(([staffId, { name, byWhere }]) => ({
    staffId,
    name,
    what: [...byWhere].map(([where, permissions]) => `${fewOf(permissions, ', ')}${where}`),
  }))
}

const shownOfEach = 3

function fewOf(words: readonly string[], between: string): string {
  const rest = words.length - shownOfEach
  return `${words.slice(0, shownOfEach).join(between)}${rest > 0 ? ` +${rest}` : ''}`
}
