import type { ChangeKind, Intent } from '../../shared/domain/change'
import { callBoth } from '../../shared/domain/callBoth'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import { collections } from '../../shared/domain/documents'
import { formatEnd } from '../../shared/domain/formatEnd'
import type { KeyId, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { whenIn } from '../../shared/domain/whenIn'
import type { OperationOutput } from '../../shared/operations/contract'
import { finalKinds } from '../changes/invertChange'
import type { Org } from '../org/Org'
import { intentsOfItem, readItemHead, whyNotUndo } from '../org/undoItem'
import { countSubjects, type ItemPart, listParts } from '../store/queries/historyItems'
import { findPersonal } from '../store/queries/personalValues'
import { reachWords } from './describeCell'
import { describeDefinition } from './describeDefinition'
import { permissionName } from './present'
import { describeReview } from './reviews/describeReview'
import { seeingPerson } from './seenBy'
import { type ItemSight, sightOfItem } from './sightOfItem'

type HistoryItem = OperationOutput<'log.list'>['items'][number]

/** More rows than this are told as a number, and their undo is judged when it is asked for. */
const mostDetails = 50

/** One history item in words, with names as the reader may see them. */
export function describeItem(org: Org, item: string, onceWritable = false): HistoryItem {
  const parts = listParts(org.store.db, item)
  const first = parts[0]!
  const last = parts.at(-1)!
  const rows = parts.reduce((sum, part) => sum + part.rowCount, 0)
  const intents = rows > mostDetails ? [] : intentsOfItem(org, item)
  const sight = sightOfItem(org, item, first.author)
  const all = intents.flatMap((intent) => describeIntent(org, intent))
  // Each "removed somebody" would count the people whom the reader may not see.
  const sentences = sight.seen === null ? all : [...new Set(all)]
  const { undoes, noteHash, at } = readItemHead(org, item, first)
  const title =
    rows === 1 && sentences[0] !== undefined ? sentences[0] : titleOf(item, parts, intents, rows, org, sight)
  return {
    item,
    n: first.n,
    lastN: last.n,
    settledAtMs: last.settledAtMs,
    at,
    kinds: [...new Set(parts.map((part) => part.kind))],
    changes: parts.map((part) => part.changeId),
    author: { staffId: first.author, name: callPerson(org, first.author) },
    title: undoes === null ? title : `took back: ${title}`,
    details: sentences.length > 1 ? sentences : [],
    // Free words may name anybody.
    note: noteHash === null || sight.hidesNote ? null : (findPersonal(org.store.db, noteHash) ?? null),
    rows: sight.seen ?? rows,
    undo: judgeUndo(org, item, parts, rows > mostDetails ? null : intents, onceWritable),
  }
}

function judgeUndo(
  org: Org,
  item: string,
  parts: readonly ItemPart[],
  /** Null for more than are read here. */
  intents: readonly Intent[] | null,
  onceWritable: boolean,
): HistoryItem['undo'] {
  const isPresent = org.kind === 'org' && org.asOf === null && org.viewedAs === null && org.actor !== null
  if (org.mode === 'read-only' && !(onceWritable && isPresent)) {
    return { possible: false, because: org.readOnlyBecause ?? 'This organization is open for reading only.' }
  }
  const isFinal = parts.some((part) => finalKinds.has(part.kind))
  // Whether a place is still in use takes a look at everyone, so that is asked when somebody undoes.
  const isCostly = intents === null || parts.some((part) => part.kind.startsWith('place.'))
  if (!isFinal && isCostly) return { possible: true, because: '' }
  const because = whyNotUndo(org, item, intents ?? undefined)
  return because === null ? { possible: true, because: '' } : { possible: false, because }
}

function titleOf(
  item: string,
  parts: readonly ItemPart[],
  intents: readonly Intent[],
  rows: number,
  org: Org,
  { seen }: ItemSight,
): string {
  const several = (number: number, one: string, many: string) =>
    seen === null ? count(number, one, many) : `several ${many}`
  const people = (number: number) => several(number, 'person', 'people')
  if (isMerge(parts)) return 'merged a place into another'
  const added = sumRows(parts, 'staff.add')
  if (added > 0 && parts.length > 1) {
    const places = sumRows(parts, 'place.create')
    return `imported ${people(added)}${places === 0 ? '' : ` and ${count(places, 'place', 'places')}`}`
  }
  const deleted = parts.find((part) => part.kind === 'role.delete')
  if (deleted !== undefined && parts.length > 1) {
    const moved = sumRows(parts, 'staff.setRole') + sumRows(parts, 'staff.reassign')
    const role = intents.flatMap((intent) =>
      intent.kind === 'role.delete' ? intent.body.rows.map((row) => row.from.name) : [],
    )
    return `deleted ${role[0] === undefined ? 'a role' : `the role ${role[0]}`} and gave its ${people(moved)} another`
  }
  const kind = parts[0]?.kind
  const accepted = kind === 'inbox.close' && parts.length > 1 ? titleOfAccepted(parts, intents, rows, org) : null
  if (accepted !== null) return accepted
  const whole = titleOfWhole(intents, org)
  if (whole !== null) return whole
  if (parts.every((part) => part.kind === kind)) {
    switch (kind) {
      case 'staff.add':
        return `added ${people(rows)}`
      case 'staff.remove':
        return `removed ${people(rows)}`
      case 'staff.restore':
        return `restored ${people(rows)}`
      case 'staff.setRole':
        return `changed the role of ${people(rows)}`
      case 'grant.set':
        return `changed ${count(rows, 'permission', 'permissions')}`
      case 'staff.purge':
        return `purged ${people(rows)}`
      case 'staff.setState':
        return `changed the state of ${people(rows)}`
      case 'staff.merge':
        return `merged ${people(rows)}`
      case 'staff.grant':
        return `changed ${several(rows, 'personal grant', 'personal grants')}`
      case 'staff.assign': {
        if (intents.length === 0) {
          return `changed ${several(rows, 'assignment', 'assignments')} of ${people(countSubjects(org.store.db, item))}`
        }
        const subjects = new Set(
          intents.flatMap((intent) =>
            intent.kind === 'staff.assign' ? intent.body.rows.map((row) => row.staffId) : [],
          ),
        )
        return subjects.size === 1
          ? `changed the places of ${callPerson(org, [...subjects][0]!)}`
          : `changed ${several(rows, 'assignment', 'assignments')}`
      }
      case 'place.create':
        return `added ${count(rows, 'place', 'places')}`
      case 'key.enroll':
        return titleOfEnrolment(intents, org) ?? `enrolled ${several(rows, 'key', 'keys')}`
      case 'key.revoke':
        return titleOfRevocation(intents, org) ?? `revoked ${several(rows, 'key', 'keys')}`
      case 'inbox.close': {
        const as = intents.flatMap((intent) => (intent.kind === 'inbox.close' ? intent.body.rows : []))[0]?.to
        const items = count(rows, 'item', 'items')
        return as === 'open' ? `put ${items} back into the inbox` : `${as ?? 'closed'} ${items} of the inbox`
      }
      case 'document.set': {
        const documents = intents.flatMap((intent) => (intent.kind === 'document.set' ? intent.body.rows : []))
        const isReview = documents.length > 0 && documents.every(({ collection }) => collection === 'review')
        const sentence = isReview ? describeReview(org.state(), documents)[0] : undefined
        return sentence ?? `wrote down ${count(rows, 'document', 'documents')}`
      }
    }
  }
  const deeds = intents.flatMap((intent) => describeIntent(org, intent))
  return deeds.length > 0 && deeds.length <= 3 ? deeds.join(', ') : `made ${several(rows, 'change', 'changes')}`
}

/** Items of the inbox that were taken over: what was done by it is what counts. */
function titleOfAccepted(
  parts: readonly ItemPart[],
  intents: readonly Intent[],
  rows: number,
  org: Org,
): string | null {
  const items = sumRows(parts, 'inbox.close')
  const deeds = intents.slice(1).flatMap((intent) => describeIntent(org, intent))
  const accepted = `accepted ${items === 1 ? 'an item' : `${items.toLocaleString('en')} items`} of the inbox`
  if (intents.length > 0 && intents[0]!.kind === 'inbox.close' && intents[0]!.body.rows[0]!.to !== 'accepted')
    return null
  return deeds.length > 0 && deeds.length <= 2
    ? `${accepted}: ${deeds.join(', ')}`
    : `${accepted}: ${count(rows - items, 'change', 'changes')}`
}

/** A new desktop brings two keys of one person, one that signs and one of the console. */
function titleOfEnrolment(intents: readonly Intent[], org: Org): string | null {
  const rows = intents.flatMap((intent) => (intent.kind === 'key.enroll' ? intent.body.rows : []))
  const [first] = rows
  if (first === undefined || rows.some(({ staffId }) => staffId !== first.staffId)) return null
  if (rows.length !== 2 || new Set(rows.map(({ to }) => to.kind)).size !== 2) return null
  const name = findPersonal(org.store.db, first.to.name.hash)
  const which = seeingPerson(org, first.staffId) === 'full' && name ? `the desktop “${name}”` : 'a desktop'
  return `enrolled ${which} for ${callPerson(org, first.staffId)}: its console and a key to sign with`
}

function titleOfRevocation(intents: readonly Intent[], org: Org): string | null {
  const rows = intents.flatMap((intent) => (intent.kind === 'key.revoke' ? intent.body.rows : []))
  const [first] = rows
  if (first?.staffId === undefined || rows.some(({ staffId }) => staffId !== first.staffId)) return null
  return `revoked ${count(rows.length, 'key', 'keys')} of ${callPerson(org, first.staffId)}`
}

/** What a merge of two places leaves: people, grants and places that move, and at last the place that goes. */
const mergeKinds: ReadonlySet<ChangeKind> = new Set(['staff.assign', 'staff.grant', 'place.edit', 'place.delete'])

function isMerge(parts: readonly ItemPart[]): boolean {
  const last = parts.at(-1)!
  const ends = last.rowCount === 1 && (last.kind === 'place.delete' || last.kind === 'place.edit')
  return parts.length > 1 && ends && parts.every((part) => mergeKinds.has(part.kind))
}

/** Several changes that are one deed: a guided way down, a merge, a cover. */
function titleOfWhole(intents: readonly Intent[], org: Org): string | null {
  const deed = intents.find((intent) => intent.kind === 'staff.demote' || intent.kind === 'staff.merge')
  if (deed !== undefined) return describeIntent(org, deed)[0] ?? null
  const ends = intents.flatMap((intent): { staffId: StaffId | null; untilMs: number | null }[] =>
    intent.kind === 'staff.assign' || intent.kind === 'staff.grant'
      ? intent.body.rows.map(({ staffId, to }) => ({ staffId, untilMs: to?.untilMs ?? null }))
      : [{ staffId: null, untilMs: null }],
  )
  const first = ends[0]
  if (first === undefined || first.staffId === null || first.untilMs === null || ends.length < 2) return null
  const { staffId, untilMs } = first
  const isCover = ends.every((row) => row.staffId === staffId && row.untilMs === untilMs)
  return isCover ? `gave ${callPerson(org, staffId)} cover${untilWords(org, untilMs)}` : null
}

function sumRows(parts: readonly ItemPart[], kind: ChangeKind): number {
  return parts.reduce((sum, part) => sum + (part.kind === kind ? part.rowCount : 0), 0)
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** A sentence for each row, or for the whole where rows say nothing alone. */
export function describeIntent(org: Org, intent: Intent): string[] {
  const state = org.state()
  const who = (id: StaffId) => callPerson(org, id)
  const role = (key: RoleKey) => findRole(state.blueprint, key)?.name ?? key
  const place = (id: PlaceId) => state.places.get(id)?.name ?? id
  switch (intent.kind) {
    case 'org.create':
      return [`created ${intent.body.name} from the blueprint ${intent.body.blueprint.name}`]
    case 'org.edit':
      return intent.body.rows.map(({ from, to }) =>
        [
          ...(to.name === undefined ? [] : [`renamed the organization from ${from.name} to ${to.name}`]),
          ...(to.timeZone === undefined ? [] : [`moved its time zone from ${from.timeZone} to ${to.timeZone}`]),
        ].join(', '),
      )
    case 'staff.add':
      return intent.body.rows.map(
        (row) => `${row.to.state === 'invited' ? 'invited' : 'added'} ${who(row.staffId)} as ${role(row.to.role)}`,
      )
    case 'staff.edit':
      return intent.body.rows.map((row) => describeEdit(org, row))
    case 'staff.setState':
      return intent.body.rows.map((row) =>
        row.to === 'active' ? `marked ${who(row.staffId)} as active` : `marked ${who(row.staffId)} as invited`,
      )
    case 'staff.setRole':
    case 'staff.reassign':
      return intent.body.rows.map((row) => `moved ${who(row.staffId)} from ${role(row.from)} to ${role(row.to)}`)
    case 'staff.demote':
      return intent.body.rows.map(
        (row) => `moved ${who(row.staffId)} down from ${role(row.from)} to ${role(row.to)}, the guided way`,
      )
    case 'staff.merge':
      return intent.body.rows.map((row) => {
        const called = (id: StaffId) => ({ name: who(id), apart: emailOf(org, id) })
        const [merged, into] = callBoth(called(row.staffId), called(row.into))
        return `merged ${merged} into ${into}`
      })
    case 'staff.assign':
      return intent.body.rows.map((row) => {
        if (row.to === null) return `took ${place(row.place)} from ${who(row.staffId)}`
        const until = untilWords(org, row.to.untilMs)
        return `assigned ${who(row.staffId)} to ${place(row.place)}${until}`
      })
    case 'staff.grant':
      return intent.body.rows.map((row) => {
        const permission = permissionName(state, row.permission)
        if (row.to === null) return `took the personal grant of ${permission} from ${who(row.staffId)}`
        const at = row.to.places === null ? '' : ` at ${row.to.places.map(place).join(', ')}`
        return `gave ${permission} (${reachWords[row.to.reach]}) to ${who(row.staffId)}${at}${untilWords(org, row.to.untilMs)}`
      })
    case 'staff.remove':
      return intent.body.rows.map((row) => `removed ${who(row.staffId)}, in Restore until purged`)
    case 'staff.restore':
      return intent.body.rows.map((row) => `restored ${who(row.staffId)}`)
    case 'staff.purge':
      return intent.body.rows.map(() => 'purged a person: name and e-mail are erased for good')
    case 'place.create':
      return intent.body.rows.map(
        (row) => `added ${row.to.name}${row.to.parent === null ? '' : ` under ${place(row.to.parent)}`}`,
      )
    case 'place.edit':
      return intent.body.rows.map((row) => describePlaceEdit(row, place))
    case 'place.delete':
      return intent.body.rows.map((row) => `took ${row.from.name} out again`)
    case 'grant.set':
      return intent.body.rows.map((row) => {
        const isOpen = findPermission(state.blueprint, row.permission)?.grants[row.role] === 'unspecified'
        const standard =
          findPermission(state.blueprint, row.permission) === undefined
            ? 'none'
            : defaultReach(state.blueprint, row.role, row.permission)
        const words = (reach: typeof row.to) =>
          reach === null ? (isOpen ? 'not specified' : `${reachWords[standard]} (the default)`) : reachWords[reach]
        return `${role(row.role)}, ${permissionName(state, row.permission)}: ${words(row.from)} → ${words(row.to)}`
      })
    case 'inbox.close':
      return intent.body.rows.map((row) =>
        row.to === 'open' ? 'put an item back into the inbox' : `${row.to} an item of the inbox`,
      )
    case 'sequencer.set':
      return intent.body.rows.map((row) =>
        row.to === 'hub' ? 'let any console settle changes, through a hub' : 'let one console settle all changes',
      )
    case 'switch.set':
      return intent.body.rows.map((row) => {
        const lists = {
          feature: state.blueprint.features,
          product: state.blueprint.products,
          setting: state.blueprint.settings,
        }
        const named = lists[row.switch].find((one) => one.key === row.key)
        const byDefault = named === undefined ? false : 'on' in named ? named.on : named.active
        return `turned ${named?.name ?? row.key} ${(row.to ?? byDefault) ? 'on' : 'off'}`
      })
    case 'document.set':
      return [
        ...intent.body.rows.filter(({ collection }) => collection !== 'review').map(describeDocument),
        ...describeReview(
          state,
          intent.body.rows.filter(({ collection }) => collection === 'review'),
        ),
      ]
    case 'key.enroll':
      return intent.body.rows.map((row) => {
        const name = findPersonal(org.store.db, row.to.name.hash)
        const which = row.to.kind === 'console' ? 'the console' : 'a key on the console'
        const of = seeingPerson(org, row.staffId) === 'full' && name ? `${which} “${name}”` : which.replace(/^the/, 'a')
        return `enrolled ${of} for ${who(row.staffId)}`
      })
    case 'key.revoke':
      return intent.body.rows.map((row) =>
        row.staffId === undefined ? 'revoked the key of a console' : `revoked a key of ${who(row.staffId)}`,
      )
    case 'registrar.set':
      return intent.body.rows.map((row) =>
        row.takeOver === undefined
          ? `handed the settling of changes over to ${callConsole(org, row.to)}`
          : `took the settling of changes over with the recovery words, for ${who(row.takeOver.staffId)}`,
      )
    case 'recovery.set':
      return ['made new recovery words; the old ones are worthless']
    case 'role.create':
    case 'role.edit':
    case 'role.move':
    case 'role.delete':
    case 'permission.create':
    case 'permission.edit':
    case 'permission.delete':
    case 'area.set':
    case 'blueprint.own':
    case 'blueprint.update':
      return describeDefinition(state, intent)
  }
}

type DocumentRow = Extract<Intent, { kind: 'document.set' }>['body']['rows'][number]

function describeDocument({ collection, key, from, to }: DocumentRow): string {
  const value = to ?? from
  const title = value?.title ?? value?.name
  const named = `the ${collections[collection].name} “${typeof title === 'string' ? title : key}”`
  return to === null ? `struck out ${named}` : `${from === null ? 'wrote down' : 'changed'} ${named}`
}

type EditRow = Extract<Intent, { kind: 'staff.edit' }>['body']['rows'][number]

function describeEdit(org: Org, row: EditRow): string {
  if (seeingPerson(org, row.staffId) !== 'full') return `edited ${callPerson(org, row.staffId)}`
  const value = (hash: { hash: string } | undefined) =>
    hash === undefined ? '?' : (findPersonal(org.store.db, hash.hash) ?? 'an erased value')
  const parts = (['name', 'email'] as const)
    .filter((field) => row.to[field] !== undefined)
    .map((field) => `${field === 'name' ? 'name' : 'e-mail'} ${value(row.from[field])} → ${value(row.to[field])}`)
  return `edited ${callPerson(org, row.staffId)}: ${parts.join(', ')}`
}

type PlaceEditRow = Extract<Intent, { kind: 'place.edit' }>['body']['rows'][number]

function describePlaceEdit(row: PlaceEditRow, place: (id: PlaceId) => string): string {
  const parts: string[] = []
  if (row.to.name !== undefined) parts.push(`renamed ${row.from.name} to ${row.to.name}`)
  if (row.to.parent !== undefined) {
    parts.push(`moved ${place(row.place)} ${row.to.parent === null ? 'to the top' : `under ${place(row.to.parent)}`}`)
  }
  if (row.to.isArchived !== undefined)
    parts.push(`${row.to.isArchived ? 'archived' : 'brought back'} ${place(row.place)}`)
  return parts.join(', ')
}

/** A console as the reader may know it: whose it is and what it is called only when they may see that person. */
export function callConsole(org: Org, id: KeyId): string {
  const key = org.state().keys.get(id)
  if (key === undefined) return 'a console'
  if (key.staffId === null) return 'the first console'
  const name = seeingPerson(org, key.staffId) === 'full' && key.name !== '' ? `“${key.name}”` : 'a console'
  return `${name} of ${callPerson(org, key.staffId)}`
}

/** A person's name as the reader may know it: of hidden people only what the blueprint says instead (S0.14). */
export function callPerson(org: Org, id: StaffId): string {
  const state = org.state()
  const person = state.staff.get(id)
  if (person === undefined) return 'somebody'
  if (person.state === 'purged') return 'a purged person'
  if (seeingPerson(org, id) === 'hidden') {
    return state.blueprint.visibility.hidden.find((rule) => rule.role === person.role)?.calledInstead ?? 'somebody'
  }
  return person.name ?? 'a purged person'
}

/** An e-mail address for a reader who sees it in the list too, else null. */
function emailOf(org: Org, id: StaffId): string | null {
  return seeingPerson(org, id) === 'full' ? (org.state().staff.get(id)?.email ?? null) : null
}

/** What ends by itself says so, before and after. */
function untilWords(org: Org, untilMs: number | null): string {
  if (untilMs === null) return ''
  return ` until ${formatEnd(untilMs, org.state().settings.timeZone)}${untilMs <= org.now() ? ' (ended)' : ''}`
}

/** An instant by the organization’s clock. */
export function formatInstant(state: OrgState, atMs: number): string {
  return whenIn(state.settings.timeZone).instant(atMs)
}

export function describeItems(
  org: Org,
  items: readonly { readonly item: string }[],
  onceWritable = false,
): HistoryItem[] {
  return items.map(({ item }) => describeItem(org, item, onceWritable))
}
