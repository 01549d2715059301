import { fc } from '../../helpers/fastCheck'
import { expect, it } from 'vitest'
import type { RoleKey } from '../../../src/shared/domain/ids'
import { findBlueprintProblems } from '../../../src/shared/domain/findBlueprintProblems'
import { rankOf } from '../../../src/shared/domain/cellReach'
import type { RoleWish } from '../../../src/main/operations/planRoleWish'
import { aDeskWithOrg, aFolder, value } from '../../helpers/aDesk'

/** A wish by numbers, which are read as roles of the ladder as it is then. */
const step = fc.record({
  do: fc.constantFrom('create', 'edit', 'move', 'delete' as const),
  one: fc.nat(9),
  other: fc.nat(9),
})

function wishOf({ do: verb, one, other }: { do: string; one: number; other: number }, keys: RoleKey[], n: number) {
  const role = keys[one % keys.length]!
  const under = keys[other % keys.length]!
  const wishes: Record<string, RoleWish> = {
    create: { do: 'create', like: role, under, name: `Role ${n}` },
    edit: { do: 'edit', role, name: `Named ${n}`, manages: other % 2 === 0 ? 'everyone' : [] },
    move: { do: 'move', role, under },
    delete: { do: 'delete', role, reassignTo: under },
  }
  return wishes[verb]!
}

it.each(['prokeep', 'pronto', 'staff-ladder'])(
  'whatever is done to the ladder of %s holds together, leads nobody down, and can be taken back',
  async (blueprint) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const { desk } = await aDeskWithOrg(blueprint, aFolder(), { ownRoles: true })
        const org = () => desk.org!.state()
        const middle = org().blueprint.roles[1]!.key
        const { staffIds } = value(
          await desk.call('staff.add', {
            people: [{ name: 'Ann', email: 'ann@x.example', role: middle }],
            active: true,
          }),
        )
        const ann = () => org().staff.get(staffIds[0]!)!.role
        const start = JSON.stringify(org().blueprint)
        const items: string[] = []
        let isFinal = false
        for (const [n, one] of steps.entries()) {
          const before = org().blueprint
          const rankBefore = rankOf(before, ann())
          const roleBefore = ann()
          const wish = wishOf(
            one,
            before.roles.map((role) => role.key),
            n,
          )
          const preview = await desk.call('role.preview', { wish })
          const { do: verb, ...input } = wish
          const done = await desk.call(`role.${verb}`, input as never)
          // What the preview lets through goes through, and what it refuses does not.
          const isOffered = preview.ok && preview.value.refusedBecause.length === 0
          expect(done.ok).toBe(isOffered)
          if (!done.ok) {
            expect(org().blueprint).toBe(before)
            continue
          }
          items.push(done.value.item)
          isFinal ||= preview.ok && preview.value.finalBecause !== null
          expect(findBlueprintProblems(org().blueprint)).toEqual([])
          if (before.ladder.moves === 'up-only' && ann() !== roleBefore) {
            expect(rankBefore).toBeGreaterThan(rankOf(before, ann()))
          }
        }
        expect(value(await desk.call('org.verify', {})).problems).toEqual([])
        if (isFinal) return
        for (const item of items.toReversed()) value(await desk.call('change.undo', { item }))
        expect(JSON.parse(JSON.stringify(org().blueprint))).toMatchObject({
          roles: (JSON.parse(start) as { roles: { key: string; name: string }[] }).roles.map(({ key, name }) => ({
            key,
            name,
          })),
        })
        expect(ann()).toBe(middle)
        expect(value(await desk.call('org.verify', {})).ok).toBe(true)
      }),
      { numRuns: 6 },
    )
  },
  60_000,
)
