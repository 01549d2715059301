import { describe, expect, it } from 'vitest'
import { makeSample } from '../../../../src/main/exchange/sample/makeSample'
import { shippedBlueprints } from '../../../../src/main/org/shippedBlueprints'
import { changeBodies, type ChangeRow } from '../../../../src/shared/domain/change'
import { isEmail } from '../../../../src/shared/domain/email'
import { aBlueprint } from '../../../helpers/anOrgState'

const addsOf = (sample: ReturnType<typeof makeSample>) =>
  sample.items.flatMap((item) =>
    item.wanted.intents.flatMap((intent): ChangeRow<'staff.add'>[] =>
      intent.kind === 'staff.add' ? intent.body.rows : [],
    ),
  )

describe('makeSample', () => {
  it.each(shippedBlueprints().map((blueprint) => blueprint.id))(
    'makes well-formed changes in order of time for %s',
    (id) => {
      for (const people of [1, 2, 3, 12, 240]) {
        const sample = makeSample(aBlueprint(id), people, 1)
        expect(addsOf(sample)).toHaveLength(people - 1)
        let before = sample.createdAtMs
        for (const { atMs, wanted } of sample.items) {
          expect(atMs).toBeGreaterThanOrEqual(before)
          before = atMs
          for (const intent of wanted.intents) changeBodies[intent.kind].parse(intent.body)
        }
      }
    },
  )

  it('is the same for the same arguments and another for others', () => {
    const textOf = (people: number, seed: number) => JSON.stringify(makeSample(aBlueprint('prokeep'), people, seed))
    expect(textOf(60, 1)).toBe(textOf(60, 1))
    expect(textOf(60, 1)).not.toBe(textOf(60, 2))
    expect(makeSample(aBlueprint('staff-ladder'), 40, 1)).toMatchObject({
      orgName: 'Northside Supply',
      owner: { name: 'Robin Shaw', email: 'robin.shaw@northside.example' },
    })
  })

  it('tells a history: places, people, decisions, moves, a cover with an end, removals', () => {
    const kinds = makeSample(aBlueprint('staff-ladder'), 240, 1).items.flatMap((item) =>
      item.wanted.intents.map((intent) => intent.kind),
    )
    expect(new Set(kinds)).toEqual(
      new Set([
        'place.create',
        'staff.add',
        'staff.setRole',
        'grant.set',
        'staff.assign',
        'staff.grant',
        'staff.remove',
      ]),
    )
  })

  it('spreads people over the ladder: one of a kind, few above, most below', () => {
    const roles = addsOf(makeSample(aBlueprint('staff-ladder'), 1284, 1)).map((row) => row.to.role as string)
    const count = (role: string) => roles.filter((one) => one === role).length
    expect(count('super-admin')).toBe(0)
    expect(count('admin')).toBe(6)
    expect(count('teammate')).toBeGreaterThan(700)
    for (const role of ['project-manager', 'office-manager', 'salesperson', 'freelancer'])
      expect(count(role)).toBeGreaterThan(20)
  })

  it('gives 100,000 people distinct addresses in changes of at most 1,000 rows', () => {
    const sample = makeSample(aBlueprint('prokeep'), 100_000, 1)
    const emails = sample.items.flatMap((item) =>
      item.wanted.personal.filter((value) => value.field === 'email').map((value) => value.value),
    )
    expect(new Set([...emails, sample.owner.email]).size).toBe(100_000)
    expect(emails.every(isEmail)).toBe(true)
    const [biggest] = sample.items.map((item) => item.wanted.intents.length).toSorted((a, b) => b - a)
    expect(biggest).toBe(100)
    const names = new Set(
      sample.items.flatMap((item) =>
        item.wanted.personal.filter((value) => value.field === 'name').map((value) => value.value),
      ),
    )
    expect(names.size).toBeGreaterThan(10_000)
  })
})
