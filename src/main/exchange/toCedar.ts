import type { OrgState } from '../../shared/domain/orgState'
import { compileRules } from '../engine/compileRules'
import { livingAssignments, memberOf, personalGrantsOf, roleOf } from '../engine/people'
import { noRole, type CompiledPermission, type Rules } from '../engine/rules'
import { allOf, cedarCondition, entity, placesUnder, scopeKey, type Condition } from './cedarConditions'
import { cedarEntities, placeKinds, type CedarEntity } from './cedarEntities'
import type { PolicyFile } from './policyFile'
import { describeWindow, holdsUntil } from './policyWindow'

export interface CedarOrg {
  readonly policies: string
  readonly schema: string
  readonly entities: readonly CedarEntity[]
}

/**
 * An organization as Cedar: policies, schema and entities that give the same decisions as the engine, as long as no dated
 * assignment or grant ends (the header of the policies says until when).
 *
 * A record is a `Record` whose `at` holds its places by kind; several records at once (`atEach`) are one request each, and
 * every one must pass. A person as target is the resource itself. Who created a record, with whom it was shared, whether
 * it is connected, and facts are in the context.
 *
 * @param atMs now, UTC milliseconds
 * Source: blueprints.md, "Reading a request"; Cedar policy language 4.
 */
export function toCedar(state: OrgState, atMs: number): CedarOrg {
  const rules = compileRules(state)
  return {
    policies: [header(rules, state, atMs), ...policies(rules, atMs)].join('\n'),
    schema: schema(rules),
    entities: [...cedarEntities(rules, atMs)],
  }
}

/** The same as three files: the policies, and beside them schema and entities. */
export function toCedarFiles(state: OrgState, atMs: number): PolicyFile[] {
  const org = toCedar(state, atMs)
  return [
    { suffix: '', text: org.policies },
    { suffix: '.cedarschema', text: org.schema },
    { suffix: '.entities.json', text: `[\n${org.entities.map((one) => JSON.stringify(one)).join(',\n')}\n]\n` },
  ]
}

function header(rules: Rules, state: OrgState, atMs: number): string {
  const lines = [
    `${state.settings.name}, written by Rolecall (blueprint ${rules.blueprint.id}).`.replace(/\s+/gu, ' '),
    describeWindow(atMs, holdsUntil(rules, atMs)),
    'Schema and entities lie beside this file (.cedarschema, .entities.json).',
    'Ask with a Person as principal and an action named after the permission. The resource is a Record with its places by',
    'kind in `at`, or a Person as target. Several records at once are one request each, and every one must be allowed.',
    'What does not fit: cells that the source does not specify are written as not granted, which Cedar cannot tell apart;',
    'the console’s own edits (who may give which role or grant, moves on the ladder) and masked details are not in here.',
  ]
  return `${lines.map((line) => `// ${line}`).join('\n')}\n`
}

function* policies(rules: Rules, atMs: number): Generator<string> {
  yield '// Invited and removed people hold nothing.\nforbid (principal, action, resource)\nunless { principal.active };\n'
  for (const role of rules.roles) {
    for (const permission of rules.permissions) {
      const condition = cedarCondition(rules, { role: role.rank, grants: [], ownPlaces: [] }, permission)
      if (condition !== false) yield permit(`principal in ${entity('Role', role.key)}`, permission, condition)
    }
  }
  for (let who = 0; who < rules.people.count; who += 1) {
    const grants = personalGrantsOf(rules, who).filter((grant) => grant.untilMs > atMs)
    const role = roleOf(rules, who)
    if (grants.length === 0 || role === noRole) continue
    const ownPlaces = placesUnder(rules, livingAssignments(rules, who, atMs))
    for (const permission of rules.permissions) {
      const byRole = cedarCondition(rules, { role, grants: [], ownPlaces: [] }, permission)
      const condition = cedarCondition(rules, { role, grants, ownPlaces }, permission)
      if (condition === false || condition === byRole) continue
      yield permit(`principal == ${entity('Person', memberOf(rules, who).id)}`, permission, condition)
    }
  }
}

function permit(principal: string, permission: CompiledPermission, condition: Condition): string {
  const head = `permit (${principal}, action == ${entity('Action', permission.key)}, resource)`
  return condition === true ? `${head};` : `${head}\nwhen { ${allOf([condition])} };`
}

function schema(rules: Rules): string {
  const set = (names: Iterable<string>, type: string): string =>
    [...new Set(names)].map((name) => `${JSON.stringify(name)}${type}`).join(', ')
  const kinds = set(placeKinds(rules), ': Set<Place>')
  const scopes = set(rules.permissions.map(scopeKey), ': Set<Place>')
  const facts = set(rules.factBits.keys(), '?: Bool')
  const actions = rules.permissions.map((permission) => JSON.stringify(permission.key)).join(', ')
  return [
    'entity Role = { name: String, rank: Long };',
    'entity Place in [Place] = { name: String, archived: Bool };',
    'entity Person in [Role] = {',
    '  name?: String, email?: String, active: Bool, covers: Set<Place>,',
    `  coversOf: { ${kinds} },`,
    `  roots: { ${scopes} },`,
    '};',
    `entity Record = { at: { ${kinds} } };`,
    `action ${actions} appliesTo {`,
    '  principal: Person,',
    '  resource: [Record, Person],',
    `  context: { createdBy?: Person, sharedWith: Set<Person>, connected?: Bool, facts: { ${facts} } },`,
    '};',
    '',
  ].join('\n')
}
