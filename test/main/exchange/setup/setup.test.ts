import { fc } from '../../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { planSetup } from '../../../../src/main/exchange/setup/planSetup'
import { readSetup } from '../../../../src/main/exchange/setup/readSetup'
import { toYaml } from '../../../../src/main/exchange/setup/writeYamlFile'
import { shippedBlueprints } from '../../../../src/main/org/shippedBlueprints'
import type { Blueprint } from '../../../../src/shared/domain/blueprint'
import type { OrgState } from '../../../../src/shared/domain/orgState'
import { parseSetup, type Setup, setupFormat } from '../../../../src/shared/domain/setup'
import type { Desk } from '../../../../src/main/operations/desk'
import { aDeskWithOrg, aFolder, value } from '../../../helpers/aDesk'
import { actAs } from '../../../helpers/actAs'
import { aPerson, anOrgState } from '../../../helpers/anOrgState'

const names = ['Sales', 'sales', 'Night shift', 'Zürich 2', '+1 555 0100', 'Leeds', 'a: b # c', 'O\'Neil "x"', '- x']

/** Setups with names that meet, keys that are written or not, nested places, and people new and known. */
function anySetup(blueprint: Blueprint): fc.Arbitrary<Setup> {
  const kinds = blueprint.placeKinds.filter(({ key }) => key !== 'location' && key !== 'product')
  const anyName = fc.constantFrom(...names)
  const anyPlaces =
    kinds.length === 0
      ? fc.constant([])
      : fc.array(
          fc.constantFrom(...kinds).chain((kind) => {
            const below = kinds.filter(({ under }) => under.includes(kind.key))
            return fc.record(
              {
                kind: fc.constant(kind.key),
                name: anyName,
                key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5'),
                places:
                  below.length === 0
                    ? fc.constant([])
                    : fc.array(fc.record({ kind: fc.constant(below[0]!.key), name: anyName }), { maxLength: 2 }),
              },
              { requiredKeys: ['kind', 'name'] },
            )
          }),
          { maxLength: 4 },
        )
  const roles = blueprint.roles.filter((role) => !role.singleton).map(({ key }) => key)
  const anyPerson = fc.record(
    {
      email: fc.constantFrom('ana@x.example', 'Bo@x.example', 'cy@x.example', 'Dé@x.example'),
      name: fc.constantFrom('Ana', 'Bo: "x"', "Cy O'Dé"),
      role: fc.constantFrom(...roles),
      active: fc.boolean(),
      until: fc.constantFrom('2099-12-31', '2098-01-01T10:00Z'),
      products: fc.subarray(blueprint.products.filter(({ active }) => active).map(({ key }) => key as string)),
    },
    { requiredKeys: ['email', 'name', 'role'] },
  )
  const switches = (list: readonly { key: string }[]) =>
    fc.dictionary(
      fc.constantFrom(...list.map(({ key }) => key)),
      fc.constantFrom(true, false, 'on' as const, 'off' as const),
    )
  return fc.record(
    {
      format: fc.constant(setupFormat as typeof setupFormat),
      location: fc.record({ name: fc.constantFrom('Leeds', 'York 9', 'Großhöfe') }),
      places: anyPlaces,
      people: fc.uniqueArray(anyPerson, { maxLength: 3, selector: ({ email }) => email.toLowerCase() }),
      managers: fc.subarray(['robin@northside.example', 'ROBIN@northside.example'], { maxLength: 1 }),
      ...(blueprint.features.length === 0 ? {} : { features: switches(blueprint.features) }),
      ...(blueprint.settings.length === 0 ? {} : { settings: switches(blueprint.settings) }),
    },
    { requiredKeys: ['format', 'location'] },
  ) as unknown as fc.Arbitrary<Setup>
}

/** What of an organization a setup may change, without the ids of its people. */
function present(state: OrgState): unknown {
  const people = [...state.staff.values()].map(({ id: _id, addedAtMs: _at, ...person }) => person)
  return {
    places: [...state.places.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    people: people.sort((a, b) => ((a.email ?? '') < (b.email ?? '') ? -1 : 1)),
    switches: [...state.switches.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    grants: [...state.grants.values()],
  }
}

async function applied(desk: Desk, setup: Setup): Promise<boolean> {
  const plan = value(await desk.call('setup.plan', { setup }))
  // Two written places with one key, or names that end at one key, are problems, and the door has none to judge.
  if (plan.problems.length > 0) return false
  expect(plan.refusedBecause).toEqual([])
  const { add, change } = plan.counts
  if (add + change > 0) value(await desk.call('setup.apply', { setup }))
  return true
}

describe.each(shippedBlueprints().map((blueprint) => [blueprint.id, blueprint] as const))(
  'a setup of %s',
  (id, blueprint) => {
    it('is the same when it was written as a file and read', () => {
      fc.assert(
        fc.property(anySetup(blueprint), (setup) => {
          const read = readSetup(toYaml(setup))
          if (!read.ok) throw new Error(read.error.message)
          expect(read.value.value).toEqual(parseSetup.parse(setup))
        }),
        { numRuns: 100 },
      )
    })

    it('changes nothing the second time, and leads to the same organization from the screens and from a file', async () => {
      let count = 0
      await fc.assert(
        fc.asyncProperty(anySetup(blueprint), fc.boolean(), async (setup, isAfterAnother) => {
          const [screens, file] = [await aDeskWithOrg(id), await aDeskWithOrg(id)]
          for (const { desk } of [screens, file]) {
            if (isAfterAnother) await applied(desk, { ...setup, people: [], location: { name: 'York 9' } })
          }
          if (!(await applied(screens.desk, setup))) return
          const written = readSetup(toYaml(setup))
          if (!written.ok) throw new Error(written.error.message)
          await applied(file.desk, written.value.value)
          expect(present(file.desk.org!.state())).toEqual(present(screens.desk.org!.state()))
          const again = value(await screens.desk.call('setup.plan', { setup }))
          expect([again.counts.add, again.counts.change, again.problems]).toEqual([0, 0, []])
          expect(await screens.desk.call('setup.apply', { setup })).toMatchObject({
            error: { code: 'nothing-to-change' },
          })
          count += 1
        }),
        { numRuns: 12 },
      )
      expect(count).toBeGreaterThan(3)
    })
  },
)

describe('planning a setup', () => {
  const leeds: Setup = { format: setupFormat, location: { name: 'Leeds' } }

  it('names nobody whom the reader may not see', () => {
    const ada = aPerson('ada@x.example', { role: 'administrator', name: 'Ada Secret' })
    const plan = planSetup(
      anOrgState({ staff: [ada] }),
      { ...leeds, people: [{ email: 'ada@x.example' }], managers: ['ada@x.example'] },
      { atMs: 0, sees: () => 'hidden' },
    )
    expect(plan.problems.map(({ text }) => text)).toEqual([
      'ada@x.example is taken by somebody whom you may not see. Ask somebody with the top role.',
    ])
    expect(JSON.stringify([plan.lines, plan.problems])).not.toContain('Secret')
  })

  it('asks the door who may: a manager sets up under their own place and nowhere else, and sees no administrator', async () => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep', aFolder())
    const north = value(await desk.call('place.add', { kind: 'location', name: 'North' })).place
    value(await desk.call('place.add', { kind: 'location', name: 'South' }))
    const added = await desk.call('staff.add', {
      people: [{ name: 'Mo', email: 'mo@x.example', role: 'manager' as never, at: [north] }],
      active: true,
    })
    const manager = await actAs(folder, path, value(added).staffIds[0]!, 'mo@x.example')
    const under = async (place: string, more: Partial<Setup> = {}) =>
      value(
        await manager.call('setup.plan', { setup: { ...leeds, location: { name: 'Leeds', under: place }, ...more } }),
      )
    expect((await under('North')).refusedBecause).toEqual([])
    expect((await under('South')).refusedBecause).not.toEqual([])
    const promoted = await under('North', {
      people: [{ email: 'a@x.example', name: 'A', role: 'administrator' as never }],
    })
    expect(promoted.refusedBecause[0]!.code).toBe('rank')
    const plan = await under('North', { places: [{ kind: 'group', name: 'Sales' }] })
    expect(JSON.stringify(plan)).not.toMatch(/Robin|robin@/)
    const gap = plan.gaps.find(({ permission }) => permission === 'contacts.unblock')
    expect(gap?.text).toBe(
      'Nobody whom you may see assigned to Leeds or above can “Unblock contacts” there, and nobody elsewhere.',
    )
    value(
      await manager.call('setup.apply', {
        setup: { ...leeds, location: { name: 'Leeds', under: 'North' }, places: [{ kind: 'group', name: 'Sales' }] },
      }),
    )
  })

  it('keeps an unfinished draft beside the staged edits, and drops it', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const edits = [{ role: 'member' as never, permission: 'users.view' as never, reach: 'assigned' as const }]
    value(await desk.call('draft.save', { edits }))
    value(await desk.call('setup.saveDraft', { draft: { name: 'Leeds' } }))
    expect(value(await desk.call('setup.readDraft', {})).draft).toEqual({ name: 'Leeds' })
    expect(value(await desk.call('draft.read', {})).edits).toEqual(edits)
    value(await desk.call('setup.saveDraft', { draft: null }))
    expect(value(await desk.call('setup.readDraft', {})).draft).toBeNull()
    expect(value(await desk.call('draft.read', {})).edits).toEqual(edits)
  })

  it('assigns whom it takes over to the places that are written in place of theirs', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    value(
      await desk.call('setup.apply', {
        setup: {
          format: setupFormat,
          location: { name: 'York' },
          places: [{ kind: 'group', name: 'York Sales' }],
          people: [{ email: 'a@x.example', name: 'A', role: 'member' as never, at: ['York Sales'] }],
        },
      }),
    )
    const setup: Setup = {
      ...leeds,
      copy: { from: 'York', places: false, people: 'everyone' },
      places: [{ kind: 'group', name: 'Leeds Sales' }],
    }
    const { lines } = value(await desk.call('setup.plan', { setup }))
    expect(lines.map(({ text }) => text)).toContain('Assign A to Leeds Sales.')
    // Taken over and written is one place.
    const both = value(
      await desk.call('setup.plan', { setup: { ...setup, copy: { from: 'York', people: 'everyone' } } }),
    )
    expect(both.lines.map(({ text }) => text).toSorted()).toEqual(lines.map(({ text }) => text).toSorted())
  })
})
