import {
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  type Context,
  type Entities,
} from '@cedar-policy/cedar-wasm/nodejs'
import { placeKinds } from '../../../src/main/exchange/cedarEntities'
import type { CedarOrg } from '../../../src/main/exchange/toCedar'
import type { Rules } from '../../../src/main/engine/rules'
import type { Request } from '../../../src/shared/domain/decision'
import { placeKind } from '../../../src/shared/domain/ids'

/** Loads an exported organization into Cedar and answers requests with it, as the header of the policies tells to. */
export function loadCedar(org: CedarOrg, rules: Rules): (request: Request) => boolean {
  for (const parsed of [
    preparsePolicySet('org', { staticPolicies: org.policies }),
    preparseSchema('org', org.schema),
  ]) {
    if (parsed.type === 'failure') throw new Error(parsed.errors.map((error) => error.message).join('\n'))
  }
  const kinds = placeKinds(rules)
  const ask = (request: Request, record: readonly string[]): boolean => {
    const resource = request.on === undefined ? { type: 'Record', id: 'record' } : { type: 'Person', id: request.on }
    const at = kinds.map((kind): [string, unknown] => [
      kind,
      record.filter((place) => placeKind(place as never) === kind).map((id) => ({ __entity: { type: 'Place', id } })),
    ])
    const recordEntity = { uid: { type: 'Record', id: 'record' }, attrs: { at: Object.fromEntries(at) }, parents: [] }
    const answer = statefulIsAuthorized({
      principal: { type: 'Person', id: request.who },
      action: { type: 'Action', id: request.do },
      resource,
      context: context(request, rules),
      preparsedPolicySetId: 'org',
      preparsedSchemaName: 'org',
      validateRequest: true,
      entities: [...org.entities, recordEntity] as unknown as Entities,
    })
    if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('\n'))
    const errors = answer.response.diagnostics.errors.map((error) => error.error.message)
    if (errors.length > 0) throw new Error(errors.join('\n'))
    return answer.response.decision === 'allow'
  }
  return (request) => {
    const records = [...(request.at === undefined ? [] : [request.at]), ...(request.atEach ?? [])]
    return records.length === 0 ? ask(request, []) : records.every((record) => ask(request, record))
  }
}

function context(request: Request, rules: Rules): Context {
  const person = (id: string) => ({ __entity: { type: 'Person', id } })
  const facts = Object.entries(request.facts ?? {}).filter(([key]) => rules.factBits.has(key))
  return {
    ...(request.createdBy === undefined ? {} : { createdBy: person(request.createdBy) }),
    sharedWith: (request.sharedWith ?? []).map(person),
    ...(request.connected === undefined ? {} : { connected: request.connected }),
    facts: Object.fromEntries(facts),
  }
}
