import { signEnrolment, signRecoverySet, signTakeOver } from '../../../../src/main/org/keys/signClaims'
import { updatedBlueprint } from '../../../../src/shared/domain/blueprintVersions'
import { changeBodies, type ChangeKind, type Intent } from '../../../../src/shared/domain/change'
import type { PermissionKey, RoleKey } from '../../../../src/shared/domain/ids'
import { readPermissionEntry } from '../../../../src/shared/domain/permissionDefinition'
import { cloneRole, placeRole, readRoleDefinition } from '../../../../src/shared/domain/roleDefinition'
import { itemId, keys, orgId, people, type Scene } from './scene'

/** One edit as somebody could make it offline. Several intents are made at once, like the app makes them. */
export interface Edit {
  readonly says: string
  readonly intents: readonly Intent[]
  /** A take-over is signed by the keys that it brings. */
  readonly bringsKeys?: true
}

export interface Group {
  readonly title: string
  readonly edits: readonly Edit[]
}

/** Kinds that never meet another edit, and why. Every other kind has to stand in the table. */
export const cannotMeet = {
  'org.create': 'it is the first change of an organization, before which there is nobody to make another',
} as const satisfies Partial<Record<ChangeKind, string>>

/** Personal values by their hash. */
export const personal: Record<string, string> = {}

function hashed(text: string): { hash: string } {
  const hash = Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)
  personal[hash] = text
  return { hash }
}

function intent(kind: Exclude<ChangeKind, 'org.create'>, ...rows: readonly object[]): Intent {
  return { kind, body: changeBodies[kind].parse({ rows }) } as Intent
}

function edit(says: string, kind: Exclude<ChangeKind, 'org.create'>, row: object): Edit {
  return { says, intents: [intent(kind, row)] }
}

const { ada, abe, bo, mia, cy, lea, kit } = people
const harbor = 'location:harbor'
const lone = 'location:lone'
const later = Date.UTC(2030, 0, 1)
const admin = { staffId: abe.id, from: 'administrator', to: 'member' }

const person = (digit: string, name: string, email: string, more: object = {}) => ({
  staffId: digit.repeat(32),
  from: null,
  to: { name: hashed(name), email: hashed(email), role: 'member', state: 'active', assignments: [], ...more },
})
const grant = { staffId: bo.id, permission: 'labels.manage' }
const reach = (untilMs: number | null) => ({ reach: 'all', places: null, untilMs })

/** What anybody with the right to it may want of this organization, by what it is about. */
export function editsOf({ state, original }: Scene): readonly Group[] {
  const { blueprint } = state
  const clerk = readRoleDefinition(state, 'clerk' as RoleKey)!
  const helper = readRoleDefinition(state, 'helper' as RoleKey)!
  const labels = readPermissionEntry(state, 'labels.manage' as PermissionKey)!
  const like = (key: string, name: string, under: string) => ({
    role: key,
    from: null,
    to: cloneRole(state, 'member' as RoleKey, {
      key: key as RoleKey,
      name,
      summary: name,
      under: under as RoleKey,
    }),
  })
  const placing = (key: string) => {
    const { under, manages, managedBy } = readRoleDefinition(state, key as RoleKey)!
    return { under, manages, managedBy }
  }
  const move = (says: string, key: string, under: string) =>
    edit(says, 'role.move', {
      role: key,
      from: placing(key),
      to: placeRole(blueprint, key as RoleKey, under as RoleKey),
    })
  const fleet = (name: string, area = 'settings') => ({
    permission: 'fleet.plan',
    from: null,
    to: { ...labels, after: null, definition: { ...labels.definition, key: 'fleet.plan', name, area }, decided: {} },
  })
  const newer = updatedBlueprint(blueprint, {
    ...blueprint,
    version: 2,
    permissions: [
      ...blueprint.permissions,
      { ...labels.definition, key: 'tags.manage' as PermissionKey, name: 'Tags' },
    ],
  })
  const enrol = (staffId: typeof bo.id) => ({
    staffId,
    key: keys.tablet.id,
    from: null,
    to: { kind: 'operator', publicKey: keys.tablet.publicKey, name: hashed('tablet') },
    proof: signEnrolment(keys.tablet, orgId, staffId, 'operator'),
  })
  const revoke = (staffId: typeof bo.id, key: string) => ({ staffId, key, from: 'enrolled', to: 'revoked' })
  const takeOver = signTakeOver(
    keys.recovery,
    orgId,
    keys.office.id,
    {
      staffId: ada.id,
      console: { publicKey: keys.newConsole.publicKey, name: hashed('new console') },
      operator: { publicKey: keys.newOperator.publicKey, name: hashed('new operator') },
      revokes: [keys.office.id],
    },
    keys.newConsole.id,
  )
  const finding = (reason: string) => ({
    collection: 'finding',
    key: 'unused-role',
    from: null,
    to: { reason, untilMs: null, acceptedAtMs: 0, by: ada.id },
  })
  const close = (to: string) => intent('inbox.close', { change: itemId, from: 'open', to })
  const promote = { staffId: bo.id, from: 'member', to: 'manager' }

  return [
    {
      title: 'One person',
      edits: [
        edit('make Bo a manager', 'staff.setRole', promote),
        edit('make Bo an administrator', 'staff.setRole', { staffId: bo.id, from: 'member', to: 'administrator' }),
        edit('guide Bo down to Clerk', 'staff.demote', { staffId: bo.id, from: 'member', to: 'clerk' }),
        edit('remove Bo', 'staff.remove', { staffId: bo.id, from: 'active', to: 'removed' }),
        edit('mark Bo as invited', 'staff.setState', { staffId: bo.id, from: 'active', to: 'invited' }),
        edit('rename Bo to Bob', 'staff.edit', {
          staffId: bo.id,
          from: { name: hashed('Bo') },
          to: { name: hashed('Bob') },
        }),
        edit('rename Bo to Beau', 'staff.edit', {
          staffId: bo.id,
          from: { name: hashed('Bo') },
          to: { name: hashed('Beau') },
        }),
        edit('give Bo Harbor', 'staff.assign', { staffId: bo.id, place: harbor, from: null, to: { untilMs: null } }),
        edit('give Bo Harbor until 2030', 'staff.assign', {
          staffId: bo.id,
          place: harbor,
          from: null,
          to: { untilMs: later },
        }),
        edit('take Riverton from Bo', 'staff.assign', {
          staffId: bo.id,
          place: 'location:riverton',
          from: { untilMs: null },
          to: null,
        }),
        edit('give Bo the labels', 'staff.grant', { ...grant, from: null, to: reach(null) }),
        edit('give Bo the labels until 2030', 'staff.grant', { ...grant, from: null, to: reach(later) }),
        edit('merge Bo into Mia', 'staff.merge', { staffId: bo.id, into: mia.id, from: 'active', to: 'removed' }),
        edit('merge Mia into Bo', 'staff.merge', { staffId: mia.id, into: bo.id, from: 'active', to: 'removed' }),
      ],
    },
    {
      title: 'Somebody in Restore, and new people',
      edits: [
        edit('restore Cy', 'staff.restore', { staffId: cy.id, from: 'removed', to: 'active' }),
        edit('restore Cy as invited', 'staff.restore', { staffId: cy.id, from: 'removed', to: 'invited' }),
        edit('make Cy, in Restore, a manager', 'staff.reassign', { staffId: cy.id, from: 'member', to: 'manager' }),
        edit('make Cy, in Restore, an administrator', 'staff.reassign', {
          staffId: cy.id,
          from: 'member',
          to: 'administrator',
        }),
        edit('purge Cy', 'staff.purge', { staffId: cy.id, from: 'removed', to: 'purged' }),
        edit('add Dee', 'staff.add', person('8', 'Dee', 'dee@northside.example')),
        edit('add another Dee', 'staff.add', person('9', 'Dee', 'dee@northside.example')),
        edit('give Bo Dee’s address', 'staff.edit', {
          staffId: bo.id,
          from: { email: hashed('bo@northside.example') },
          to: { email: hashed('dee@northside.example') },
        }),
      ],
    },
    {
      title: 'Places',
      edits: [
        edit('rename Lone to Pier', 'place.edit', { place: lone, from: { name: 'lone' }, to: { name: 'Pier' } }),
        edit('rename Lone to Quay', 'place.edit', { place: lone, from: { name: 'lone' }, to: { name: 'Quay' } }),
        edit('move Lone under Harbor', 'place.edit', { place: lone, from: { parent: null }, to: { parent: harbor } }),
        edit('move Harbor under Lone', 'place.edit', { place: harbor, from: { parent: null }, to: { parent: lone } }),
        edit('archive Lone', 'place.edit', { place: lone, from: { isArchived: false }, to: { isArchived: true } }),
        edit('delete Lone', 'place.delete', { place: lone, from: { name: 'lone', parent: null }, to: null }),
        edit('give Bo Lone', 'staff.assign', { staffId: bo.id, place: lone, from: null, to: { untilMs: null } }),
        edit('give Bo the reports of Lone', 'staff.grant', {
          staffId: bo.id,
          permission: 'reports.view',
          from: null,
          to: { reach: 'assigned', places: [lone], untilMs: null },
        }),
        edit('add Fay at Lone', 'staff.add', {
          ...person('7', 'Fay', 'fay@northside.example', { assignments: [{ place: lone, untilMs: null }] }),
        }),
        edit('create North', 'place.create', {
          place: 'location:north',
          from: null,
          to: { name: 'North', parent: null },
        }),
        edit('create North under Lone', 'place.create', {
          place: 'location:north',
          from: null,
          to: { name: 'North', parent: lone },
        }),
      ],
    },
    {
      title: 'What roles may do, and the organization',
      edits: [
        edit('let managers send broadcasts', 'grant.set', {
          role: 'manager',
          permission: 'broadcast.send',
          from: null,
          to: 'all',
        }),
        edit('keep managers from broadcasts', 'grant.set', {
          role: 'manager',
          permission: 'broadcast.send',
          from: null,
          to: 'none',
        }),
        edit('let members manage labels', 'grant.set', {
          role: 'member',
          permission: 'labels.manage',
          from: null,
          to: 'all',
        }),
        edit('let clerks manage labels', 'grant.set', {
          role: 'clerk',
          permission: 'labels.manage',
          from: null,
          to: 'all',
        }),
        edit('switch broadcasts off', 'switch.set', { switch: 'feature', key: 'broadcast', from: null, to: false }),
        edit('decide that broadcasts are on', 'switch.set', {
          switch: 'feature',
          key: 'broadcast',
          from: null,
          to: true,
        }),
        edit('call the organization North', 'org.edit', { from: { name: 'Northside Supply' }, to: { name: 'North' } }),
        edit('call the organization South', 'org.edit', { from: { name: 'Northside Supply' }, to: { name: 'South' } }),
        edit('move the organization to Lisbon’s time', 'org.edit', {
          from: { timeZone: 'UTC' },
          to: { timeZone: 'Europe/Lisbon' },
        }),
      ],
    },
    {
      title: 'Roles',
      edits: [
        edit('create Driver', 'role.create', like('driver', 'Driver', 'member')),
        edit('create Driver under Clerk', 'role.create', like('driver', 'Driver', 'clerk')),
        edit('create another role called Driver', 'role.create', like('driver-2', 'Driver', 'member')),
        edit('rename Clerk to Front desk', 'role.edit', {
          role: 'clerk',
          from: { name: 'Clerk' },
          to: { name: 'Front desk' },
        }),
        edit('rename Clerk to Counter', 'role.edit', {
          role: 'clerk',
          from: { name: 'Clerk' },
          to: { name: 'Counter' },
        }),
        edit('rename Clerk to Driver', 'role.edit', { role: 'clerk', from: { name: 'Clerk' }, to: { name: 'Driver' } }),
        move('move Clerk under Manager', 'clerk', 'manager'),
        move('move Clerk under Helper', 'clerk', 'helper'),
        edit('delete Clerk', 'role.delete', { role: 'clerk', from: clerk, to: null }),
        {
          says: 'delete Helper, whose people become members',
          intents: [
            intent('staff.setRole', { staffId: lea.id, from: 'helper', to: 'member' }),
            intent('staff.reassign', { staffId: kit.id, from: 'helper', to: 'member' }),
            intent('role.delete', { role: 'helper', from: helper, to: null }),
          ],
        },
        edit('make Mia a manager', 'staff.setRole', { staffId: mia.id, from: 'member', to: 'manager' }),
        edit('make Lea a manager', 'staff.setRole', { staffId: lea.id, from: 'helper', to: 'manager' }),
        edit('restore Kit, a helper', 'staff.restore', { staffId: kit.id, from: 'removed', to: 'active' }),
        edit('add Gil as Helper', 'staff.add', person('6', 'Gil', 'gil@northside.example', { role: 'helper' })),
        edit('add Hal as Clerk', 'staff.add', person('5', 'Hal', 'hal@northside.example', { role: 'clerk' })),
      ],
    },
    {
      title: 'Permissions, areas and the blueprint',
      edits: [
        edit('create the permission Fleet', 'permission.create', fleet('Fleet')),
        edit('create the permission Fleet otherwise', 'permission.create', fleet('Fleet planning')),
        edit('create the permission Fleet in the area Spare', 'permission.create', fleet('Fleet', 'spare')),
        edit('call the labels tags', 'permission.edit', {
          permission: 'labels.manage',
          from: { name: labels.definition.name },
          to: { name: 'Manage tags' },
        }),
        edit('call the labels marks', 'permission.edit', {
          permission: 'labels.manage',
          from: { name: labels.definition.name },
          to: { name: 'Manage marks' },
        }),
        edit('list the labels under Spare', 'permission.edit', {
          permission: 'labels.manage',
          from: { area: labels.definition.area },
          to: { area: 'spare' },
        }),
        edit('delete the permission for labels', 'permission.delete', {
          permission: 'labels.manage',
          from: labels,
          to: null,
        }),
        edit('rename the area Spare to Extra', 'area.set', {
          area: 'spare',
          from: { name: 'Spare' },
          to: { name: 'Extra' },
        }),
        edit('rename the area Spare to Other', 'area.set', {
          area: 'spare',
          from: { name: 'Spare' },
          to: { name: 'Other' },
        }),
        edit('take out the area Spare', 'area.set', { area: 'spare', from: { name: 'Spare' }, to: null }),
        edit('bring the blueprint to version 2', 'blueprint.update', { from: blueprint, to: newer }),
        edit('go back to the shipped blueprint', 'blueprint.own', { from: blueprint, to: original }),
      ],
    },
    {
      title: 'Consoles, keys and who settles',
      edits: [
        edit('approve a tablet as Bo’s', 'key.enroll', enrol(bo.id)),
        edit('approve the same tablet as Mia’s', 'key.enroll', enrol(mia.id)),
        edit('revoke Bo’s key', 'key.revoke', revoke(bo.id, keys.bo.id)),
        edit('revoke the counter’s key', 'key.revoke', revoke(abe.id, keys.counter.id)),
        edit('let the counter settle', 'registrar.set', { from: keys.office.id, to: keys.counter.id }),
        edit('let the depot settle', 'registrar.set', { from: keys.office.id, to: keys.depot.id }),
        {
          says: 'take over with the recovery words',
          intents: [intent('registrar.set', ...takeOver.rows)],
          bringsKeys: true,
        },
        edit('let any console settle through a hub', 'sequencer.set', { from: 'registrar', to: 'hub' }),
        {
          says: 'make new recovery words',
          intents: [intent('recovery.set', ...signRecoverySet(keys.recoveryNext, orgId, keys.recovery.publicKey).rows)],
        },
        {
          says: 'make other recovery words',
          intents: [
            intent('recovery.set', ...signRecoverySet(keys.recoveryOther, orgId, keys.recovery.publicKey).rows),
          ],
        },
      ],
    },
    {
      title: 'What is written down, and the inbox',
      edits: [
        edit('accept a finding', 'document.set', finding('It is meant so.')),
        edit('accept it for another reason', 'document.set', finding('Until the move.')),
        { says: 'accept Bo’s item: make Bo a manager', intents: [intent('staff.setRole', promote), close('accepted')] },
        { says: 'dismiss Bo’s item', intents: [close('dismissed')] },
      ],
    },
    {
      title: 'Whoever edits too',
      edits: [
        edit('remove Abe', 'staff.remove', { staffId: abe.id, from: 'active', to: 'removed' }),
        edit('make Abe a member', 'staff.setRole', admin),
        edit('revoke the key with which Abe signs', 'key.revoke', revoke(abe.id, keys.abe[1].id)),
      ],
    },
  ]
}
