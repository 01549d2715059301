import type { OrgState } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { permissionClasses } from '../../shared/domain/reach'
import { compileRules } from '../engine/compileRules'
import { isActive, livingAssignments, memberOf, personalGrantsOf, roleOf } from '../engine/people'
import { reachBits } from '../engine/reachBits'
import { noRole, type CompiledPermission, type Rules } from '../engine/rules'
import { placeKinds } from './cedarEntities'
import { isSwitchedOnFor, permissionsOutside } from './outsideModel'
import type { PolicyFile } from './policyFile'
import { describeWindow, holdsUntil } from './policyWindow'

interface Tuple {
  readonly user: string
  readonly relation: string
  readonly object: string
}

const organization = 'organization:this'

/**
 * An organization as an OpenFGA store file (model and tuples), where the model fits: records with owner, sharing and places;
 * no person as target. What does not fit is left out, never widened, and listed at the head of the file.
 *
 * A record is added with the tuples `organization:this organization record:<id>`, `place:<kind>/<key> at_<kind> record:<id>`,
 * `person:<id> owner record:<id>` and `person:<id> shared record:<id>`; the question is `person:<id> can_<permission> record:<id>`.
 *
 * @param atMs now, UTC milliseconds; dated assignments and grants are written as they stand then
 */
export function toOpenFga(state: OrgState, atMs: number): string {
  const rules = compileRules(state)
  const outside = permissionsOutside(rules)
  const left = new Set(outside.map((one) => one.permission))
  const written = rules.permissions.filter((permission) => !left.has(permission.key))
  const tuples = [...tuplesOf(rules, written, atMs)]
  const header = [
    `${state.settings.name}, written by Rolecall (blueprint ${rules.blueprint.id}).`.replace(/\s+/gu, ' '),
    describeWindow(atMs, holdsUntil(rules, atMs)),
    'A record needs the tuples: organization:this organization record:<id>, place:<kind>/<key> at_<kind> record:<id>,',
    'person:<id> owner record:<id>, person:<id> shared record:<id>. Ask: person:<id> can_<permission> record:<id>.',
    'What does not fit, and is therefore not granted here: a person as target (rank, visibility, places of both), reach',
    'connected, personal grants that name places, several records at once (ask once for each), cells that the source does not',
    'specify, and the console’s own edits.',
    ...outside.map(({ permission, because }) => `Left out: ${permission}, because ${because}.`),
  ]
  return [
    ...header.map((line) => `# ${line}`),
    `name: ${JSON.stringify(state.settings.name)}`,
    'model: |',
    ...modelOf(rules, written).map((line) => (line === '' ? '' : `  ${line}`)),
    'tuples:',
    ...tuples.flatMap(({ user, relation, object }) => [
      `  - user: ${JSON.stringify(user)}`,
      `    relation: ${relation}`,
      `    object: ${JSON.stringify(object)}`,
    ]),
    '',
  ].join('\n')
}

export function toOpenFgaFiles(state: OrgState, atMs: number): PolicyFile[] {
  return [{ suffix: '', text: toOpenFga(state, atMs) }]
}

/** Reaches that need a relation of their own. A personal grant may add any reach of the permission's class. */
function reachesOf(rules: Rules, permission: CompiledPermission): Reach[] {
  const bits = rules.roles.reduce(
    (union, role) => union | rules.cellBits[role.rank * rules.permissions.length + permission.number]!,
    0,
  )
  return (['own', 'shared', 'assigned', 'all'] as const).filter(
    (reach) =>
      (bits & reachBits[reach]) !== 0 ||
      (permissionClasses[permission.source.class] as readonly Reach[]).includes(reach),
  )
}

function relation(permission: CompiledPermission, reach?: Reach): string {
  const name = permission.key.replace(/[^a-z0-9]+/g, '_')
  return reach === undefined ? `can_${name}` : `${name}_${reach}`
}

function modelOf(rules: Rules, permissions: readonly CompiledPermission[]): string[] {
  const kinds = placeKinds(rules)
  const products = [...new Set(permissions.flatMap((one) => one.source.product ?? []))]
  const uses = (product: string): string => `uses_${product.replace(/[^a-z0-9]+/g, '_')}`
  const onOrganization = permissions.flatMap((permission) =>
    reachesOf(rules, permission).map((reach) => `define ${relation(permission, reach)}: [person, role#member]`),
  )
  const onRecord = permissions.map((permission) => {
    const at = permission.scope.kinds.map((kind) => `assigned from ${atKind(kind)}`).join(' or ')
    const ways = reachesOf(rules, permission).map((reach) => {
      const holds = `${relation(permission, reach)} from organization`
      if (reach === 'all') return holds
      return `(${holds} and ${reach === 'assigned' ? `(${at})` : reach === 'own' ? 'owner' : 'shared'})`
    })
    const all = ways.join(' or ')
    const { product } = permission.source
    const gated = product === undefined ? all : `(${all}) and ${uses(product)} from organization`
    return `define ${relation(permission)}: ${gated}`
  })
  return [
    'model',
    '  schema 1.1',
    '',
    'type person',
    '',
    'type role',
    '  relations',
    '    define member: [person]',
    '',
    'type place',
    '  relations',
    '    define parent: [place]',
    '    define assigned: [person] or assigned from parent',
    '',
    'type organization',
    '  relations',
    ...products.map((product) => `    define ${uses(product)}: [person, role#member]`),
    ...onOrganization.map((line) => `    ${line}`),
    '',
    'type record',
    '  relations',
    '    define organization: [organization]',
    '    define owner: [person]',
    '    define shared: [person]',
    ...kinds.map((kind) => `    define ${atKind(kind)}: [place]`),
    ...onRecord.map((line) => `    ${line}`),
  ]
}

function atKind(kind: string): string {
  return `at_${kind.replace(/[^a-z0-9]+/g, '_')}`
}

/** A colon ends the type in an OpenFGA object, so `location:riverton` is written `place:location/riverton`. */
function placeObject(rules: Rules, place: number): string {
  return `place:${rules.places.interner.ids[place]!.replace(':', '/')}`
}

function* tuplesOf(rules: Rules, permissions: readonly CompiledPermission[], atMs: number): Generator<Tuple> {
  const products = new Map(permissions.flatMap((one) => (one.product === -1 ? [] : [[one.product, one] as const])))
  const usesOf = (permission: CompiledPermission): string =>
    `uses_${permission.source.product!.replace(/[^a-z0-9]+/g, '_')}`
  for (const role of rules.roles) {
    for (const permission of permissions) {
      if (!isSwitchedOnFor(permission, role.rank)) continue
      const bits = rules.cellBits[role.rank * rules.permissions.length + permission.number]!
      for (const reach of reachesOf(rules, permission)) {
        if ((bits & reachBits[reach]) === 0) continue
        yield { user: `role:${role.key}#member`, relation: relation(permission, reach), object: organization }
      }
    }
    if (!role.source.ungated) continue
    for (const permission of products.values()) {
      yield { user: `role:${role.key}#member`, relation: usesOf(permission), object: organization }
    }
  }
  for (const [place, above] of rules.places.above.entries()) {
    const parent = above[1]
    if (parent === undefined) continue
    yield { user: placeObject(rules, parent), relation: 'parent', object: placeObject(rules, place) }
  }
  for (let who = 0; who < rules.people.count; who += 1) {
    const role = roleOf(rules, who)
    if (role === noRole || !isActive(rules, who)) continue
    const user = `person:${memberOf(rules, who).id}`
    yield { user, relation: 'member', object: `role:${rules.roles[role]!.key}` }
    const assigned = livingAssignments(rules, who, atMs)
    for (const place of assigned) yield { user, relation: 'assigned', object: placeObject(rules, place) }
    for (const [product, permission] of products) {
      const isTheirs = (rules.places.above[product] ?? []).some((above) => assigned.includes(above))
      if (isTheirs) yield { user, relation: usesOf(permission), object: organization }
    }
    yield* personalTuples(rules, who, role, user, permissions, atMs)
  }
}

function* personalTuples(
  rules: Rules,
  who: number,
  role: number,
  user: string,
  permissions: readonly CompiledPermission[],
  atMs: number,
): Generator<Tuple> {
  for (const grant of personalGrantsOf(rules, who)) {
    const permission = permissions.find((one) => one.number === grant.permission)
    if (permission === undefined || grant.untilMs <= atMs || grant.places !== null) continue
    if (!isSwitchedOnFor(permission, role)) continue
    const reach = reachesOf(rules, permission).find((one) => reachBits[one] === grant.bit)
    if (reach !== undefined) yield { user, relation: relation(permission, reach), object: organization }
  }
}
