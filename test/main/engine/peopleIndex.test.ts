import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { compileRequest } from '../../../src/main/engine/compileRequest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { decideById } from '../../../src/main/engine/decideById'
import { decideIndexed } from '../../../src/main/engine/decideIndexed'
import { diffRules } from '../../../src/main/engine/diffRules'
import { findHolders, indexHolders, listPeople } from '../../../src/main/engine/holderBits'
import { holdingOf } from '../../../src/main/engine/holding'
import { indexPeople, isIndexedAt } from '../../../src/main/engine/peopleIndex'
import { peopleMatrix } from '../../../src/main/engine/peopleMatrix'
import { updateRules } from '../../../src/main/engine/updateRules'
import { whatIf } from '../../../src/main/engine/whatIf'
import { whoCan } from '../../../src/main/engine/whoCan'
import type { PermissionKey, PlaceId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'
import { anyOrg, anyRequest, nowMs, runs } from './anyOrg'
import { oracleDecide } from './oracle'

describe('an index of people says what the rules say', () => {
  it('on decisions, also at instants that it was not made for', () => {
    const anyQuestions = anyOrg().chain((state) =>
      fc.record({
        state: fc.constant(state),
        requests: fc.array(anyRequest(state), { minLength: 30, maxLength: 30 }),
        atMs: fc.constantFrom(nowMs - 1, nowMs, nowMs + 1),
      }),
    )
    fc.assert(
      fc.property(anyQuestions, ({ state, requests, atMs }) => {
        const rules = compileRules(state)
        const index = indexPeople(rules, atMs)
        for (const request of requests) {
          const expected = oracleDecide(state, request).allowed
          const said = [
            decideById(index, request),
            decideIndexed(index, compileRequest(rules, request)),
            decideIndexed(index, compileRequest(rules, { ...request, atMs: 0 }), request.atMs),
          ]
          expect(said, JSON.stringify(request)).toEqual([expected, expected, expected])
        }
      }),
      runs(1000),
    )
  })

  it('on what everyone holds', () => {
    fc.assert(
      fc.property(anyOrg(), (state) => {
        const rules = compileRules(state)
        const index = indexPeople(rules, nowMs)
        expect(isIndexedAt(index, nowMs)).toBe(true)
        const out = new Uint32Array((rules.people.count * index.stride) >> 2).fill(0xffffffff)
        peopleMatrix(index, out)
        const bytes = new Uint8Array(out.buffer)
        for (let who = 0; who < rules.people.count; who += 1) {
          const expected = rules.permissions.map((permission) => holdingOf(rules, who, permission, nowMs).bits)
          expect([...bytes.subarray(who * index.stride, who * index.stride + expected.length)]).toEqual(expected)
        }
      }),
      runs(600),
    )
  })

  it('on who can, anywhere and at each place', () => {
    fc.assert(
      fc.property(anyOrg(), (state) => {
        const rules = compileRules(state)
        const index = indexPeople(rules, nowMs)
        const bits = new Uint32Array(index.words)
        const list = new Uint32Array(rules.people.count)
        for (const permission of rules.permissions) {
          const holders = indexHolders(index, permission.number)
          for (const at of [undefined, ...state.places.keys()]) {
            const place = at === undefined ? -1 : rules.places.interner.numberOf.get(at)!
            findHolders(index, holders, place, bits)
            const found = [...list.subarray(0, listPeople(bits, list))].map(
              (who) => rules.people.pages[who >> 10]!.members[who & 1023]!.id,
            )
            const question = { do: permission.key, atMs: nowMs, ...(at === undefined ? {} : { at }) }
            expect(found).toEqual(whoCan(rules, question).map((holder) => holder.staffId))
          }
        }
      }),
      runs(200),
    )
  })

  it('on what an edit would change', () => {
    const anyEdit = anyOrg().chain((before) =>
      fc.record({
        before: fc.constant(before),
        other: anyOrg(fc.constant(before.blueprint)),
        takes: fc.subarray(['grants', 'switches'] as const, { minLength: 1 }),
      }),
    )
    let grouped = 0
    let differences = 0
    fc.assert(
      fc.property(anyEdit, ({ before, other, takes }) => {
        const after: OrgState = { ...before, ...Object.fromEntries(takes.map((part) => [part, other[part]])) }
        const rules = compileRules(before)
        const next = updateRules(rules, after, { staff: [], everything: true })
        const found = whatIf(indexPeople(rules, nowMs), next, nowMs)
        expect(found).not.toBeNull()
        if (found === null) return
        grouped += 1
        const expected = diffRules(rules, next, nowMs)
        for (const side of ['gain', 'lose'] as const) {
          const listed = found[side].flatMap(({ people, permission, isAtPlaces, ...reach }) =>
            [...people].map((who) => [
              rules.people.pages[who >> 10]!.members[who & 1023]!.id,
              permission,
              reach.before,
              reach.after,
              isAtPlaces,
            ]),
          )
          const wanted = expected[side].map((one) => [
            one.staffId,
            one.permission,
            one.before,
            one.after,
            one.places !== null,
          ])
          expect(listed.map(String).sort()).toEqual(wanted.map(String).sort())
          differences += wanted.length
        }
      }),
      runs(600),
    )
    expect(grouped).toBeGreaterThan(50)
    expect(differences).toBeGreaterThan(50)
  })
})

it('sees a place that came after the rules were compiled', () => {
  const before = anOrgState({ staff: [aPerson('ana', { at: ['group:new'] })], places: [aPlace('group:old')] })
  const after = { ...before, places: new Map([...before.places, ['group:new' as PlaceId, aPlace('group:new')]]) }
  const rules = compileRules(before)
  const ask = (which: typeof rules): boolean =>
    decide(which, {
      who: [...before.staff.keys()][0]!,
      do: 'inbox.access' as PermissionKey,
      at: ['group:new' as PlaceId],
      atMs: nowMs,
    })
  expect(ask(rules)).toBe(false)
  const unchanged = updateRules(rules, { ...before }, { staff: [], everything: true })
  expect(updateRules(unchanged, { ...before }, { staff: [], everything: true }).places).toBe(unchanged.places)
  expect(ask(updateRules(rules, after, { staff: [], everything: true }))).toBe(true)
  expect(ask(updateRules(unchanged, after, { staff: [], everything: true }))).toBe(true)
})
