import type { StaffId } from '../../shared/domain/ids'
import { searchWords } from '../../shared/domain/searchKey'
import type { Rules } from '../engine/rules'
import type { Org } from '../org/Org'
import { runInSteps, type Steps } from '../org/runInSteps'
import { listSearchable, listStaff, readNextEnd, type SeenBy, type StaffFilter } from '../store/queries/listStaff'
import { collectNameWords } from './nameWords'

/**
 * What was asked and by whom, of which people: rules follow every edit, own pending ones too, which no revision counts.
 * INVARIANT (nobody is found by what was): other rules, another reader or another filter are another question.
 */
interface Question {
  readonly rules: Rules
  readonly asked: string
}

/** Whom a filter leaves without its search, in its order. */
interface Searchable {
  readonly question: Question
  /** Something ends by itself then, and somebody may be elsewhere. */
  readonly untilMs: number
  readonly ids: readonly StaffId[]
  readonly placeInList: ReadonlyMap<StaffId, number>
  readonly texts: readonly string[]
  /** By place in the list: they are found by name only. */
  readonly masked: ReadonlySet<number>
}

const rowsAtOnce = 4_096

const searchableByOrg = new WeakMap<Org, Searchable>()
const readingByOrg = new WeakMap<Org, Question>()

/**
 * One page of people, in order, and how many there are in all: as `listStaff` answers it, from memory where the people of
 * the same filter were laid ready (`layPeopleReady`).
 */
export function searchPeople(org: Org, filter: StaffFilter, seen: SeenBy): { total: number; ids: StaffId[] } {
  const ready = searchableByOrg.get(org)
  if (ready === undefined || !isReadyFor(ready, questionOf(org, filter, seen), seen.atMs)) {
    return listStaff(org.store.db, filter, seen)
  }
  const { ids } = ready
  const words = searchWords(filter.search)
  if (words.length === 0) return { total: ids.length, ids: ids.slice(filter.offset, filter.offset + filter.limit) }
  const wanted = words.map((word) => {
    const { near = [], assigned = [] } = filter.meanings?.get(word) ?? {}
    return { word, near, isAssigned: markAssigned(ready, assigned) }
  })
  const found: StaffId[] = []
  let total = 0
  for (let at = 0; at < ids.length; at += 1) {
    if (!wanted.every((word) => isFound(ready, at, word))) continue
    if (total >= filter.offset && found.length < filter.limit) found.push(ids[at]!)
    total += 1
  }
  return { total, ids: found }
}

/** Reads whom the next keys will search, in slices beside other work. Until then, and after an edit, the file is asked. */
export async function layPeopleReady(org: Org, filter: StaffFilter, seen: SeenBy): Promise<void> {
  const question = questionOf(org, filter, seen)
  const ready = searchableByOrg.get(org)
  if (ready !== undefined && isReadyFor(ready, question, seen.atMs)) return
  const reading = readingByOrg.get(org)
  if (reading !== undefined && isSame(reading, question)) return
  readingByOrg.set(org, question)
  const isLate = () => readingByOrg.get(org) !== question || !org.store.isOpen() || org.rules() !== question.rules
  // The caller's answer goes first.
  await new Promise(setImmediate)
  const read = await runInSteps(readSearchable(org, question, filter, seen), { isCancelled: isLate }, '', 0)
  if (readingByOrg.get(org) === question) readingByOrg.delete(org)
  if (read !== undefined && org.rules() === question.rules) searchableByOrg.set(org, read.value)
}

function* readSearchable(org: Org, question: Question, filter: StaffFilter, seen: SeenBy): Steps<Searchable> {
  const untilMs = readNextEnd(org.store.db, seen.atMs)
  const ids: StaffId[] = []
  const placeInList = new Map<StaffId, number>()
  const texts: string[] = []
  const masked = new Set<number>()
  for (let offset = 0; ; offset += rowsAtOnce) {
    yield offset
    const rows = listSearchable(org.store.db, { ...filter, offset, limit: rowsAtOnce }, seen)
    for (const row of rows) {
      if (row.isMasked === 1) masked.add(ids.length)
      placeInList.set(row.id, ids.length)
      ids.push(row.id)
      texts.push(row.text)
    }
    if (rows.length < rowsAtOnce) break
  }
  yield* collectNameWords(org)
  return { question, untilMs, ids, placeInList, texts, masked }
}

interface WantedWord {
  readonly word: string
  readonly near: readonly string[]
  /** By place in the list; null when the word names no place. */
  readonly isAssigned: Uint8Array | null
}

function markAssigned({ ids, placeInList }: Searchable, assigned: readonly StaffId[]): Uint8Array | null {
  if (assigned.length === 0) return null
  const isAssigned = new Uint8Array(ids.length)
  for (const id of assigned) {
    const at = placeInList.get(id)
    if (at !== undefined) isAssigned[at] = 1
  }
  return isAssigned
}

/** INVARIANT (masked people are found by name only): their text is their name, and their places find nobody. */
function isFound({ texts, masked }: Searchable, at: number, { word, near, isAssigned }: WantedWord): boolean {
  const text = texts[at]!
  if (text.includes(word)) return true
  if (isAssigned?.[at] === 1 && !masked.has(at)) return true
  if (near.length === 0) return false
  // The name is the first line. It is not cut out: that would be a new text for each person, at each key.
  const nameEnd = masked.has(at) ? text.length : text.indexOf('\n')
  return near.some((other) => {
    const from = text.indexOf(other)
    return from >= 0 && from < nameEnd
  })
}

function questionOf(org: Org, filter: StaffFilter, seen: SeenBy): Question {
  const { search: _search, meanings: _meanings, offset: _offset, limit: _limit, ...people } = filter
  const { atMs: _atMs, ...reader } = seen
  return { rules: org.rules(), asked: JSON.stringify([people, reader]) }
}

function isSame(a: Question, b: Question): boolean {
  return a.rules === b.rules && a.asked === b.asked
}

function isReadyFor({ question, untilMs }: Searchable, wanted: Question, atMs: number): boolean {
  return isSame(question, wanted) && atMs < untilMs
}
