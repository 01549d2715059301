import type { OrgState } from '../../shared/domain/orgState'
import { reaches } from '../../shared/domain/reach'
import { compileRules } from '../engine/compileRules'
import { isActive, livingAssignments, memberOf, personalGrantsOf, roleOf } from '../engine/people'
import { reachBits } from '../engine/reachBits'
import { noRole, type CompiledPermission, type Rules } from '../engine/rules'
import { isSwitchedOnFor, permissionsOutside } from './outsideModel'
import type { PolicyFile } from './policyFile'
import { describeWindow, holdsUntil } from './policyWindow'

export interface CasbinOrg {
  readonly model: string
  readonly policy: string
}

const model = `# A request names a person, a permission, one place of the record ("" for none), and three facts as "true" or "false".
[request_definition]
r = who, do, at, isOwn, isShared, isConnected

# kinds: a pattern for the kinds of place that count. product: a place that must be the person's too, "-" for none.
# from: "-" for the person's own places, else the place from which the grant holds.
[policy_definition]
p = sub, do, reach, from, kinds, product

# g: person to role. g2: person to place, and place to what lies under it.
[role_definition]
g = _, _
g2 = _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.do == p.do && g(r.who, p.sub) && (p.product == "-" || g2(r.who, p.product)) && (p.reach == "all" || p.reach == "own" && r.isOwn == "true" || p.reach == "shared" && r.isShared == "true" || p.reach == "connected" && r.isConnected == "true" || p.reach == "assigned" && regexMatch(r.at, p.kinds) && (p.from == "-" && g2(r.who, r.at) || p.from != "-" && g2(p.from, r.at)))
`

/**
 * An organization as a casbin model and policy, where the model fits: one record with at most one place, no person as
 * target. What does not fit is left out, never widened, and listed at the head of the policy.
 *
 * @param atMs now, UTC milliseconds; dated assignments and grants are written as they stand then
 */
export function toCasbin(state: OrgState, atMs: number): CasbinOrg {
  const rules = compileRules(state)
  const outside = permissionsOutside(rules)
  const left = new Set(outside.map((one) => one.permission))
  const header = [
    `${state.settings.name}, written by Rolecall (blueprint ${rules.blueprint.id}).`.replace(/\s+/gu, ' '),
    describeWindow(atMs, holdsUntil(rules, atMs)),
    'The model lies beside this file (.conf).',
    'What does not fit, and is therefore not granted here: a person as target (rank, visibility, places of both), several',
    'records or several places at once, cells that the source does not specify, and the console’s own edits.',
    ...outside.map(({ permission, because }) => `Left out: ${permission}, because ${because}.`),
  ]
  const written = rules.permissions.filter((permission) => !left.has(permission.key))
  const policy = [
    ...header.map((line) => `# ${line}`),
    ...rolePolicies(rules, written),
    ...personPolicies(rules, written, atMs),
    ...placePolicies(rules),
  ].join('\n')
  return { model, policy: `${policy}\n` }
}

export function toCasbinFiles(state: OrgState, atMs: number): PolicyFile[] {
  const org = toCasbin(state, atMs)
  return [
    { suffix: '', text: org.policy },
    { suffix: '.conf', text: org.model },
  ]
}

function* rolePolicies(rules: Rules, permissions: readonly CompiledPermission[]): Generator<string> {
  for (const role of rules.roles) {
    for (const permission of permissions) {
      if (!isSwitchedOnFor(permission, role.rank)) continue
      const bits = rules.cellBits[role.rank * rules.permissions.length + permission.number]!
      yield* lines(rules, `role:${role.key}`, role.rank, permission, bits, '-')
    }
  }
}

function* personPolicies(rules: Rules, permissions: readonly CompiledPermission[], atMs: number): Generator<string> {
  for (let who = 0; who < rules.people.count; who += 1) {
    const role = roleOf(rules, who)
    if (role === noRole || !isActive(rules, who)) continue
    const { id } = memberOf(rules, who)
    yield `g, ${id}, role:${rules.roles[role]!.key}`
    for (const place of livingAssignments(rules, who, atMs)) yield `g2, ${id}, ${rules.places.interner.ids[place]!}`
    for (const grant of personalGrantsOf(rules, who)) {
      const permission = permissions.find((one) => one.number === grant.permission)
      if (permission === undefined || grant.untilMs <= atMs || !isSwitchedOnFor(permission, role)) continue
      const froms = grant.places === null ? ['-'] : livingIds(rules, grant.places)
      for (const from of froms) yield* lines(rules, id, role, permission, grant.bit, from)
    }
  }
}

function livingIds(rules: Rules, places: Int32Array): string[] {
  return [...places]
    .filter((place) => rules.places.isAlive[place] === 1)
    .map((place) => rules.places.interner.ids[place]!)
}

function* lines(
  rules: Rules,
  subject: string,
  role: number,
  permission: CompiledPermission,
  bits: number,
  from: string,
): Generator<string> {
  const isGated = permission.product !== -1 && !rules.roles[role]!.source.ungated
  const product = isGated ? rules.places.interner.ids[permission.product]! : '-'
  const kinds = `^(${permission.scope.kinds.join('|')}):`
  for (const reach of reaches) {
    if ((bits & reachBits[reach]) === 0) continue
    yield `p, ${subject}, ${permission.key}, ${reach}, ${from}, ${kinds}, ${product}`
  }
}

function* placePolicies(rules: Rules): Generator<string> {
  for (const [place, above] of rules.places.above.entries()) {
    // The nearest living place above; archived ones between grant nothing and are stepped over.
    const parent = above[1]
    if (parent !== undefined) yield `g2, ${rules.places.interner.ids[parent]!}, ${rules.places.interner.ids[place]!}`
  }
}
