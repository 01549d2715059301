import type { KeyId } from '../../shared/domain/ids'
import type { EnrolledKey } from '../../shared/domain/orgState'
import { readInstant } from '../../shared/domain/readInstant'
import { whenIn } from '../../shared/domain/whenIn'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import { openKeyring } from '../org/keys/keyring'
import { believeChange, readGreeting } from '../org/record'
import { subjectsOf } from '../org/settle'
import { readHubUrl } from '../store/hub/hubUrl'
import { findLastEnrolled } from '../store/queries/keyUse'
import { type Arrivals, listArrived } from '../store/queries/arrivals'
import { listParts } from '../store/queries/historyItems'
import { readChangeBytes, readHead } from '../store/queries/log'
import { callConsole } from './callConsole'
import { callPerson } from './callPerson'
import { describeItem } from './describeItem'
import { countOpenItems } from './inbox/readInbox'
import { type MeetingPlace, withPassword } from './exchangeAt'
import { lastGoodMs, lastPlace, presentLast } from './lastExchange'
import { readPending } from './readPending'
import { readPlace } from './rememberedPlaces'
import { seeingPerson, seenBy } from './seenBy'
import type { Session } from './session'

type Status = OperationOutput<'sync.status'>
type ConsoleStatus = Status['consoles'][number]

const dayMs = 24 * 60 * 60 * 1000
/** A console that has not been heard from for so long is warned about (sync.md, “Words”). */
const silentAfterMs = 14 * dayMs
/** People of one item who are looked at, until one is seen. */
const mostSubjects = 1000
/** Arrived items that are looked at; older ones are not counted. */
const mostArrived = 2000

/** Where this console stands among the others, as far as the reader may know (S0.14). */
export function readSyncStatus(org: Org, { sinceMs, limit }: OperationInput<'sync.status'>, session: Session): Status {
  const { line } = org
  const head = readHead(org.store.db)
  const own = ownConsole(org, session)
  const places = line.notes.places()
  const goodMs = Math.max(0, ...places.map((row) => lastGoodMs(row) ?? 0))
  const enrolled = [...line.settledState().keys.values()].filter((key) => key.kind === 'console' && !key.isRevoked)
  const consoles = enrolled
    .flatMap((key) => presentConsole(org, key, { headN: head.n, isThis: key.id === own, hasMet: goodMs > 0 }) ?? [])
    .toSorted((one, other) => Number(other.isThis) - Number(one.isThis) || (other.heardMs ?? 0) - (one.heardMs ?? 0))
  const halt = line.halt
  const last = places[0] === undefined ? null : presentLast(places[0])
  const arrivals = arrivalsOf(org, session, sinceMs)
  return {
    head: { n: head.n, hash: head.hash, settledAtMs: head.settledAtMs },
    settles: presentSettles(org, own),
    halt: halt === null ? null : { code: halt.code, text: halt.text, n: halt.n },
    place: presentPlace(org, session),
    last,
    consoles,
    warnings: [
      ...(halt === null ? [] : [halt.text]),
      ...(last === null || last.ok ? [] : [`The last exchange failed. ${last.text}`]),
      ...(enrolled.length > 1 ? warnOfOwnSilence(org, goodMs, own) : []),
      ...consoles.flatMap((one) => warnOfHead(org, one, head.n) ?? []),
      ...consoles.filter(({ isSilent }) => isSilent).map((one) => warnOfSilence(org, one)),
    ],
    pending: readPending(org, limit),
    arrived: readArrived(org, arrivals, limit),
    inbox: countOpenItems(org),
  }
}

/** This console’s key in the organization, also where it is only read; null without one. */
function ownConsole(org: Org, { host }: Session): KeyId | null {
  const { keys } = org.line.settledState()
  const { speaker } = org.line
  if (speaker !== null) return speaker.id
  const keyring = openKeyring(host.home)
  const mine = [...keys.values()].find((key) => key.kind === 'console' && !key.isRevoked && keyring.has(key.id))
  return mine?.id ?? null
}

function presentSettles(org: Org, own: KeyId | null): Status['settles'] {
  const { settings, keys } = org.line.settledState()
  const by = settings.sequencer
  if (by === 'hub') {
    const isThisConsole = own !== null && keys.get(own)?.kind === 'console'
    return { by, isThisConsole, text: 'Any console that is up to date settles, through the hub.' }
  }
  if (settings.registrar === own) {
    return { by, isThisConsole: true, text: 'This console settles the changes of everybody.' }
  }
  const name = capitalConsole(callConsole(org, settings.registrar))
  return { by, isThisConsole: false, text: `${name} settles the changes of everybody.` }
}

function capitalConsole(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

/** Null when it belongs to somebody whom the reader may not see. */
function presentConsole(
  org: Org,
  key: EnrolledKey,
  { headN, isThis, hasMet }: { readonly headN: number; readonly isThis: boolean; readonly hasMet: boolean },
): ConsoleStatus | null {
  const state = org.state()
  const seen = key.staffId === null ? 'full' : seeingPerson(org, key.staffId)
  if (seen === 'hidden') return null
  const person = key.staffId === null ? undefined : state.staff.get(key.staffId)
  const { registrar, sequencer } = state.settings
  const heard = isThis ? undefined : org.line.notes.heard().find((row) => row.key === key.id)
  const said = heard === undefined ? null : readGreeting(heard.bytes)
  const word = said?.ok === true ? said.value.record : null
  const n = isThis ? org.revision().n : (word?.head.n ?? null)
  const heardMs = isThis ? org.now() : (heard?.heardAtMs ?? null)
  const behind = n === null ? null : Math.max(0, headN - n)
  const pending = isThis ? org.line.pendingCount() : (word?.pending ?? null)
  // Before the first exchange nobody can have been heard.
  const sinceMs = isThis ? null : (heardMs ?? (hasMet ? enrolledAt(org, key) : null))
  return {
    key: key.id,
    name: seen === 'full' && (key.staffId !== null || isThis) ? key.name : '',
    person: person === undefined ? null : { staffId: person.id, name: callPerson(org, person.id) },
    isThis,
    settles: sequencer === 'registrar' && key.id === registrar,
    heardMs,
    n,
    behind,
    pending,
    text: wordsOf({ isThis, heardMs, behind, ahead: n === null ? 0 : Math.max(0, n - headN), pending }),
    isSilent: sinceMs !== null && org.now() - sinceMs >= silentAfterMs,
  }
}

function wordsOf({
  isThis,
  heardMs,
  behind,
  ahead,
  pending,
}: Pick<ConsoleStatus, 'isThis' | 'heardMs' | 'behind' | 'pending'> & { readonly ahead: number }): string {
  if (heardMs === null) return 'not heard from yet'
  const waits = pending ?? 0
  const parts = [
    ...(waits > 0
      ? [`${waits.toLocaleString('en')} ${waits === 1 ? 'change' : 'changes'} pending ${isThis ? 'here' : 'there'}`]
      : []),
    ...((behind ?? 0) > 0 ? [`${entries(behind!)} behind`] : []),
    ...(ahead > 0 ? [`${entries(ahead)} ahead`] : []),
  ]
  if (parts.length > 0) return parts.join(', ')
  return isThis ? 'this console' : 'up to date'
}

function entries(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`
}

/** What a console signed of the end of its line does not fit the line here: it was cut short, or there are two. */
function warnOfHead(org: Org, one: ConsoleStatus, headN: number): string | null {
  if (one.isThis || one.n === null || one.n === 0) return null
  const name = callConsole(org, one.key)
  if (one.n > headN) {
    return `${capitalConsole(name)} has ${entries(one.n - headN)} that did not come here: a copy may be under way, or files were taken out of the meeting place. Exchange again; if it stays so, let that console exchange.`
  }
  const heard = org.line.notes.heard().find((row) => row.key === one.key)
  const said = heard === undefined ? null : readGreeting(heard.bytes)
  if (said?.ok !== true || org.line.hashOf(one.n) === said.value.record.head.hash) return null
  return `${capitalConsole(name)} has another entry ${one.n.toLocaleString('en')} than this desktop: two lines were settled. Compare both before anything else is done.`
}

/** When a console came in; the first is as old as the organization. */
function enrolledAt(org: Org, { staffId }: EnrolledKey): number | null {
  return staffId === null ? org.line.settledState().settings.createdAtMs : findLastEnrolled(org.store.db, staffId)
}

/** This desktop itself has met nobody for long, though it did before. */
function warnOfOwnSilence(org: Org, goodMs: number, own: KeyId | null): string[] {
  if (goodMs === 0 || org.now() - goodMs < silentAfterMs) return []
  const { settings } = org.line.settledState()
  const pending = org.line.pendingCount()
  const waits =
    settings.sequencer === 'registrar' && settings.registrar === own
      ? ' It settles the changes, so that those of everybody else wait for it.'
      : pending > 0
        ? ` Nobody else knows of what is pending here (${pending.toLocaleString('en')}).`
        : ' What others changed meanwhile is not known here.'
  return [`This desktop has exchanged nothing for ${daysSince(org, goodMs)} days.${waits} Exchange now.`]
}

function daysSince(org: Org, atMs: number): number {
  return Math.floor((org.now() - atMs) / dayMs)
}

function warnOfSilence(org: Org, one: ConsoleStatus): string {
  const name = callConsole(org, one.key)
  const silence =
    one.heardMs === null
      ? `${capitalConsole(name)} has never been heard from.`
      : `${capitalConsole(name)} has not been heard from for ${daysSince(org, one.heardMs)} days.`
  if (one.settles) {
    return `${silence} It settles the changes, so that yours wait for it. If it is lost, take over with the recovery words.`
  }
  return `${silence} Edits that wait there are not known here; revoke its key if it is lost.`
}

/** Where “exchange now” goes: the place that this desktop remembers, else where an exchange last went. */
export function findMeetingPlace(org: Org, home: string): MeetingPlace | null {
  const remembered = readPlace(home, org.orgId).place
  if (remembered !== null) return remembered
  const last = lastPlace(org.line.notes.places())
  return last === undefined || last.kind === 'mail'
    ? null
    : { kind: last.kind === 'hub' ? 'hub' : 'folder', address: last.address }
}

function presentPlace(org: Org, session: Session): Status['place'] {
  const place = findMeetingPlace(org, session.host.home)
  if (place === null) return null
  if (place.kind === 'folder') return { ...place, isEnough: true }
  const url = readHubUrl(withPassword(session, place.address))
  // PostgreSQL’s own variable is asked where the URL holds no password.
  return { ...place, isEnough: url.ok && (url.value.password ?? process.env.PGPASSWORD) !== undefined }
}

/** What came from other desktops since then; left out: since the beginning of yesterday, by the organization’s clock. */
export function arrivalsOf(org: Org, { host }: Session, sinceMs: number | undefined): Arrivals {
  const keyring = openKeyring(host.home)
  const ownKeys = [...org.line.settledState().keys.keys()].filter((key) => keyring.has(key))
  return { sinceMs: sinceMs ?? startOfYesterday(org), ownKeys }
}

function readArrived(org: Org, arrivals: Arrivals, limit: number): Status['arrived'] {
  const { sinceMs } = arrivals
  const arrived = listArrived(org.store.db, arrivals, mostArrived)
  const seen = seesEverybody(org) ? arrived : arrived.filter(({ item }) => seesItem(org, item))
  return {
    sinceMs,
    total: seen.length,
    items: seen.slice(0, limit).map(({ item }) => {
      const { lastN, author, settledAtMs, title, details } = describeItem(org, item)
      return { item, n: lastN, by: author, settledAtMs, sentence: title, details }
    }),
  }
}

/** Whether nobody at all is hidden from the reader. */
function seesEverybody(org: Org): boolean {
  const { hiddenRoles, places } = seenBy(org)
  return hiddenRoles.length === 0 && places === null
}

/** Whether an item is about nobody, or about somebody whom the reader may see. */
function seesItem(org: Org, item: string): boolean {
  const { db } = org.store
  let looked = 0
  for (const { changeId } of listParts(db, item)) {
    const change = believeChange(readChangeBytes(db, changeId))
    for (const id of change.ok ? subjectsOf(change.value.intent) : []) {
      if (seeingPerson(org, id) !== 'hidden') return true
      looked += 1
      if (looked === mostSubjects) return false
    }
  }
  return looked === 0
}

/** By the organization’s clock. */
function startOfYesterday(org: Org): number {
  const { timeZone } = org.state().settings
  const day = whenIn(timeZone).isoDay(org.now() - dayMs)
  return readInstant(day, timeZone, 'start') ?? org.now() - dayMs
}
