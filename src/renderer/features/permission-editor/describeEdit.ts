import { reachContains, type Reach } from '../../../shared/domain/reach'
import { countPeople } from '../../words/countOf'
import { reachWords } from '../../words/reachWords'

interface EditEffect {
  readonly before: Reach
  readonly after: Reach
  readonly gaining: number
  readonly losing: number
}

/** What one edit does to people, in a sentence. */
export function describeEffect(edit: EditEffect, kinds?: string): string {
  const { before, after, gaining, losing } = edit
  if (gaining === 0 && losing === 0) return 'Nobody’s access changes now.'
  if (gaining > 0 && losing > 0 && !reachContains(after, before) && !reachContains(before, after)) {
    return `${countPeople(gaining)} ${verb(gaining, 'gain')} ${after}, ${countPeople(losing)} ${verb(losing, 'lose')} ${before}.`
  }
  if (losing === 0) {
    return before === 'none'
      ? `${countPeople(gaining)} ${verb(gaining, 'gain')} it.`
      : `${countPeople(gaining)} ${verb(gaining, 'reach', 'reaches')} further.`
  }
  if (gaining === 0) {
    if (after === 'none') return `${countPeople(losing)} ${verb(losing, 'lose')} it.`
    return `${countPeople(losing)} ${verb(losing, 'keep')} ${reachWords(after, kinds).spoken}.`
  }
  return `${countPeople(gaining)} ${verb(gaining, 'gain')}, ${countPeople(losing)} ${verb(losing, 'lose')}.`
}

function verb(count: number, many: string, one = `${many}s`): string {
  return count === 1 ? one : many
}
