import { validate } from '@cedar-policy/cedar-wasm/nodejs'
import { fc, seed } from '../../helpers/fastCheck'
import { expect, it } from 'vitest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { toCedar } from '../../../src/main/exchange/toCedar'
import type { PermissionKey } from '../../../src/shared/domain/ids'
import { anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'
import { allBlueprints, anyOrg, anyRequest, nowMs, runs } from '../engine/anyOrg'
import { loadCedar } from './askCedar'

// Cedar is a third engine beside ours and the oracle: it evaluates what toCedar wrote, in its own way.
// `ROLECALL_RUNS` multiplies the number of organizations, `ROLECALL_SEED` repeats a run.

const requestsPerOrg = 25

it.each(allBlueprints.map((blueprint) => [blueprint.id, blueprint] as const))(
  'Cedar decides like the engine: %s',
  (id, blueprint) => {
    const anyQuestions = anyOrg(fc.constant(blueprint)).chain((state) =>
      fc.record({
        state: fc.constant(state),
        requests: fc.array(anyRequest(state), { minLength: requestsPerOrg, maxLength: requestsPerOrg }),
      }),
    )
    let compared = 0
    let allowed = 0
    fc.assert(
      fc.property(anyQuestions, ({ state, requests }) => {
        const rules = compileRules(state)
        const org = toCedar(state, nowMs)
        const askCedar = loadCedar(org, rules)
        for (const request of requests) {
          const isKnown =
            rules.permissionByKey.has(request.do) &&
            state.staff.has(request.who) &&
            (request.on === undefined || state.staff.has(request.on))
          const isContradictory = request.on !== undefined && (request.at !== undefined || request.atEach !== undefined)
          // Cedar has no word for these; the engine denies them.
          if (!isKnown || isContradictory) continue
          const expected = decide(rules, request)
          expect(askCedar(request), JSON.stringify(request)).toBe(expected)
          compared += 1
          allowed += expected ? 1 : 0
        }
      }),
      runs(40),
    )
    console.log(`Cedar, ${id}: ${compared} decisions compared, ${allowed} allowed, seed ${seed}`)
    expect(compared).toBeGreaterThan(500)
    expect(allowed / compared).toBeGreaterThan(0.05)
  },
  120_000,
)

it('the written policies are valid under the written schema', () => {
  fc.assert(
    fc.property(anyOrg(), (state) => {
      const { policies, schema } = toCedar(state, nowMs)
      const answer = validate({
        schema,
        policies: { staticPolicies: policies },
        validationSettings: { mode: 'strict' },
      })
      expect(answer.type === 'failure' ? answer.errors : answer.validationErrors).toEqual([])
    }),
    runs(30),
  )
})

it('asks for every place of a person to be removed, in Cedar too', () => {
  const state = anOrgState({
    blueprint: 'prokeep',
    staff: [
      aPerson('mia@x.org', { role: 'manager', at: ['group:day'] }),
      aPerson('ben@x.org', { role: 'member', at: ['group:day'] }),
      aPerson('eva@x.org', { role: 'member', at: ['group:day', 'group:night'] }),
    ],
    places: [aPlace('group:day'), aPlace('group:night')],
  })
  const rules = compileRules(state)
  const askCedar = loadCedar(toCedar(state, nowMs), rules)
  const idOf = (email: string) => state.staffIdByEmail.get(email)!
  const may = (permission: string, on: string) => {
    const request = { who: idOf('mia@x.org'), do: permission as PermissionKey, on: idOf(on), atMs: nowMs }
    expect(askCedar(request)).toBe(decide(rules, request))
    return askCedar(request)
  }
  expect(may('users.delete', 'ben@x.org')).toBe(true)
  expect(may('users.delete', 'eva@x.org')).toBe(false)
  expect(may('users.edit', 'eva@x.org')).toBe(true)
})
