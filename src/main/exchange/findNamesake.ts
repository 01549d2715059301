import type { OrgState } from '../../shared/domain/orgState'
import { searchKey } from '../../shared/domain/searchKey'
import { emailKey, type StaffMember } from '../../shared/domain/staff'

/**
 * The one invited or active person of a name whom the file does not name by address. Null where several share the name,
 * here or in the file: then a name says nothing.
 */
export function makeNameFinder(
  state: OrgState,
  linesByEmail: ReadonlyMap<string, readonly number[]>,
  rowsByName: ReadonlyMap<string, number>,
): (name: string) => StaffMember | null {
  const byName = new Map<string, StaffMember | null>()
  for (const person of state.staff.values()) {
    if (person.name === null || (person.state !== 'active' && person.state !== 'invited')) continue
    const key = searchKey(person.name)
    if (rowsByName.has(key)) byName.set(key, byName.has(key) ? null : person)
  }
  return (name) => {
    const key = searchKey(name)
    const person = byName.get(key) ?? null
    if (person === null || rowsByName.get(key) !== 1) return null
    return person.email !== null && linesByEmail.has(emailKey(person.email)) ? null : person
  }
}
