import type { PlaceId, RoleKey, StaffId } from '../../src/shared/domain/ids'
import type { DeskHost } from '../../src/main/operations/desk'
import { aDesk, aFolder, value } from './aDesk'
import { join } from 'node:path'

export interface PersonInOrg {
  readonly name: string
  readonly role: string
  readonly at?: readonly string[]
}

/** An organization with the locations Riverton and Harbor, more places, and active people by name. */
export async function aStaffedOrg(
  blueprint: string,
  people: readonly PersonInOrg[],
  places: readonly { kind: string; name: string; parent?: string }[] = [],
  host: Partial<DeskHost> = {},
) {
  const folder = aFolder()
  const desk = aDesk(folder, host)
  const path = join(folder, 'northside.rolecall')
  value(
    await desk.call('org.create', {
      path,
      name: 'Northside Supply',
      blueprint,
      ownerName: 'Robin Shaw',
      ownerEmail: 'robin@northside.example',
      timeZone: 'Europe/Berlin',
    }),
  )
  value(await desk.call('org.open', { path }))
  const all = [{ kind: 'location', name: 'Riverton' }, { kind: 'location', name: 'Harbor' }, ...places]
  for (const { kind, name, ...more } of all) {
    const parent = 'parent' in more ? { parent: more.parent as PlaceId } : {}
    value(await desk.call('place.add', { kind, name, ...parent }))
  }
  const added = value(
    await desk.call('staff.add', {
      people: people.map(({ name, role, at = [] }) => ({
        name,
        email: `${name.toLowerCase().replaceAll(' ', '.')}@northside.example`,
        role: role as RoleKey,
        at: at as PlaceId[],
      })),
      active: true,
    }),
  )
  const idOf = Object.fromEntries(people.map(({ name }, i) => [name, added.staffIds[i]!])) as Record<string, StaffId>
  const show = async (name: string) => value(await desk.call('staff.show', { staffId: idOf[name]! }))
  return { desk, folder, path, idOf, show }
}
