import type { PlaceId, RoleKey } from '../../../shared/domain/ids'
import type { OperationCall, OperationOutput } from '../../../shared/operations/contract'
import { countOf } from '../../words/countOf'

/** One side while it is being chosen. */
export interface PickedSide {
  readonly kind: 'role' | 'person'
  readonly role: string
  readonly who: string
  /** '' for everywhere. */
  readonly at: string
  /** A date or the number of an entry; '' for now. */
  readonly moment: string
}

export const nobody: PickedSide = { kind: 'role', role: '', who: '', at: '', moment: '' }

/** What main is asked about; null while something is missing. */
export function sideOf(side: PickedSide): OperationCall<'access.compare'>['a'] | null {
  const moment = side.moment.trim() === '' ? {} : { moment: side.moment.trim() }
  if (side.kind === 'role') return side.role === '' ? null : { role: side.role as RoleKey, ...moment }
  if (side.who === '') return null
  return { who: side.who, ...(side.at === '' ? {} : { at: side.at as PlaceId }), ...moment }
}

type Compared = OperationOutput<'access.compare'>

const order = { loss: 0, other: 1, gain: 2, same: 3 } as const

/** What differs, losses first, and the same on request; `text` narrows by name, key and area. */
export function filterCompared(rows: Compared['rows'], text: string, withSame: boolean): Compared['rows'] {
  const words = text.toLowerCase().split(/\s+/u)
  return rows
    .filter((row) => withSame || row.kind !== 'same')
    .filter((row) => words.every((word) => `${row.name} ${row.permission} ${row.area}`.toLowerCase().includes(word)))
    .toSorted((one, other) => order[one.kind] - order[other.kind])
}

/** "From Manager to Member: 2 gained, 9 lost, 12 the same." */
export function summarizeSides({ a, b, rows }: Compared): string {
  const count = (...kinds: string[]) => rows.filter((row) => kinds.includes(row.kind)).length
  const called = (side: Compared['a']) => (side.note === '' ? side.title : `${side.title} (${side.note})`)
  const same = count('same')
  if (same === rows.length) return `${called(a)} and ${called(b)} may do the same.`
  const gained = count('gain', 'other')
  const lost = count('loss', 'other')
  return `From ${called(a)} to ${called(b)}: ${countOf(gained, 'permission')} gained, ${lost} lost, ${same} the same.`
}
