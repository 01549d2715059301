import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { closeGaps } from '../../../src/main/engine/closeGaps'
import { compileRules } from '../../../src/main/engine/compileRules'
import { findGaps } from '../../../src/main/engine/findGaps'
import { describeGap } from '../../../src/main/engine/gapWords'
import { whoCan } from '../../../src/main/engine/whoCan'
import type { PermissionKey, PlaceId, StaffId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import type { StaffMember } from '../../../src/shared/domain/staff'
import { aPerson, aPlace, anOrgState } from '../../helpers/anOrgState'
import { anyOrg, nowMs } from './anyOrg'

const leeds = 'location:leeds' as PlaceId
const north = 'location:north'

/** Two groups under Leeds, Leeds under North, York beside it. */
function aBranch(people: { readonly staff: readonly StaffMember[] }): OrgState {
  return anOrgState({
    ...people,
    places: [
      aPlace(north),
      aPlace(leeds, { parent: north as PlaceId, name: 'Leeds' }),
      aPlace('group:days', { parent: leeds, name: 'Days' }),
      aPlace('group:nights', { parent: leeds, name: 'Nights' }),
      aPlace('location:york'),
    ],
  })
}

const gapsOf = (state: OrgState, sees?: (staffId: StaffId) => boolean) =>
  findGaps(compileRules(state), { at: leeds, atMs: nowMs, ...(sees === undefined ? {} : { sees }) })
const gapAbout = (state: OrgState, permission: string, sees?: (staffId: StaffId) => boolean) =>
  gapsOf(state, sees).find((gap) => gap.permission === permission)

describe('gaps of a location', () => {
  it('names what only people elsewhere can do, with how many of which role', () => {
    const state = aBranch({
      staff: [
        aPerson('ada@x', { role: 'administrator' }),
        aPerson('abe@x', { role: 'administrator' }),
        aPerson('mo@x', { role: 'manager', at: [leeds] }),
        aPerson('mi@x', { role: 'manager', at: [leeds] }),
      ],
    })
    const gap = gapAbout(state, 'contacts.unblock')!
    expect(gap).toMatchObject({ kind: 'elsewhere', places: [leeds], able: 2 })
    expect(describeGap(compileRules(state), gap, false)).toBe(
      'Nobody assigned to Leeds or above can “Unblock contacts” there; 2 people of the role Administrator elsewhere can.',
    )
    expect(gapAbout(state, 'users.view')).toBeUndefined()
  })

  it('counts people assigned above, and not those assigned beside it', () => {
    const above = aBranch({ staff: ['a', 'b'].map((who) => aPerson(`${who}@x`, { role: 'manager', at: [north] })) })
    expect(gapAbout(above, 'users.view')).toBeUndefined()
    const beside = aBranch({ staff: [aPerson('a@x', { role: 'manager', at: ['location:york'] })] })
    // A manager of York can nothing at Leeds.
    expect(gapAbout(beside, 'users.view')).toMatchObject({ kind: 'nobody', able: 0 })
  })

  it('asks about each place under it when nobody covers all of it', () => {
    const people = ['a', 'b'].map((who) => aPerson(`${who}@x`, { role: 'member', at: ['group:days'] }))
    expect(gapAbout(aBranch({ staff: people }), 'inbox.access')).toMatchObject({ places: ['group:nights'] })
    const both = [...people, ...['c', 'd'].map((who) => aPerson(`${who}@x`, { role: 'member', at: ['group:nights'] }))]
    expect(gapAbout(aBranch({ staff: both }), 'inbox.access')).toBeUndefined()
  })

  it('names the only person who can', () => {
    const state = aBranch({ staff: [aPerson('mo@x', { role: 'manager', at: [leeds] })] })
    const gap = gapAbout(state, 'users.view')!
    expect(gap.kind).toBe('one')
    expect(describeGap(compileRules(state), gap, true)).toBe(
      'Only mo can “See users” at Leeds, of the people whom you may see.',
    )
  })

  it('says nothing about people whom the reader may not see (S0.14)', () => {
    const ada = aPerson('ada@x', { role: 'administrator', at: [leeds] })
    const state = aBranch({ staff: [ada, aPerson('mo@x', { role: 'manager', at: [leeds] })] })
    const hidden = gapAbout(state, 'contacts.unblock', (staffId) => staffId !== ada.id)!
    expect(hidden).toMatchObject({ kind: 'nobody', able: 0, people: [], byRole: [] })
    const without = aBranch({ staff: [aPerson('mo@x', { role: 'manager', at: [leeds] })] })
    expect(gapsOf(state, (staffId) => staffId !== ada.id)).toEqual(gapsOf(without))
  })

  it('is empty for a place that is archived or not there', () => {
    const rules = compileRules(anOrgState({ places: [aPlace(leeds, { isArchived: true })] }))
    expect(findGaps(rules, { at: leeds, atMs: 0 })).toEqual([])
    expect(findGaps(rules, { at: 'location:x' as PlaceId, atMs: 0 })).toEqual([])
  })
})

describe('ways to close gaps', () => {
  it('come with what they close, people near first and the top role last', () => {
    const state = aBranch({
      staff: [
        aPerson('ada@x', { role: 'administrator' }),
        aPerson('far@x', { role: 'manager', at: ['location:york'] }),
        aPerson('near@x', { role: 'manager', at: ['group:days'] }),
      ],
    })
    const rules = compileRules(state)
    const gaps = findGaps(rules, { at: leeds, atMs: nowMs })
    const fixes = closeGaps(rules, gaps, { at: leeds, atMs: nowMs })
    const told = fixes.map((fix) => `${fix.kind} ${'staffId' in fix ? state.staff.get(fix.staffId)!.name : fix.role}`)
    expect(told.slice(0, 3)).toEqual(['assign near', 'assign far', 'invite manager'])
    expect(told.slice(-2)).toEqual(['assign ada', 'invite administrator'])
  })

  it('close what they say, when somebody new is assigned', () => {
    fc.assert(
      fc.property(anyOrg(), fc.nat(), (state, pick) => {
        const living = [...state.places.values()].filter(({ isArchived }) => !isArchived)
        fc.pre(living.length > 0)
        const at = living[pick % living.length]!.id
        const rules = compileRules(state)
        const gaps = findGaps(rules, { at, atMs: nowMs })
        for (const fix of closeGaps(rules, gaps, { at, atMs: nowMs })) {
          if (fix.kind !== 'invite') continue
          const products = fix.products.map((key) => ({ place: `product:${key}` as PlaceId, untilMs: null }))
          const person = aPerson('new@x', { role: fix.role })
          const assignments = [{ place: at, untilMs: null }, ...products]
          const staff = new Map([...state.staff, [person.id, { ...person, assignments }] as const])
          const open = findGaps(compileRules({ ...state, staff }), { at, atMs: nowMs })
          const still = open.filter((gap) => gap.kind !== 'one' && fix.closes.includes(gap.permission))
          expect(still.map(({ permission }) => permission)).toEqual([])
        }
      }),
      { numRuns: 150 },
    )
  })
})

it('agrees with asking who can, place by place, in any organization', () => {
  fc.assert(
    fc.property(anyOrg(), fc.nat(), (state, pick) => {
      const all = [...state.places.values()]
      const at = all[pick % all.length]!.id
      const rules = compileRules(state)
      const found = findGaps(rules, { at, atMs: nowMs })
      const told = new Map(found.map((gap) => [`${gap.permission}/${gap.kind === 'one' ? 'one' : 'gap'}`, gap]))
      const above = (place: PlaceId): PlaceId[] => {
        const parent = state.places.get(place)?.parent ?? null
        return [place, ...(parent === null ? [] : above(parent))]
      }
      const isLiving = (place: PlaceId) => above(place).every((each) => state.places.get(each)?.isArchived === false)
      const under = all.map(({ id }) => id).filter((id) => above(id).includes(at) && isLiving(id))
      const isAssigned = (staffId: StaffId, places: readonly PlaceId[]) =>
        state.staff
          .get(staffId)!
          .assignments.some(({ place, untilMs }) => places.includes(place) && (untilMs === null || untilMs > nowMs))
      const counts = (permission: PermissionKey, place: PlaceId) => {
        const number = rules.permissionByKey.get(permission)!
        return rules.permissions[number]!.scope.counts[rules.places.interner.numberOf.get(place)!] === 1
      }
      for (const permission of state.blueprint.permissions) {
        const gap = told.get(`${permission.key}/gap`)
        if (!isLiving(at)) {
          expect(gap).toBeUndefined()
          continue
        }
        const local = (place: PlaceId, near: readonly PlaceId[]) =>
          whoCan(rules, { do: permission.key, at: place, atMs: nowMs }).some(({ staffId }) => isAssigned(staffId, near))
        if (permission.class !== 'place') {
          if (gap !== undefined) expect(local(at, under.flatMap(above))).toBe(false)
          continue
        }
        const targets = under.filter((place) => place !== at && counts(permission.key, place))
        const isCovered = counts(permission.key, at) && local(at, above(at))
        const missing = isCovered ? [] : targets.filter((place) => !local(place, above(place)))
        const everywhere = counts(permission.key, at) && missing.length === targets.length
        const expected = isCovered ? [] : everywhere ? [at] : missing
        // A permission that is off for everybody is no gap.
        if (gap !== undefined) expect([...gap.places].sort()).toEqual([...expected].sort())
        else if (expected.length > 0) {
          expect(whoCan(rules, { do: permission.key, atMs: nowMs })).toEqual([])
        }
      }
    }),
    { numRuns: 300 },
  )
})
