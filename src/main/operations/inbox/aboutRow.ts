import type { ChangeKind, ChangeRow, Intent } from '../../../shared/domain/change'
import { findRole } from '../../../shared/domain/cellReach'
import { collections } from '../../../shared/domain/documents'
import type { StaffId } from '../../../shared/domain/ids'
import type { Org } from '../../org/Org'
import { callPerson } from '../callPerson'
import { permissionName } from '../present'

/** One row of a change with its kind. */
export type KindRow = {
  [Kind in Exclude<ChangeKind, 'org.create'>]: { readonly kind: Kind; readonly row: ChangeRow<Kind> }
}[Exclude<ChangeKind, 'org.create'>]

export function kindRow(intent: Intent, number: number): KindRow | null {
  if (intent.kind === 'org.create') return null
  const row = intent.body.rows[number]
  return row === undefined ? null : ({ kind: intent.kind, row } as KindRow)
}

/** A change with this row alone. */
export function intentOf({ kind, row }: KindRow): Intent {
  return { kind, body: { rows: [row] } } as unknown as Intent
}

/** Everybody whom a row names: who may not see one of them sees nothing of it (S0.14). */
export function peopleOf({ kind, row }: KindRow): StaffId[] {
  if (kind === 'staff.merge') return [row.staffId, row.into]
  if (kind === 'registrar.set') return row.takeOver === undefined ? [] : [row.takeOver.staffId]
  return 'staffId' in row && row.staffId !== undefined ? [row.staffId] : []
}

/** What two rows have to share to be about the same thing. */
export function thingOf({ kind, row }: KindRow): string {
  if ('staffId' in row && row.staffId !== undefined) return `staff ${row.staffId}`
  if (kind === 'grant.set') return `cell ${row.role} ${row.permission}`
  if (kind === 'switch.set') return `switch ${row.switch} ${row.key}`
  if (kind === 'document.set') return `document ${row.collection} ${row.key}`
  if ('place' in row) return `place ${row.place}`
  if ('role' in row) return `role ${row.role}`
  if ('permission' in row) return `permission ${row.permission}`
  if (kind === 'area.set') return `area ${row.area}`
  return kind.split('.')[0]!
}

/** Kinds of changes that edit the same side of a thing, so that they can meet. */
const sides: readonly (readonly ChangeKind[])[] = [
  ['staff.setRole', 'staff.demote', 'staff.reassign', 'staff.add'],
  ['staff.setState', 'staff.remove', 'staff.restore', 'staff.purge', 'staff.merge', 'staff.add'],
  ['staff.edit', 'staff.add'],
  ['staff.assign'],
  ['staff.grant'],
  ['place.create', 'place.edit', 'place.delete'],
  ['grant.set', 'blueprint.update', 'blueprint.own'],
  ['switch.set'],
  ['document.set'],
  ['org.edit', 'sequencer.set'],
  ['role.create', 'role.edit', 'role.move', 'role.delete'],
  ['permission.create', 'permission.edit', 'permission.delete', 'area.set'],
  ['blueprint.own', 'blueprint.update'],
  ['key.enroll', 'key.revoke'],
  ['registrar.set'],
  ['recovery.set'],
  ['inbox.close'],
]

/** What takes or brings back a person, whichever side was edited. */
const presence: readonly ChangeKind[] = ['staff.remove', 'staff.merge', 'staff.purge', 'staff.restore']

/** The kinds of changes that can stand against one of this kind for this reason. */
export function metKinds(kind: ChangeKind, code: string): readonly ChangeKind[] {
  if (['removed', 'not-removed', 'purged'].includes(code)) return presence
  return sides.filter((side) => side.includes(kind)).flat()
}

/** What a row is about, for the middle of a sentence. */
export function callThing(org: Org, about: KindRow): string {
  const state = org.state()
  const { kind, row } = about
  const who = 'staffId' in row && row.staffId !== undefined ? callPerson(org, row.staffId) : 'this person'
  switch (kind) {
    case 'staff.setRole':
    case 'staff.demote':
    case 'staff.reassign':
      return `the role of ${who}`
    case 'staff.assign':
      return `the places of ${who}`
    case 'staff.grant':
      return `the grants of ${who}`
    case 'staff.edit':
      return `the details of ${who}`
    case 'staff.add':
    case 'staff.setState':
    case 'staff.remove':
    case 'staff.restore':
    case 'staff.purge':
    case 'staff.merge':
      return who
    case 'place.create':
    case 'place.edit':
    case 'place.delete':
      return state.places.get(row.place)?.name ?? row.place
    case 'grant.set':
      return `${permissionName(state, row.permission)} of ${findRole(state.blueprint, row.role)?.name ?? row.role}`
    case 'switch.set': {
      const { features, products, settings } = state.blueprint
      const named = { feature: features, product: products, setting: settings }[row.switch]
      return named.find((one) => one.key === row.key)?.name ?? row.key
    }
    case 'document.set':
      return `the ${collections[row.collection].name}`
    case 'org.edit':
      return 'the settings of the organization'
    case 'role.create':
    case 'role.edit':
    case 'role.move':
    case 'role.delete':
      return `the role ${findRole(state.blueprint, row.role)?.name ?? row.role}`
    case 'permission.create':
    case 'permission.edit':
    case 'permission.delete':
      return `the permission ${permissionName(state, row.permission)}`
    case 'area.set':
      return `the area ${state.blueprint.areas.find((one) => one.key === row.area)?.name ?? row.area}`
    case 'blueprint.own':
    case 'blueprint.update':
      return 'the blueprint'
    case 'key.enroll':
    case 'key.revoke':
      return row.staffId === undefined ? 'the key of a console' : `the keys of ${who}`
    case 'registrar.set':
    case 'sequencer.set':
      return 'who settles the changes'
    case 'recovery.set':
      return 'the recovery words'
    case 'inbox.close':
      return 'the item of the inbox'
  }
}
