import { describe, expect, it } from 'vitest'
import type { Checking, Finding } from '../../../src/main/audit/findings/Finding'
import { findFindings } from '../../../src/main/audit/findings/findFindings'
import { type FindingRule, readFindingRules, shippedFindingRules } from '../../../src/main/audit/findings/findingRules'
import { compileRules } from '../../../src/main/engine/compileRules'
import { runAtOnce } from '../../../src/main/org/runInSteps'
import type { PermissionKey, PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { grantKey, type OrgState, switchKey } from '../../../src/shared/domain/orgState'
import type { Reach } from '../../../src/shared/domain/reach'
import { aBlueprint, anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'

const dayMs = 86_400_000
const atMs = 1000 * dayMs

function look(state: OrgState, more: Partial<Checking> = {}, rules: readonly FindingRule[] = shippedFindingRules()) {
  const checking: Checking = {
    state,
    rules: compileRules(state),
    atMs,
    sees: () => 'full',
    removedAtMs: () => undefined,
    lastReviewedAtMs: () => undefined,
    failedExpectations: () => [],
    ...more,
  }
  return runAtOnce(findFindings(checking, rules))
}

const of = (findings: readonly Finding[], rule: string) => findings.filter((one) => one.rule === rule)
const grant = (role: string, permission: string, reach: Reach) =>
  [
    grantKey(role as RoleKey, permission as PermissionKey),
    { role: role as RoleKey, permission: permission as PermissionKey, reach },
  ] as const
const riverton = aPlace('location:riverton', { name: 'Riverton' })
const harbor = aPlace('location:harbor', { name: 'Harbor' })
const twoAdmins = [aPerson('ann@x.org', { role: 'administrator' }), aPerson('abe@x.org', { role: 'administrator' })]

describe('findings', () => {
  it('says nothing of an organization in order but what the source leaves open', () => {
    const state = anOrgState({
      places: [riverton],
      staff: [...twoAdmins, aPerson('ben@x.org', { at: ['location:riverton'] })],
    })
    expect([...new Set(look(state).map(({ rule }) => rule))]).toEqual(['undecided'])
  })

  it('names the one person who can, and what only they can', () => {
    const state = anOrgState({ staff: [twoAdmins[0]!] })
    const [only] = of(look(state), 'one-can')
    expect(only).toMatchObject({ severity: 'medium', people: [twoAdmins[0]!.id] })
    expect(only!.title).toMatch(/^Only ann can do \d+ things$/)
    expect(only!.permissions).toContain('users.add')
  })

  it('finds places where nobody or one person can, of people who are there', () => {
    // Only people of a place can: the administrators are taken out of it by a blueprint where groups count.
    const pronto = (at: readonly string[][]) =>
      anOrgState({
        blueprint: 'pronto',
        places: [aPlace('group:north', { name: 'North' }), aPlace('group:south', { name: 'South' })],
        staff: at.map((places, i) => aPerson(`p${i}@x.org`, { role: 'manager', at: places })),
      })
    // S2.21: a group announcement is sent by somebody who is in the group; administrators too.
    const permission = 'announcements.group'
    const about = (findings: readonly Finding[], rule: string) =>
      of(findings, rule).filter((one) => one.permissions?.includes(permission as PermissionKey))
    const found = look(pronto([['group:north'], ['group:north']]))
    expect(about(found, 'nobody-can')).toMatchObject([{ severity: 'high', places: ['group:south'] }])
    expect(about(found, 'one-can')).toEqual([])
    const alone = look(pronto([['group:north'], ['group:south'], ['group:south']]))
    expect(about(alone, 'nobody-can')).toEqual([])
    expect(about(alone, 'one-can')).toMatchObject([{ places: ['group:north'] }])
    const nobody = look(pronto([[]]))
    expect(about(nobody, 'nobody-can')).toMatchObject([{ title: expect.stringMatching(/^Nobody can: /) }])
  })

  it('does not call the single person of a role for one person a finding (S4.3, S4.4)', () => {
    const staff = [
      aPerson('boss@x.org', { role: 'super-admin' }),
      aPerson('a@x.org', { role: 'admin' }),
      aPerson('b@x.org', { role: 'admin' }),
    ]
    const found = of(look(anOrgState({ blueprint: 'staff-ladder', staff })), 'one-can')
    expect(found.flatMap((one) => one.permissions ?? [])).not.toContain('subscription.manage')
  })

  it('flags promotions that take something away (S4.21)', () => {
    const found = of(look(anOrgState({ blueprint: 'staff-ladder' })), 'rank-inversion')
    const between = (upper: string, lower: string) =>
      found.find((one) => one.key === `rank-inversion/${lower}/${upper}`)
    expect(between('project-manager', 'office-manager')!.permissions).toContain('billing.access')
    expect(between('teammate', 'salesperson')!.permissions).toContain('companies.create')
    expect(between('admin', 'project-manager')).toBeUndefined()
  })

  it('finds cells wider than the source’s, with the way back as a staged edit', () => {
    const state = { ...anOrgState({ staff: twoAdmins }), grants: new Map([grant('member', 'users.view', 'all')]) }
    expect(of(look(state), 'wider-than-default')).toMatchObject([
      {
        role: 'member',
        permissions: ['users.view'],
        proposal: { kind: 'grants', edits: [{ role: 'member', permission: 'users.view', reach: null }] },
      },
    ])
    const narrower = { ...state, grants: new Map([grant('manager', 'users.view', 'none')]) }
    expect(of(look(narrower), 'wider-than-default')).toEqual([])
  })

  it('finds grants that can never apply: feature off, nothing to reach, archived places', () => {
    const personal = { permission: 'contacts.unblock' as PermissionKey, reach: 'assigned' as const, untilMs: null }
    const staff = [
      ...twoAdmins,
      aPerson('old@x.org', { personalGrants: [{ ...personal, places: ['location:harbor' as PlaceId] }] }),
    ]
    const base = anOrgState({ places: [riverton, { ...harbor, isArchived: true }], staff })
    const state: OrgState = {
      ...base,
      grants: new Map([grant('manager', 'broadcast.send', 'all')]),
      switches: new Map([[switchKey('feature', 'broadcast'), { kind: 'feature', key: 'broadcast', on: false }]]),
    }
    const found = of(look(state), 'never-applies')
    expect(found.map(({ key }) => key).toSorted()).toEqual([
      'never-applies/manager/broadcast.send',
      'never-applies/person/contacts.unblock',
    ])
    expect(found.find(({ people }) => people.length === 1)!.reason).toMatch(/archived/)
  })

  it('finds people without a place, waiting, in Restore for long, and cover that ends or has ended', () => {
    const invited = (days: number) => ({ state: 'invited' as const, addedAtMs: atMs - days * dayMs })
    const staff = [
      ...twoAdmins,
      aPerson('lost@x.org'),
      aPerson('gone@x.org', { at: [['location:riverton', atMs - 1]] }),
      aPerson('soon@x.org', { at: ['location:riverton', ['location:harbor', atMs + 2 * dayMs]] }),
      aPerson('later@x.org', { at: [['location:harbor', atMs + 20 * dayMs]] }),
      aPerson('waits@x.org', invited(31)),
      aPerson('fresh@x.org', invited(29)),
      aPerson('out@x.org', { state: 'removed', stateBefore: 'active' }),
      aPerson('just@x.org', { state: 'removed', stateBefore: 'active' }),
    ]
    const state = anOrgState({ places: [riverton, harbor], staff })
    const id = (name: string) => staff.find((one) => one.name === name)!.id
    const removedAtMs = (who: string) => atMs - (who === id('out') ? 91 : 89) * dayMs
    const found = look(state, { removedAtMs })
    const people = (rule: string) => of(found, rule).flatMap((one) => one.people)
    expect(people('no-place')).toEqual([id('lost'), id('gone')])
    expect(people('idle-invited')).toEqual([id('waits')])
    expect(people('not-purged')).toEqual([id('out')])
    expect(people('cover-ends')).toEqual([id('soon')])
    expect(of(found, 'cover-ends')[0]!.title).toBe('Cover by soon ends in 2 days')
    expect(people('cover-ended')).toEqual([id('gone')])
  })

  it('takes the advice of the blueprint for how many are too many, and never counts a role for one', () => {
    const admins = (count: number) => Array.from({ length: count }, (_, i) => aPerson(`a${i}@x.org`, { role: 'admin' }))
    const crowd = (count: number) => of(look(anOrgState({ blueprint: 'pronto', staff: admins(count) })), 'crowded-top')
    expect(crowd(3)).toEqual([])
    expect(crowd(4)).toMatchObject([{ title: '4 people are Admin', role: 'admin' }])
  })

  it('calls only those limited to assigned places whose role is, in each blueprint', () => {
    // From the tables of blueprints.md: what another role has everywhere, these have in assigned places.
    const limited = {
      prokeep: ['manager', 'member'],
      'lines-and-products': ['standard'],
      // An Admin, too, announces only to groups they are in; all else is the whole organization's.
      pronto: [],
      propel: ['user'],
      'staff-ladder': ['teammate', 'salesperson', 'freelancer'],
    }
    for (const [blueprint, roles] of Object.entries(limited)) {
      const { roles: all } = aBlueprint(blueprint)
      const staff = all.map(({ key }) => aPerson(`${key}@x.org`, { role: key }))
      const found = of(look(anOrgState({ blueprint, staff })), 'no-place').flatMap((one) => one.people)
      expect([blueprint, staff.filter(({ id }) => found.includes(id)).map(({ role }) => role)]).toEqual([
        blueprint,
        roles,
      ])
    }
  })

  it('finds products that are on without anybody assigned', () => {
    const staff = [aPerson('a@x.org', { role: 'standard', at: ['product:conversations'] })]
    const places = [aPlace('product:conversations'), aPlace('product:blast')]
    const found = of(look(anOrgState({ blueprint: 'lines-and-products', places, staff })), 'product-unassigned')
    expect(found.map(({ key }) => key)).toEqual(['product-unassigned/blast'])
  })

  it('finds landing pages and default views that a role may not open (S3.14)', () => {
    const base = anOrgState({ blueprint: 'propel', staff: [aPerson('u@x.org', { role: 'user' })] })
    expect(of(look(base), 'view-not-permitted')).toEqual([])
    const state = { ...base, grants: new Map([grant('user', 'funnel-cards.view', 'none')]) }
    const found = of(look(state), 'view-not-permitted')
    expect(found.length).toBeGreaterThan(0)
    expect(found[0]).toMatchObject({ role: 'user', people: [base.staff.keys().next().value] })
  })

  it('leaves out people whom the reader may not see, by name and by number (S0.14)', () => {
    const staff = [aPerson('ann@x.org', { role: 'administrator' }), aPerson('lost@x.org'), aPerson('hid@x.org')]
    const hidden = new Set([staff[0]!.id, staff[2]!.id])
    const found = look(anOrgState({ staff }), { sees: (id) => (hidden.has(id) ? 'hidden' : 'full') })
    expect(of(found, 'no-place')[0]!.title).toBe('1 person has no place')
    // Administrators reach everything, so that nobody of them is led to.
    expect(of(found, 'no-place')[0]!.go).toBe('staff?noPlace=1&state=active&role=manager,member')
    expect(of(found, 'one-can')).toEqual([])
    expect(JSON.stringify(found)).not.toMatch(/ann|hid@|"hid/)
  })

  it('goes by thresholds that are data, and says where a file of rules is wrong', () => {
    const rules = (days: unknown) =>
      readFindingRules(
        JSON.stringify({
          format: 'rolecall/findings/1',
          rules: [{ key: 'idle', check: 'idle-invited', severity: 'high', days, name: 'Idle', advice: 'Ask.' }],
        }),
        'mine.json',
      )
    const state = anOrgState({ staff: [aPerson('w@x.org', { state: 'invited', addedAtMs: atMs - 3 * dayMs })] })
    const [strict, lax, wrong] = [rules(2), rules(4), rules('soon')]
    expect(strict.ok && look(state, {}, strict.value)).toMatchObject([{ rule: 'idle', severity: 'high' }])
    expect(lax.ok && look(state, {}, lax.value)).toEqual([])
    expect(wrong).toMatchObject({ ok: false, error: { code: 'bad-rules', at: 'rules.0.days' } })
  })

  it('says that no access review was finished for too long, to whom reviews are for', () => {
    const state = anOrgState({ staff: twoAdmins })
    const born = (daysAgo: number): OrgState => ({
      ...state,
      settings: { ...state.settings, createdAtMs: atMs - daysAgo * dayMs },
    })
    const found = (from: OrgState, last: number | null | undefined) =>
      of(look(from, { lastReviewedAtMs: () => last }), 'no-review')
    expect(found(born(179), null)).toEqual([])
    expect(found(born(180), null)).toMatchObject([
      { severity: 'medium', title: 'No access review was ever finished', go: 'audit?tab=reviews', people: [] },
    ])
    expect(found(born(900), undefined)).toEqual([])
    expect(found(born(900), atMs - 179 * dayMs)).toEqual([])
    expect(found(born(900), atMs - 200 * dayMs)).toMatchObject([
      { title: 'The last access review was finished 200 days ago' },
    ])
  })
})
