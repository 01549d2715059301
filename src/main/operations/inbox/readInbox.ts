import { createHash } from 'node:crypto'
import type { StaffId } from '../../../shared/domain/ids'
import type { InboxItem, InboxRow } from '../../../shared/domain/inbox'
import { whenIn } from '../../../shared/domain/whenIn'
import type { OperationOutput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'
import { readSettledAt } from '../../store/queries/log'
import { findPersonal } from '../../store/queries/personalValues'
import { callPerson } from '../callPerson'
import { describeIntent } from '../describeIntent'
import { seeingPerson } from '../seenBy'
import { callThing, intentOf, type KindRow, kindRow, peopleOf } from './aboutRow'
import { type ChangeReader, changeReader } from './changeReader'
import { findMet, isOfThing, type MetChange } from './findMet'
import { capital, sayReason } from './inboxReasons'
import { rowValues } from './rowValues'
import { seesRow, seesValues } from './seesRow'

type Group = OperationOutput<'inbox.list'>['groups'][number]
type Item = Group['items'][number]
type Row = Item['rows'][number]

/** An item with those of its rows that the reader may see: at least one. */
export interface SeenItem {
  readonly item: InboxItem
  readonly rows: readonly InboxRow[]
}

/** Kinds that name more people than an item says. */
const readWhole: ReadonlySet<string> = new Set(['staff.merge', 'registrar.set'])

/** What is open, or closed, and that the reader may see; the newest entry first. */
export function seenItems(org: Org, reader: ChangeReader, state: 'open' | 'closed'): SeenItem[] {
  const seen: SeenItem[] = []
  for (const item of org.state().inbox.values()) {
    if ((item.closed === null) !== (state === 'open')) continue
    const rows = seenRows(org, reader, item)
    if (rows.length > 0) seen.push({ item, rows })
  }
  return seen.toSorted((one, other) => other.item.n - one.item.n)
}

/** How many are open of those that the reader may see. Asked at every announcement: it stops at the first row seen. */
export function countOpenItems(org: Org): number {
  const reader = changeReader(org)
  let count = 0
  for (const item of org.state().inbox.values()) {
    if (item.closed === null && item.rows.some((row) => seesInboxRow(org, reader, item, row))) count += 1
  }
  return count
}

export function seenRows(org: Org, reader: ChangeReader, item: InboxItem): readonly InboxRow[] {
  return org.actor === null ? item.rows : item.rows.filter((row) => seesInboxRow(org, reader, item, row))
}

function seesInboxRow(org: Org, reader: ChangeReader, item: InboxItem, row: InboxRow): boolean {
  if (org.actor === null) return true
  if (row.staffId !== null && seeingPerson(org, row.staffId) === 'hidden') return false
  if (!readWhole.has(item.kind)) return true
  const about = aboutRow(reader, item, row)
  return about !== null && seesRow(org, about)
}

export function aboutRow(reader: ChangeReader, item: InboxItem, row: InboxRow): KindRow | null {
  const change = reader.read(item.changeId)
  return change === null ? null : kindRow(change.intent, row.row)
}

/** Items of one cause: of one author, for one reason, about one person or of one deed. */
export interface SeenGroup {
  readonly id: string
  readonly items: readonly SeenItem[]
}

export function groupItems(items: readonly SeenItem[]): SeenGroup[] {
  const groups = new Map<string, SeenItem[]>()
  for (const seen of items) {
    const key = causeOf(seen)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [seen])
    else group.push(seen)
  }
  return [...groups].map(([key, of]) => ({
    id: createHash('sha256').update(key).digest('hex').slice(0, 32),
    items: of,
  }))
}

function causeOf({ item, rows }: SeenItem): string {
  const first = rows[0]!
  const parts = [first.verdict, first.because, item.author]
  if (first.verdict === 'refused') return parts.join(' ')
  const people = new Set(rows.map(({ staffId }) => staffId))
  const about = people.size === 1 && first.staffId !== null ? first.staffId : item.item
  return [...parts, about].join(' ')
}

export function presentGroup(
  org: Org,
  reader: ChangeReader,
  { id, items }: SeenGroup,
  page: { readonly offset: number; readonly items: number; readonly rows: number },
): Group {
  const first = items[0]!
  const listed = items
    .slice(page.offset, page.offset + page.items)
    .map((one) => presentItem(org, reader, one, page.rows))
  const shown = presentItem(org, reader, first, 1)
  const row = shown.rows[0]!
  return {
    id,
    verdict: row.verdict,
    code: row.code,
    title: titleOf(org, reader, first, items.length, shown),
    text: textOf(org, row),
    by: shown.by,
    met: row.met,
    total: items.length,
    items: listed,
  }
}

function titleOf(org: Org, reader: ChangeReader, { item, rows }: SeenItem, count: number, shown: Item): string {
  const row = shown.rows[0]!
  const who = row.about.kind === 'person' ? row.about.name : null
  if (row.verdict === 'refused') {
    return count === 1
      ? `Refused: ${shown.by.name} ${shown.sentence}`
      : `Refused: ${count.toLocaleString('en')} edits by ${shown.by.name}`
  }
  if (row.code === 'removed' && who !== null) {
    const whose = shown.by.isActor ? 'you' : shown.by.name
    return `${who} was removed while ${whose} made another edit of them`
  }
  const about = aboutRow(reader, item, rows[0]!)
  if (row.code === 'changed-meanwhile' && about !== null)
    return `${capital(callThing(org, about))} was changed meanwhile`
  return `Held: ${shown.by.name} ${shown.sentence}`
}

function textOf(org: Org, row: Row): string {
  const { met } = row
  if (row.verdict === 'refused') {
    const why = met === null ? '' : ` ${nameOf(met.by)} ${met.sentence} before.`
    return `${row.reason}${why} The edit did nothing.`
  }
  if (met === null) return `${row.reason} Nothing was overwritten.`
  const when = whenIn(org.state().settings.timeZone).instant(met.settledAtMs)
  // The title has told of the removal already.
  if (row.code === 'removed' && row.about.kind === 'person') {
    const removal = met.by.isActor ? 'Your removal' : `The removal by ${met.by.name}`
    return `${removal} was settled first (entry ${met.n.toLocaleString('en')}, ${when}). Nothing was overwritten.`
  }
  return `${nameOf(met.by)} ${met.sentence}; that was settled first (entry ${met.n.toLocaleString('en')}, ${when}). Nothing was overwritten.`
}

function nameOf(by: MetChange['by']): string {
  return by.isActor ? 'You' : capital(by.name)
}

export function presentItem(org: Org, reader: ChangeReader, { item, rows }: SeenItem, limit: number): Item {
  const change = reader.read(item.changeId)
  const presented = rows.slice(0, limit).map((row) => presentRow(org, reader, item, row))
  const first = presented[0]?.sentence ?? 'made an edit'
  const noteHash = change?.intent.kind === 'org.create' ? undefined : change?.intent.body.note?.hash
  const { closed } = item
  return {
    change: item.changeId,
    n: item.n,
    kind: item.kind,
    sentence: rows.length === 1 ? first : `${first}, and ${(rows.length - 1).toLocaleString('en')} more of the kind`,
    by: { staffId: item.author, name: callPerson(org, item.author), isActor: item.author === org.actor },
    madeAtMs: change === null ? 0 : Date.parse(change.record.at),
    settledAtMs: readSettledAt(org.store.db, item.n) ?? 0,
    sawN: change?.record.base.n ?? 0,
    note: noteHash === undefined ? null : (findPersonal(org.store.db, noteHash) ?? null),
    total: rows.length,
    rows: presented,
    closed: closed === null ? null : { as: closed.as, by: callPerson(org, closed.by), atMs: closed.atMs },
  }
}

function presentRow(org: Org, reader: ChangeReader, item: InboxItem, row: InboxRow): Row {
  const about = aboutRow(reader, item, row)
  const change = reader.read(item.changeId)
  const common = { row: row.row, verdict: row.verdict, code: row.because }
  const author = callPerson(org, item.author)
  if (about === null || change === null) {
    const reason = sayReason(row.because, row.verdict, { author, person: 'this person', thing: 'it' })
    const nothing = { before: null, mine: null, theirs: null, met: null, about: { kind: 'organization' as const } }
    return { ...common, sentence: 'made an edit that this version cannot read', reason, ...nothing }
  }
  const [staffId] = peopleOf(about)
  const person = staffId === undefined ? 'this person' : callPerson(org, staffId)
  const met = findMet(org, reader, {
    change: item.changeId,
    author: item.author,
    key: change.record.key,
    about,
    verdict: row.verdict,
    because: row.because,
    sawN: change.record.base.n,
    n: item.n,
  })
  const isByRight = !isOfThing(row) && met === null
  const ended = isByRight ? coverThatEnded(org, item, change.record.base.n) : null
  const isOpen = seesValues(org, about)
  const values = isOpen ? rowValues(org, about) : { before: null, mine: null, theirs: null }
  return {
    ...common,
    sentence: isOpen ? (describeIntent(org, intentOf(about))[0] ?? 'made an edit') : `edited ${person}`,
    reason:
      ended === null
        ? sayReason(row.because, row.verdict, { author, person, thing: callThing(org, about) })
        : `The cover of ${author} ended on ${whenIn(org.state().settings.timeZone).instant(ended)}, before this edit was settled.`,
    ...values,
    met,
    about: whatItIsAbout(org, about, staffId),
  }
}

function whatItIsAbout(org: Org, { kind, row }: KindRow, staffId: StaffId | undefined): Row['about'] {
  if (staffId !== undefined) return { kind: 'person', staffId, name: callPerson(org, staffId) }
  if (kind === 'grant.set') return { kind: 'cell', role: row.role, permission: row.permission }
  if (kind.startsWith('place.') && 'place' in row) return { kind: 'place', place: row.place }
  if (kind.startsWith('role.') && 'role' in row) return { kind: 'role', role: row.role }
  if (kind.startsWith('permission.') && 'permission' in row) return { kind: 'permission', permission: row.permission }
  return { kind: 'organization' }
}

/** When a place or grant of the author ended between what they saw and the settling of their edit; null for none. */
function coverThatEnded(org: Org, item: InboxItem, sawN: number): number | null {
  const author = org.state().staff.get(item.author)
  if (author === undefined || seeingPerson(org, item.author) !== 'full') return null
  const sawMs = readSettledAt(org.store.db, sawN) ?? 0
  const settledAtMs = readSettledAt(org.store.db, item.n) ?? 0
  const ends = [...author.assignments, ...author.personalGrants].flatMap(({ untilMs }) =>
    untilMs !== null && untilMs > sawMs && untilMs <= settledAtMs ? [untilMs] : [],
  )
  return ends.length === 0 ? null : Math.max(...ends)
}
