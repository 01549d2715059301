import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { access } from '../../../src/main/engine/access'
import { checkRequest } from '../../../src/main/engine/checkRequest'
import { compileRequest } from '../../../src/main/engine/compileRequest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { diffRules } from '../../../src/main/engine/diffRules'
import { explain } from '../../../src/main/engine/explain'
import { explainEdit } from '../../../src/main/engine/explainEdit'
import { findFixes, type Fix } from '../../../src/main/engine/findFixes'
import type { Rules } from '../../../src/main/engine/rules'
import { hiddenRoles, seeing } from '../../../src/main/engine/seeing'
import { updateRules } from '../../../src/main/engine/updateRules'
import { whoCan } from '../../../src/main/engine/whoCan'
import { guardedEdits } from '../../../src/shared/domain/blueprint'
import type { AccessDifference, Request } from '../../../src/shared/domain/decision'
import type { PlaceId, StaffId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { anyOrg, anyRequest, nowMs, runs } from './anyOrg'
import { oracleAnswers, oracleDecide, oracleEdit, oracleReach, oracleSeeing } from './oracle'

/** Places below these, themselves included, as an independent reading of the tree. */
function below(state: OrgState, roots: readonly PlaceId[]): Set<PlaceId> {
  const found = new Set<PlaceId>()
  for (const place of state.places.values()) {
    for (let step: PlaceId | null = place.id; step !== null; step = state.places.get(step)?.parent ?? null) {
      if (roots.includes(step)) found.add(place.id)
    }
  }
  return found
}

function placesIn(answers: ReadonlySet<string>): PlaceId[] {
  return [...answers]
    .filter((answer) => answer.startsWith('@') && answer !== '@')
    .map((answer) => answer.slice(1) as PlaceId)
}

const anyQuestions = anyOrg().chain((state) =>
  fc.record({ state: fc.constant(state), requests: fc.array(anyRequest(state), { minLength: 15, maxLength: 15 }) }),
)

describe('the engine and the oracle agree', () => {
  it('on every decision, and on its deciding reason', () => {
    let allowed = 0
    let asked = 0
    fc.assert(
      fc.property(anyQuestions, ({ state, requests }) => {
        const rules = compileRules(state)
        for (const request of requests) {
          const expected = oracleDecide(state, request)
          const explained = explain(rules, request)
          expect(decide(rules, request), JSON.stringify(request)).toBe(expected.allowed)
          expect(explained.allowed).toBe(expected.allowed)
          if (expected.allowed) expect(['role-grant', 'personal-grant']).toContain(explained.because[0]?.code)
          else expect(explained.because[0]?.code, JSON.stringify(request)).toBe(expected.code)
          asked += 1
          allowed += expected.allowed ? 1 : 0
        }
      }),
      runs(2000),
    )
    // Both answers come often enough for the comparison to mean something.
    expect(allowed / asked).toBeGreaterThan(0.1)
    expect(allowed / asked).toBeLessThan(0.9)
  })

  it('on which questions cannot be asked', () => {
    fc.assert(
      fc.property(anyQuestions, ({ state, requests }) => {
        const rules = compileRules(state)
        for (const request of requests) {
          const people = [request.who, request.on, request.createdBy, ...(request.sharedWith ?? [])]
          const places = [...(request.at ?? []), ...(request.atEach ?? []).flat()]
          const isSound =
            people.every((id) => id === undefined || state.staff.has(id)) &&
            state.blueprint.permissions.some((permission) => permission.key === request.do) &&
            places.every((place) => state.places.has(place)) &&
            (request.on === undefined || (request.at === undefined && request.atEach === undefined))
          expect(checkRequest(rules, request).ok).toBe(isSound)
        }
      }),
      runs(300),
    )
  })

  it('on every edit of the console', () => {
    const anyEdits = anyOrg().chain((state) =>
      fc.record({
        state: fc.constant(state),
        who: fc.constantFrom(...state.staff.keys()),
        on: fc.option(fc.constantFrom(...state.staff.keys()), { nil: undefined }),
        touched: fc.option(fc.subarray([...state.places.keys()]), { nil: undefined }),
      }),
    )
    fc.assert(
      fc.property(anyEdits, ({ state, ...about }) => {
        const rules = compileRules(state)
        for (const edit of guardedEdits) {
          const question = { ...about, edit, atMs: nowMs }
          const decision = explainEdit(rules, question)
          expect(decision.allowed, JSON.stringify(question)).toBe(oracleEdit(state, question))
          expect(decision.because.length).toBeGreaterThan(0)
        }
      }),
      runs(1500),
    )
  })

  it('on who sees whom', () => {
    fc.assert(
      fc.property(anyOrg(), (state) => {
        const rules = compileRules(state)
        for (const who of state.staff.keys()) {
          const hidden = hiddenRoles(rules, who, nowMs)
          for (const [on, target] of state.staff) {
            const seen = oracleSeeing(state, who, on, nowMs)
            expect(seeing(rules, who, on, nowMs)).toBe(seen)
            if (who !== on && hidden.includes(target.role)) expect(seen).toBe('hidden')
          }
        }
      }),
      runs(500),
    )
  })

  it('on who can, anywhere and at each place, and on what each person holds', () => {
    fc.assert(
      fc.property(anyOrg(), (state) => {
        const rules = compileRules(state)
        const held = new Map([...state.staff.keys()].map((who) => [who, access(rules, who, nowMs)]))
        for (const permission of state.blueprint.permissions) {
          const answers = new Map(
            [...state.staff.keys()].map((who) => [who, oracleAnswers(state, who, permission.key, nowMs)]),
          )
          const expected = [...answers].filter(([, mine]) => mine.size > 0)
          const holders = whoCan(rules, { do: permission.key, atMs: nowMs })
          expect(holders.map((holder) => [holder.staffId, holder.reach])).toEqual(
            expected.map(([who, mine]) => [who, oracleReach(mine)]),
          )
          for (const holder of holders) {
            const mine = answers.get(holder.staffId)!
            expect(holder.places === null).toBe(holder.reach !== 'assigned')
            if (holder.places !== null) expectRoots(state, holder.places, placesIn(mine), mine)
            const own = held.get(holder.staffId)!.find((one) => one.permission === permission.key)
            expect(own).toMatchObject({ reach: holder.reach, places: holder.places })
            expect(own!.because.length).toBeGreaterThan(0)
          }
          expect([...held.values()].flat().filter((one) => one.permission === permission.key)).toHaveLength(
            holders.length,
          )
          for (const at of state.places.keys()) {
            const here = expected.filter(([, mine]) => [...mine].some((answer) => answer.endsWith(`@${at}`)))
            const holdersHere = whoCan(rules, { do: permission.key, at, atMs: nowMs })
            expect(holdersHere.map((holder) => holder.staffId)).toEqual(here.map(([who]) => who))
          }
        }
      }),
      runs(120),
    )
  })

  it('on every difference between two organizations', () => {
    const anyTwo = anyOrg().chain((before) =>
      fc.record({
        before: fc.constant(before),
        // Another draw of the same blueprint: people, places, grants and switches may all differ, or only some.
        other: anyOrg(fc.constant(before.blueprint)),
        takes: fc.subarray(['staff', 'places', 'grants', 'switches'] as const),
        isUpdated: fc.boolean(),
      }),
    )
    let differences = 0
    fc.assert(
      fc.property(anyTwo, ({ before, other, takes, isUpdated }) => {
        const after: OrgState = { ...before, ...Object.fromEntries(takes.map((part) => [part, other[part]])) }
        const rulesBefore = compileRules(before)
        const rulesAfter = isUpdated
          ? updateRules(rulesBefore, after, {
              staff: [...before.staff.keys(), ...after.staff.keys()],
              everything: true,
            })
          : compileRules(after)
        const found = diffRules(rulesBefore, rulesAfter, nowMs)
        const gains = new Map(found.gain.map((one) => [`${one.staffId} ${one.permission}`, one]))
        const losses = new Map(found.lose.map((one) => [`${one.staffId} ${one.permission}`, one]))
        expect(gains.size).toBe(found.gain.length)
        expect(losses.size).toBe(found.lose.length)
        for (const who of new Set([...before.staff.keys(), ...after.staff.keys()])) {
          for (const permission of before.blueprint.permissions) {
            const was = oracleAnswers(before, who, permission.key, nowMs)
            const is = oracleAnswers(after, who, permission.key, nowMs)
            const name = `${who} ${permission.key}`
            differences += expectDifference(after, gains.get(name), is, was, [was, is])
            differences += expectDifference(before, losses.get(name), was, is, [was, is])
          }
        }
      }),
      runs(80),
    )
    expect(differences).toBeGreaterThan(100)
  })
})

function expectRoots(
  state: OrgState,
  roots: readonly PlaceId[],
  held: readonly PlaceId[],
  answers: ReadonlySet<string>,
): void {
  const covered = below(state, roots)
  for (const place of held) expect([...covered]).toContain(place)
  for (const root of roots) expect([...below(state, [root])].some((place) => answers.has(`@${place}`))).toBe(true)
}

/** `more` holds what `less` does not, exactly when there is a difference, and at the places that it names. */
function expectDifference(
  state: OrgState,
  found: AccessDifference | undefined,
  more: ReadonlySet<string>,
  less: ReadonlySet<string>,
  [was, is]: [ReadonlySet<string>, ReadonlySet<string>],
): number {
  // Answers at places that one organization does not have follow from those anywhere.
  const isCovered = (answer: string): boolean =>
    less.has(answer) || less.has('@') || less.has(`${answer.split('@')[0]}@`)
  const extra = [...more].filter((answer) => !isCovered(answer))
  if (extra.length === 0) {
    expect(found).toBeUndefined()
    return 0
  }
  expect(found, JSON.stringify([[...was], [...is]])).toMatchObject({ before: oracleReach(was), after: oracleReach(is) })
  if (extra.some((answer) => answer.endsWith('@'))) expect(found!.places).toBeNull()
  else expectRoots(state, found!.places!, placesIn(new Set(extra)), new Set(extra))
  return 1
}

describe('what would change it to a yes', () => {
  it('does change it, and no part of it is idle', () => {
    let changed = 0
    fc.assert(
      fc.property(anyQuestions, ({ state, requests }) => {
        const rules = compileRules(state)
        for (const request of requests) {
          const compiled = compileRequest(rules, request)
          if (compiled.isContradictory || compiled.who === -1 || compiled.permission === -1 || compiled.on === -2)
            continue
          if (oracleDecide(state, request).allowed) {
            expect(explain(rules, request).wouldNeed).toEqual([])
            continue
          }
          for (const fixes of findFixes(rules, compiled)) {
            expect(afterFixes(rules, state, request, fixes), JSON.stringify({ request, fixes })).toBe(true)
            for (const left of fixes) {
              const without = fixes.filter((fix) => fix !== left)
              expect(afterFixes(rules, state, request, without), JSON.stringify({ request, fixes, left })).toBe(false)
            }
            changed += 1
          }
        }
      }),
      runs(700),
    )
    expect(changed).toBeGreaterThan(500)
  })
})

function afterFixes(rules: Rules, state: OrgState, request: Request, fixes: readonly Fix[]): boolean {
  let person = state.staff.get(request.who)!
  let facts = request.facts ?? {}
  const grants = new Map(state.grants)
  const switches = new Map(state.switches)
  for (const fix of fixes) {
    if (fix.kind === 'restore') person = { ...person, state: person.stateBefore ?? 'active' }
    if (fix.kind === 'activate') person = { ...person, state: 'active' }
    if (fix.kind === 'set-role') person = { ...person, role: rules.roles[fix.role]!.key }
    if (fix.kind === 'mark-fact') facts = { ...facts, [fix.key]: true }
    if (fix.kind === 'turn-on') switches.set(`${fix.what}/${fix.key}`, { kind: fix.what, key: fix.key, on: true })
    if (fix.kind === 'assign-place') {
      const place = rules.places.interner.ids[fix.place]!
      const others = person.assignments.filter((one) => one.place !== place)
      person = { ...person, assignments: [...others, { place, untilMs: null }] }
    }
    if (fix.kind === 'grant-person') {
      const permission = rules.permissions[fix.permission]!.key
      const grant = { permission, reach: fix.reach, places: null, untilMs: null }
      person = { ...person, personalGrants: [...person.personalGrants, grant] }
    }
    if (fix.kind === 'grant-role') {
      const role = rules.roles[fix.role]!.key
      const permission = rules.permissions[fix.permission]!.key
      grants.set(`${role}/${permission}`, { role, permission, reach: fix.reach })
    }
  }
  const staff = new Map(state.staff).set(person.id, person)
  return oracleDecide({ ...state, staff, grants, switches }, { ...request, facts }).allowed
}

describe('rules after an edit', () => {
  it('equal rules compiled from nothing, and leave the rules before as they were', () => {
    const anyEdited = anyOrg().chain((before) =>
      fc.record({
        before: fc.constant(before),
        other: anyOrg(fc.constant(before.blueprint)),
        isPeopleOnly: fc.boolean(),
        requests: fc.array(anyRequest(before), { minLength: 20, maxLength: 20 }),
      }),
    )
    fc.assert(
      fc.property(anyEdited, ({ before, other, isPeopleOnly, requests }) => {
        const rules = compileRules(before)
        const answersBefore = requests.map((request) => decide(rules, request))
        const after: OrgState = isPeopleOnly
          ? { ...before, staff: other.staff }
          : { ...other, blueprint: before.blueprint }
        const staff = [...new Set<StaffId>([...before.staff.keys(), ...other.staff.keys()])]
        const updated = updateRules(rules, after, { staff, everything: !isPeopleOnly })
        const fresh = compileRules(after)
        for (const request of requests) {
          expect(explain(updated, request)).toEqual(explain(fresh, request))
          expect(decide(updated, request)).toBe(oracleDecide(after, request).allowed)
        }
        expect(requests.map((request) => decide(rules, request))).toEqual(answersBefore)
      }),
      runs(400),
    )
  })
})
