import { fc, seed } from '../../helpers/fastCheck'
import { expect, it } from 'vitest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { permissionsOutside } from '../../../src/main/exchange/outsideModel'
import { toOpenFga } from '../../../src/main/exchange/toOpenFga'
import type { Request } from '../../../src/shared/domain/decision'
import { placeKind } from '../../../src/shared/domain/ids'
import { allBlueprints, anyOrg, anyRequest, nowMs, runs } from '../engine/anyOrg'
import { loadOpenFga } from './askOpenFga'

/** One record as the header of the file tells to add it, with what the request says of it. */
function recordOf({ at = [], createdBy, sharedWith = [] }: Request, kinds: ReadonlySet<string>) {
  const object = 'record:asked'
  return [
    { user: 'organization:this', relation: 'organization', object },
    ...at
      .filter((place) => kinds.has(placeKind(place)))
      .map((place) => ({
        user: `place:${place.replace(':', '/')}`,
        relation: `at_${placeKind(place).replaceAll('-', '_')}`,
        object,
      })),
    ...(createdBy === undefined ? [] : [{ user: `person:${createdBy}`, relation: 'owner', object }]),
    ...sharedWith.map((who) => ({ user: `person:${who}`, relation: 'shared', object })),
  ]
}

it.each(allBlueprints.map((blueprint) => [blueprint.id, blueprint] as const))(
  'an OpenFGA store never grants more than the engine, and as much where the model fits: %s',
  (id, blueprint) => {
    const anyQuestions = anyOrg(fc.constant(blueprint)).chain((state) =>
      fc.record({
        state: fc.constant(state),
        requests: fc.array(anyRequest(state), { minLength: 25, maxLength: 25 }),
      }),
    )
    let compared = 0
    let allowed = 0
    fc.assert(
      fc.property(anyQuestions, ({ state, requests }) => {
        const rules = compileRules(state)
        const left = new Set<string>(permissionsOutside(rules).map(({ permission }) => permission))
        const check = loadOpenFga(toOpenFga(state, nowMs))
        const kinds = new Set(rules.permissions.flatMap(({ scope }) => scope.kinds))
        for (const { on: _on, atEach: _atEach, ...drawn } of requests) {
          // What the header of the file leaves out: targets, several records, and moments other than now.
          const request: Request = { ...drawn, atMs: nowMs }
          const permission = rules.permissions[rules.permissionByKey.get(request.do) ?? -1]
          if (permission === undefined || left.has(request.do) || !state.staff.has(request.who)) continue
          const known = { ...request, at: (request.at ?? []).filter((place) => state.places.has(place)) }
          const can = `can_${request.do.replaceAll(/[^a-z0-9]+/g, '_')}`
          const answer = check(`person:${request.who}`, can, 'record:asked', recordOf(known, kinds))
          const expected = decide(rules, request)
          const places = state.staff.get(request.who)!.personalGrants.some(({ places: at }) => at !== null)
          // Its own settings need no creator in the engine; a record of OpenFGA always has to name one.
          const isSelf = permission.isSelf && request.createdBy === undefined
          const isFitting = !places && !isSelf && request.connected !== true
          if (isFitting) expect(answer, JSON.stringify(request)).toBe(expected)
          else if (answer) expect(expected, JSON.stringify(request)).toBe(true)
          compared += 1
          allowed += answer ? 1 : 0
        }
      }),
      runs(60),
    )
    console.log(`OpenFGA, ${id}: ${compared} decisions compared, ${allowed} allowed, seed ${seed}`)
    expect(compared).toBeGreaterThan(200)
    expect(allowed).toBeGreaterThan(10)
  },
  120_000,
)
