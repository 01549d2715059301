import { compileRules, type Rules } from '../../../../src/main/engine/compileRules'
import { signingKey, type SigningKey } from '../../../../src/main/org/keys/ed25519'
import type { Blueprint } from '../../../../src/shared/domain/blueprint'
import { ownBlueprint } from '../../../../src/shared/domain/blueprintVersions'
import type { ChangeId, KeyId, RoleKey, StaffId } from '../../../../src/shared/domain/ids'
import type { EnrolledKey, OrgState } from '../../../../src/shared/domain/orgState'
import { cloneRole, withRole } from '../../../../src/shared/domain/roleDefinition'
import { aBlueprint, aPerson, aPlace, anOrgState } from '../../../helpers/anOrgState'

/** The organization in which every edit of the table is made, with its roles and permissions its own. */
export interface Scene {
  readonly original: Blueprint
  readonly state: OrgState
  readonly rules: Rules
}

export const orgId = 'f'.repeat(64)

export const people = {
  ada: aPerson('ada@northside.example', { name: 'Ada', role: 'administrator' }),
  abe: aPerson('abe@northside.example', { name: 'Abe', role: 'administrator' }),
  bo: aPerson('bo@northside.example', { name: 'Bo', role: 'member', at: ['location:riverton'] }),
  mia: aPerson('mia@northside.example', { name: 'Mia', role: 'member' }),
  cy: aPerson('cy@northside.example', { name: 'Cy', role: 'member', state: 'removed', stateBefore: 'active' }),
  lea: aPerson('lea@northside.example', { name: 'Lea', role: 'helper' }),
  kit: aPerson('kit@northside.example', { name: 'Kit', role: 'helper', state: 'removed', stateBefore: 'active' }),
} as const

const keyOf = (number: number): SigningKey => signingKey(Buffer.alloc(32, number))

/** Ada and Abe have two desks each, so that each of two edits is made under a key of its own. */
export const keys = {
  ada: [keyOf(1), keyOf(2)],
  abe: [keyOf(3), keyOf(4)],
  bo: keyOf(5),
  office: keyOf(6),
  counter: keyOf(7),
  depot: keyOf(8),
  tablet: keyOf(9),
  newConsole: keyOf(10),
  newOperator: keyOf(11),
  recovery: keyOf(12),
  recoveryNext: keyOf(13),
  recoveryOther: keyOf(14),
} as const

/** An item of Bo's in the inbox: who may set roles may accept it. */
export const itemId = 'e'.repeat(64) as ChangeId

function enrolled(key: SigningKey, kind: 'operator' | 'console', staffId: StaffId, name: string): [KeyId, EnrolledKey] {
  return [key.id, { id: key.id, kind, staffId, name, publicKey: key.publicKey, isRevoked: false }]
}

function withOwnParts(blueprint: Blueprint): Blueprint {
  const role = (into: Blueprint, key: string, name: string) => {
    const wanted = { key: key as RoleKey, name, summary: name, under: 'member' as RoleKey }
    const definition = cloneRole({ blueprint: into, grants: new Map() }, 'member' as RoleKey, wanted)
    return withRole(into, wanted.key, { ...definition, managedBy: [] })
  }
  const roles = role(role(blueprint, 'helper', 'Helper'), 'clerk', 'Clerk')
  return { ...roles, areas: [...roles.areas, { key: 'spare', name: 'Spare' }] }
}

/** A shipped blueprint with the permissions that the edits and the guards name, and few words: thousands of pairs copy it. */
function aSmallBlueprint(): Blueprint {
  const shipped = aBlueprint('prokeep')
  const guards = Object.values(shipped.guards).map(({ permission }) => permission)
  const named = new Set<string>([...guards, 'labels.manage', 'broadcast.send', 'reports.view', 'inbox.access'])
  for (const { unless } of shipped.visibility.hidden) named.add(unless)
  return {
    ...shipped,
    permissions: shipped.permissions
      .filter(({ key }) => named.has(key))
      .map((permission) => ({ ...permission, summary: permission.name, entryPoints: [], notes: [], sources: [] })),
  }
}

export function aScene(moves: 'any' | 'up-only'): Scene {
  const small = aSmallBlueprint()
  const original = withOwnParts({ ...small, ladder: { ...small.ladder, moves } })
  const { ada, abe, bo } = people
  const plain = anOrgState({
    blueprint: 'prokeep',
    staff: Object.values(people),
    places: [aPlace('location:riverton'), aPlace('location:harbor'), aPlace('location:lone')],
  })
  const state: OrgState = {
    ...plain,
    blueprint: ownBlueprint(original, { id: 'northside', name: 'Northside' }),
    settings: { ...plain.settings, registrar: keys.office.id, recoveryPublicKey: keys.recovery.publicKey },
    keys: new Map([
      ...keys.ada.map((key) => enrolled(key, 'operator', ada.id, 'desk of Ada')),
      ...keys.abe.map((key) => enrolled(key, 'operator', abe.id, 'desk of Abe')),
      enrolled(keys.bo, 'operator', bo.id, 'desk of Bo'),
      enrolled(keys.office, 'console', ada.id, 'office'),
      enrolled(keys.counter, 'console', abe.id, 'counter'),
      enrolled(keys.depot, 'console', bo.id, 'depot'),
    ]),
    inbox: new Map([
      [
        itemId,
        {
          changeId: itemId,
          n: 1,
          item: itemId,
          author: bo.id,
          kind: 'staff.setRole',
          rows: [{ row: 0, verdict: 'refused', because: 'not-granted', staffId: bo.id }],
          closed: null,
        },
      ],
    ]),
  }
  return { original, state, rules: compileRules(state) }
}
