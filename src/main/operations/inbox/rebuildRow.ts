import canonicalize from 'canonicalize'
import type { PersonalValue } from '../../../shared/domain/change'
import { documentKey } from '../../../shared/domain/documents'
import { grantKey, switchKey } from '../../../shared/domain/orgState'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'
import { personalValue, type Sources } from '../../org/personalValues'
import { findPersonal } from '../../store/queries/personalValues'
import { assignmentAt } from '../staffEdits'
import type { KindRow } from './aboutRow'

/** A row that wants the same and has seen what is so now. `row` null: it is so already. */
export interface Rebuilt {
  readonly row: KindRow | null
  readonly personal: readonly PersonalValue[]
}

export type Instead = NonNullable<OperationInput<'inbox.accept'>['instead']>

/** Kinds of rows whose author saw a value of the sort that they wanted, so that it can be wanted again. */
const keepsBefore = [
  'staff.setRole',
  'staff.setState',
  'staff.assign',
  'staff.grant',
  'staff.edit',
  'place.edit',
  'grant.set',
  'switch.set',
  'document.set',
  'org.edit',
] as const

export function hasBefore({ kind }: KindRow): boolean {
  return (keepsBefore as readonly string[]).includes(kind)
}

/** Which of the other values a row can take. */
export function takes({ kind, row }: KindRow): keyof Instead | null {
  switch (kind) {
    case 'staff.setRole':
    case 'staff.add':
      return 'role'
    case 'grant.set':
      return 'reach'
    case 'staff.grant':
      return row.to === null ? null : 'reach'
    case 'switch.set':
      return 'on'
    case 'staff.edit':
      return row.to.name !== undefined ? 'name' : 'email'
    case 'place.edit':
    case 'org.edit':
      return row.to.name === undefined ? null : 'name'
    default:
      return null
  }
}

/**
 * The edit of an item anew, for whoever takes it over. Whether they may, and whether it fits what is there now, is for the
 * door to judge.
 */
export function rebuildRow(
  org: Org,
  sources: Sources,
  given: KindRow,
  instead: Instead,
): Result<Rebuilt, 'cannot-accept'> {
  const state = org.state()
  const about = instead.before === true && hasBefore(given) ? backTo(given) : given
  const { kind, row } = about
  const plain = (next: KindRow['row']) => done<Rebuilt>({ row: { kind, row: next } as KindRow, personal: [] })
  const same = done<Rebuilt>({ row: null, personal: [] })
  switch (kind) {
    case 'staff.setRole':
    case 'staff.demote':
    case 'staff.reassign': {
      const from = state.staff.get(row.staffId)?.role ?? row.from
      const to = instead.role ?? row.to
      return from === to ? same : plain({ ...row, from, to })
    }
    case 'staff.setState': {
      const now = state.staff.get(row.staffId)?.state
      if (now === row.to) return same
      return plain({ ...row, from: now === 'invited' || now === 'active' ? now : row.from })
    }
    case 'staff.remove':
    case 'staff.merge': {
      const now = state.staff.get(row.staffId)?.state
      if (now === 'removed') return same
      return plain({ ...row, from: now === 'invited' || now === 'active' ? now : row.from })
    }
    case 'staff.restore': {
      const now = state.staff.get(row.staffId)?.state
      return now === 'invited' || now === 'active' ? same : plain(row)
    }
    case 'staff.purge':
      return state.staff.get(row.staffId)?.state === 'purged' ? same : plain(row)
    case 'staff.assign': {
      const person = state.staff.get(row.staffId)
      const from = person === undefined ? row.from : assignmentAt(person, row.place)
      return isEqual(from, row.to) ? same : plain({ ...row, from })
    }
    case 'staff.grant': {
      const now = state.staff.get(row.staffId)?.personalGrants.find((one) => one.permission === row.permission)
      const from =
        now === undefined
          ? null
          : { reach: now.reach, places: now.places === null ? null : [...now.places], untilMs: now.untilMs }
      const reach = instead.reach ?? row.to?.reach
      const to = row.to === null || reach === undefined ? row.to : { ...row.to, reach }
      return isEqual(from, to) ? same : plain({ ...row, from, to })
    }
    case 'staff.edit': {
      const person = state.staff.get(row.staffId)
      const personal: PersonalValue[] = []
      const from: { name?: { hash: string }; email?: { hash: string } } = {}
      const to: typeof from = {}
      for (const field of ['name', 'email'] as const) {
        const named = row.to[field]
        if (named === undefined) continue
        const wanted = instead[field] ?? findPersonal(org.store.db, named.hash)
        if (wanted === undefined) return erased
        if (wanted === person?.[field]) continue
        const before = personalValue(sources, row.staffId, field, person?.[field] ?? '')
        const after = personalValue(sources, row.staffId, field, wanted)
        personal.push(before, after)
        from[field] = { hash: before.hash }
        to[field] = { hash: after.hash }
      }
      if (personal.length === 0) return same
      return done({ row: { kind, row: { staffId: row.staffId, from, to } }, personal })
    }
    case 'staff.add': {
      if (state.staff.has(row.staffId)) return same
      const personal: PersonalValue[] = []
      const named = { name: row.to.name, email: row.to.email }
      for (const field of ['name', 'email'] as const) {
        const value = findPersonal(org.store.db, row.to[field].hash)
        if (value === undefined) return erased
        const again = personalValue(sources, row.staffId, field, value)
        personal.push(again)
        named[field] = { hash: again.hash }
      }
      const role = instead.role ?? row.to.role
      return done({ row: { kind, row: { ...row, to: { ...row.to, ...named, role } } }, personal })
    }
    case 'place.edit': {
      const place = state.places.get(row.place)
      if (place === undefined) return plain(row)
      const from: typeof row.from = {}
      const to: typeof row.to = {}
      const name = row.to.name === undefined ? undefined : (instead.name ?? row.to.name)
      if (name !== undefined && name !== place.name) [from.name, to.name] = [place.name, name]
      if (row.to.parent !== undefined && row.to.parent !== place.parent) {
        ;[from.parent, to.parent] = [place.parent, row.to.parent]
      }
      if (row.to.isArchived !== undefined && row.to.isArchived !== place.isArchived) {
        ;[from.isArchived, to.isArchived] = [place.isArchived, row.to.isArchived]
      }
      return Object.keys(to).length === 0 ? same : plain({ place: row.place, from, to })
    }
    case 'place.delete': {
      const place = state.places.get(row.place)
      return place === undefined ? same : plain({ ...row, from: { name: place.name, parent: place.parent } })
    }
    case 'grant.set': {
      const from = state.grants.get(grantKey(row.role, row.permission))?.reach ?? null
      const to = instead.reach === undefined ? row.to : instead.reach
      return from === to ? same : plain({ ...row, from, to })
    }
    case 'switch.set': {
      const from = state.switches.get(switchKey(row.switch, row.key))?.on ?? null
      const to = instead.on === undefined ? row.to : instead.on
      return from === to ? same : plain({ ...row, from, to })
    }
    case 'document.set': {
      const from = state.documents.get(documentKey(row.collection, row.key))?.value ?? null
      return isEqual(from, row.to) ? same : plain({ ...row, from })
    }
    case 'org.edit': {
      const { settings } = state
      const from: typeof row.from = {}
      const to: typeof row.to = {}
      for (const field of ['name', 'timeZone'] as const) {
        if (row.to[field] === undefined) continue
        const wanted = field === 'name' ? (instead.name ?? row.to.name) : row.to[field]
        if (wanted === undefined || wanted === settings[field]) continue
        from[field] = settings[field]
        to[field] = wanted
      }
      return Object.keys(to).length === 0 ? same : plain({ from, to })
    }
    case 'area.set': {
      const area = state.blueprint.areas.find((one) => one.key === row.area)
      return plain({ ...row, from: area === undefined ? null : { name: area.name } })
    }
    case 'sequencer.set':
      return state.settings.sequencer === row.to ? same : plain({ from: state.settings.sequencer, to: row.to })
    case 'registrar.set':
      if (row.takeOver !== undefined) return byHand
      return state.settings.registrar === row.to ? same : plain({ from: state.settings.registrar, to: row.to })
    case 'inbox.close': {
      const item = state.inbox.get(row.change)
      const from = item?.closed?.as ?? 'open'
      return from === row.to ? same : plain({ ...row, from })
    }
    // These carry a signature of their own, or compare more than a few words: they are made anew where they were made.
    case 'recovery.set':
    case 'blueprint.own':
    case 'blueprint.update':
      return byHand
    case 'place.create':
    case 'key.enroll':
    case 'key.revoke':
    case 'role.create':
    case 'role.edit':
    case 'role.move':
    case 'role.delete':
    case 'permission.create':
    case 'permission.edit':
    case 'permission.delete':
      return plain(row)
  }
}

/** The row that wants what its author saw. */
function backTo({ kind, row }: KindRow): KindRow {
  return { kind, row: { ...row, to: row.from } } as KindRow
}

const erased = failed(
  'cannot-accept',
  'What this edit wanted to write was erased meanwhile, so that it cannot be made again.',
)

const byHand = failed(
  'cannot-accept',
  'An edit of this kind cannot be taken over as it is. Make it again where it was made, and dismiss this item.',
)

function isEqual(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other)
}
