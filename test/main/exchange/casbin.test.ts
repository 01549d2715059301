import { newEnforcer, newModelFromString, StringAdapter } from 'casbin'
import { fc } from '../../helpers/fastCheck'
import { expect, it } from 'vitest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { permissionsOutside } from '../../../src/main/exchange/outsideModel'
import { toCasbin } from '../../../src/main/exchange/toCasbin'
import { anyOrg, nowMs, runs } from '../engine/anyOrg'

it('casbin decides like the engine where its model fits', async () => {
  let compared = 0
  let allowed = 0
  await fc.assert(
    fc.asyncProperty(anyOrg(), fc.boolean(), fc.boolean(), fc.boolean(), async (state, isOwn, isShared, connected) => {
      const rules = compileRules(state)
      const { model, policy } = toCasbin(state, nowMs)
      const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(policy))
      const outside = permissionsOutside(rules).map((one) => one.permission)
      for (const permission of state.blueprint.permissions) {
        for (const who of state.staff.keys()) {
          for (const at of [undefined, ...state.places.keys()]) {
            const expected = decide(rules, {
              who,
              do: permission.key,
              ...(at === undefined ? {} : { at: [at] }),
              createdBy: isOwn ? who : ('f'.repeat(32) as typeof who),
              sharedWith: isShared ? [who] : [],
              connected,
              atMs: nowMs,
            })
            const asked = [who, permission.key, at ?? '', String(isOwn), String(isShared), String(connected)]
            const answer = enforcer.enforceSync(...asked)
            // What is left out is refused, never widened.
            if (outside.includes(permission.key)) expect(answer).toBe(false)
            else expect(answer, JSON.stringify(asked)).toBe(expected)
            compared += 1
            allowed += answer ? 1 : 0
          }
        }
      }
    }),
    runs(15),
  )
  console.log(`casbin: ${compared} decisions compared, ${allowed} allowed`)
  expect(compared).toBeGreaterThan(500)
  expect(allowed).toBeGreaterThan(50)
})
