import type { StaffId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { compilePage, type PageContext, patchPage } from './compilePage'
import type { IdNumbers } from './idNumbers'
import { pageShift, peoplePerPage, rowMask, type PeoplePage, type PeopleTable } from './rules'

/**
 * Lays everyone out. Pages of `before` in which nobody changed are kept, provided that it numbered roles, permissions
 * and places the same way.
 */
export function compilePeople(
  context: PageContext,
  staff: ReadonlyMap<StaffId, StaffMember>,
  numbers: IdNumbers<StaffId>,
  before: readonly PeoplePage[],
): PeopleTable {
  for (const id of staff.keys()) numbers.give(id)
  const { count } = numbers
  const membersByPage = Array.from({ length: Math.ceil(count / peoplePerPage) }, (_, page) =>
    Array.from<StaffMember | null>({ length: Math.min(peoplePerPage, count - (page << pageShift)) }).fill(null),
  )
  for (const [id, member] of staff) {
    const number = numbers.give(id)
    membersByPage[number >> pageShift]![number & rowMask] = member
  }
  const pages: PeoplePage[] = []
  for (const members of membersByPage) {
    const kept = before[pages.length]
    const isSame =
      kept !== undefined &&
      kept.members.length === members.length &&
      members.every((member, row) => member === kept.members[row])
    pages.push(isSame ? kept : compilePage(context, members))
  }
  return { numbers, count, pages }
}

/** Lays out again only the pages of the people named. */
export function recompilePeople(
  context: PageContext,
  staff: ReadonlyMap<StaffId, StaffMember>,
  before: PeopleTable,
  touched: readonly StaffId[],
): PeopleTable {
  const { numbers } = before
  const changedByPage = new Map<number, Map<number, StaffMember | null>>()
  let count = before.count
  for (const id of touched) {
    const number = numbers.give(id)
    count = Math.max(count, number + 1)
    const page = number >> pageShift
    const changed = changedByPage.get(page) ?? new Map<number, StaffMember | null>()
    changed.set(number - (page << pageShift), staff.get(id) ?? null)
    changedByPage.set(page, changed)
  }
  const pages = [...before.pages]
  // Numbers between two touched people may belong to people of another preview: their rows stay empty here.
  for (let page = pages.length; page << pageShift < count; page += 1) pages.push(compilePage(context, []))
  for (const [page, changed] of changedByPage) pages[page] = patchPage(context, pages[page]!, changed)
  return { numbers, count, pages }
}
