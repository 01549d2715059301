import type { ChangeKind, Intent } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { countSubjects, type ItemPart } from '../store/queries/historyItems'
import { findPersonal } from '../store/queries/personalValues'
import { callPerson } from './callPerson'
import { describeIntent } from './describeIntent'
import { describeReview } from './reviews/describeReview'
import { seeingPerson } from './seenBy'
import type { ItemSight } from './sightOfItem'
import { untilWords } from './untilWords'

/** What was done, in one line: the deed where the changes are one, else how many rows of what. */
export function titleOfItem(
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
