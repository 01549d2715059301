import { join } from 'node:path'
import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { diffRules } from '../../../src/main/engine/diffRules'
import { updatePeopleIndex, indexPeople } from '../../../src/main/engine/peopleIndex'
import { updateRules } from '../../../src/main/engine/updateRules'
import { compileRules } from '../../../src/main/engine/compileRules'
import { whoCan } from '../../../src/main/engine/whoCan'
import { impactOf } from '../../../src/main/operations/impactOf'
import { countHolders } from '../../../src/main/operations/readHolders'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { permissionClasses } from '../../../src/shared/domain/reach'
import { aDesk, aFolder, value } from '../../helpers/aDesk'
import { anyOrg, nowMs, runs } from '../engine/anyOrg'

describe('the impact of edits, from the index of people', () => {
  it.each(shippedBlueprints().map((blueprint) => blueprint.id))(
    'is what a comparison of everyone finds in a sample of %s, by name, place and number',
    async (blueprint) => {
      const desk = aDesk(aFolder())
      const path = join(aFolder(), 'sample.rolecall')
      value(await desk.call('org.sample', { path, blueprint, people: 400, seed: 3 }))
      value(await desk.call('org.open', { path }))
      const org = desk.org!
      const state = org.state()
      const anyEdit = fc.constantFrom(...state.blueprint.permissions).chain((permission) =>
        fc.record({
          role: fc.constantFrom(...state.blueprint.roles.map((role) => role.key)),
          permission: fc.constant(permission.key),
          reach: fc.constantFrom(...permissionClasses[permission.class]),
        }),
      )
      let differences = 0
      fc.assert(
        fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (edits) => {
          const grants = new Map(state.grants)
          for (const edit of edits) grants.set(`${edit.role}/${edit.permission}`, edit)
          const after = updateRules(org.rules(), { ...state, grants }, { staff: [], everything: true })
          const expected = diffRules(org.rules(), after, org.now())
          const found = impactOf(org, after, 1_000_000)
          for (const side of ['gain', 'lose'] as const) {
            const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort()
            expect(sorted(found[side])).toEqual(sorted(expected[side]))
            differences += expected[side].length
          }
          expect(found.peopleGaining).toBe(new Set(expected.gain.map((one) => one.staffId)).size)
          expect(found.peopleLosing).toBe(new Set(expected.lose.map((one) => one.staffId)).size)
          for (const { role, permission } of edits) {
            const ofCell = (list: typeof expected.gain) =>
              list.filter((one) => one.permission === permission && state.staff.get(one.staffId)!.role === role).length
            expect(found.count(role, permission)).toEqual({
              gaining: ofCell(expected.gain),
              losing: ofCell(expected.lose),
            })
          }
          const few = impactOf(org, after, 7)
          expect(few.gain.length).toBe(Math.min(few.gain.length, 7))
          expect(few.peopleGaining).toBe(found.peopleGaining)
        }),
        runs(40),
      )
      expect(differences).toBeGreaterThan(100)
      for (const { key } of state.blueprint.permissions) {
        expect(countHolders(org, key).people).toBe(whoCan(org.rules(), { do: key, atMs: org.now() }).length)
      }
    },
  )

  it('comes from an index that follows edits of cells and switches', () => {
    const anyPair = anyOrg().chain((before) =>
      fc.record({ before: fc.constant(before), other: anyOrg(fc.constant(before.blueprint)) }),
    )
    fc.assert(
      fc.property(anyPair, ({ before, other }) => {
        const after: OrgState = { ...before, grants: other.grants, switches: other.switches }
        const rules = compileRules(before)
        const next = updateRules(rules, after, { staff: [], everything: true })
        const updated = updatePeopleIndex(indexPeople(rules, nowMs, false), next, nowMs)!
        const fresh = indexPeople(next, nowMs, false)
        for (let who = 0; who < next.people.count; who += 1) {
          const rowOf = (index: typeof fresh) => {
            const from = index.classOf[who]! * index.stride
            return [...index.bits.subarray(from, from + next.permissions.length)]
          }
          expect(rowOf(updated)).toEqual(rowOf(fresh))
        }
      }),
      runs(300),
    )
  })
})
