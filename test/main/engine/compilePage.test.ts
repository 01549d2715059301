import { fc } from '../../helpers/fastCheck'
import { expect, it } from 'vitest'
import { compilePage, patchPage } from '../../../src/main/engine/compilePage'
import { newInterner } from '../../../src/main/engine/intern'
import type { PlaceId, StaffId } from '../../../src/shared/domain/ids'
import type { StaffMember } from '../../../src/shared/domain/staff'

const context = {
  roleByKey: new Map([
    ['admin', 0],
    ['member', 1],
  ]),
  permissionByKey: new Map([['edit', 0]]),
  places: newInterner<PlaceId>(),
}

const places = ['a', 'b', 'c', 'd'] as unknown as PlaceId[]
const untilMs = fc.option(fc.integer({ min: 0, max: 99 }))
const member = fc
  .record({
    role: fc.constantFrom('admin', 'member', 'gone'),
    state: fc.constantFrom('active', 'invited', 'removed'),
    assignments: fc.uniqueArray(fc.record({ place: fc.constantFrom(...places), untilMs }), {
      selector: ({ place }) => place,
    }),
    grants: fc.option(fc.record({ places: fc.option(fc.subarray(places)), untilMs }), { freq: 2 }),
  })
  .map(
    ({ role, state, assignments, grants }): StaffMember =>
      ({
        id: 'x' as unknown as StaffId,
        role,
        state,
        assignments,
        personalGrants: grants === null ? [] : [{ permission: 'edit', reach: 'assigned', ...grants }],
      }) as unknown as StaffMember,
  )
const row = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(1023))
const membersFrom = (rows: readonly (readonly [number, StaffMember | null])[]) => {
  const members: (StaffMember | null)[] = []
  for (const [at, one] of rows) {
    while (members.length < at) members.push(null)
    members[at] = one
  }
  return members
}

it('lays a page out after some people changed as it lays out all of them', () => {
  const rows = fc.array(fc.tuple(row, fc.option(member)), { maxLength: 12 })
  fc.assert(
    fc.property(rows, rows, (before, changed) => {
      const page = compilePage(context, membersFrom(before))
      const patched = patchPage(context, page, new Map(changed))
      expect(patched).toEqual(compilePage(context, membersFrom([...before, ...changed])))
    }),
    { numRuns: 500 },
  )
})
