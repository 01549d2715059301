import type { Reach } from '../../shared/domain/reach'

/** A reach as cells show it and as people hear it. */
export interface ReachWords {
  readonly word: Reach
  /** For a spoken cell: "assigned groups only". */
  readonly spoken: string
  /** What it means, in one line. */
  readonly meaning: string
}

/**
 * The words for a reach. `kinds` are the plural names of the places that count ("groups", "projects and tasks"),
 * so that "assigned" says what is assigned.
 */
export function reachWords(reach: Reach, kinds = 'places'): ReachWords {
  const lower = kinds.toLowerCase()
  switch (reach) {
    case 'all':
      return { word: 'all', spoken: 'all', meaning: 'Everything in the organization' }
    case 'assigned':
      return { word: 'assigned', spoken: `assigned ${lower} only`, meaning: `What lies in their own ${lower}` }
    case 'own':
      return { word: 'own', spoken: 'own only', meaning: 'What they created, or their own settings' }
    case 'shared':
      return { word: 'shared', spoken: 'shared with them only', meaning: 'What was shared with them' }
    case 'connected':
      return {
        word: 'connected',
        spoken: 'connected people only',
        meaning: 'People they share a group or conversation with',
      }
    case 'none':
      return { word: 'none', spoken: 'none', meaning: 'Nothing' }
  }
}

/** "Projects and tasks" from plural names; one kind alone stays as it is. */
export function joinKinds(plurals: readonly string[]): string {
  if (plurals.length <= 1) return plurals[0] ?? 'places'
  return `${plurals.slice(0, -1).join(', ')} and ${plurals[plurals.length - 1]!.toLowerCase()}`
}
