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
  /** Who has this part of a name between two spaces, by place in the list. Names are made of few parts. */
  readonly byNamePart: ReadonlyMap<string, readonly number[]>
}

const rowsAtOnce = 4_096

const searchableByOrg = new WeakMap<Org, Searchable>()
const readingByOrg = new WeakMap<Org, Question>()
/** Whose text the first word of the last search is in, by place in the list: a letter more is in the text of fewer. */
const lastWordByList = new WeakMap<Searchable, { readonly word: string; readonly writtenAt: Uint32Array }>()

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
  // How many of the words find each person, from the first on. A search is too short for 256 of them.
  const found = new Uint8Array(ids.length)
  for (const [before, word] of words.entries()) {
    const { near = [], assigned = [] } = filter.meanings?.get(word) ?? {}
    const writtenAt = before === 0 ? findFirstWord(ready, word) : findAmong(ready, word, found, before)
    for (const places of [writtenAt, findAssigned(ready, assigned), ...findNear(ready, near)]) {
      for (let i = 0; i < places.length; i += 1) if (found[places[i]!] === before) found[places[i]!] = before + 1
    }
  }
  const page: StaffId[] = []
  let total = 0
  for (let at = 0; at < found.length; at += 1) {
    if (found[at] !== words.length) continue
    if (total >= filter.offset && page.length < filter.limit) page.push(ids[at]!)
    total += 1
  }
  return { total, ids: page }
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
  const byNamePart = new Map<string, number[]>()
  for (let offset = 0; ; offset += rowsAtOnce) {
    yield offset
    const rows = listSearchable(org.store.db, { ...filter, offset, limit: rowsAtOnce }, seen)
    for (const row of rows) {
      if (row.isMasked === 1) masked.add(ids.length)
      for (const part of namePartsOf(row.text)) {
        const known = byNamePart.get(part)
        if (known === undefined) byNamePart.set(part, [ids.length])
        else known.push(ids.length)
      }
      placeInList.set(row.id, ids.length)
      ids.push(row.id)
      texts.push(row.text)
    }
    if (rows.length < rowsAtOnce) break
  }
  yield* collectNameWords(org)
  return { question, untilMs, ids, placeInList, texts, masked, byNamePart }
}

/** The name is the first line of a text. */
function namePartsOf(text: string): string[] {
  const end = text.indexOf('\n')
  return (end < 0 ? text : text.slice(0, end)).split(' ')
}

/** INVARIANT (masked people are found by name only): their text is their name. */
function findFirstWord(ready: Searchable, word: string): Uint32Array {
  const { texts } = ready
  const last = lastWordByList.get(ready)
  if (last?.word === word) return last.writtenAt
  const narrowed = last !== undefined && word.includes(last.word) ? last.writtenAt : null
  const among = narrowed?.length ?? texts.length
  const found = new Uint32Array(among)
  let count = 0
  for (let i = 0; i < among; i += 1) {
    const at = narrowed === null ? i : narrowed[i]!
    if (texts[at]!.includes(word)) found[count++] = at
  }
  const writtenAt = found.slice(0, count)
  lastWordByList.set(ready, { word, writtenAt })
  return writtenAt
}

/** A further word, among those whom the words before it found. */
function findAmong({ texts }: Searchable, word: string, found: Uint8Array, before: number): number[] {
  const writtenAt: number[] = []
  for (let at = 0; at < found.length; at += 1) {
    if (found[at] === before && texts[at]!.includes(word)) writtenAt.push(at)
  }
  return writtenAt
}

/** INVARIANT (masked people are found by name only): their places find nobody. */
function findAssigned({ placeInList, masked }: Searchable, assigned: readonly StaffId[]): number[] {
  const found: number[] = []
  for (const id of assigned) {
    const at = placeInList.get(id)
    if (at !== undefined && !masked.has(at)) found.push(at)
  }
  return found
}

/** A word that is close is in a name where it is in a part of it: no word has a space. */
function findNear({ byNamePart }: Searchable, near: readonly string[]): (readonly number[])[] {
  if (near.length === 0) return []
  return [...byNamePart].flatMap(([part, people]) => (near.some((word) => part.includes(word)) ? [people] : []))
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
