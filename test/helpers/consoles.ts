import { join } from 'node:path'
import type { PlaceId, RoleKey, StaffId } from '../../src/shared/domain/ids'
import type { Org } from '../../src/main/org/Org'
import type { Desk } from '../../src/main/operations/desk'
import { aDesk, aDeskWithOrg, aFolder } from './aDesk'
import { enrolKeys } from './enrolKeys'
import { seededSources } from './seededSources'
import { value } from './value'

/** One console: a desk of its own with an own file and keys, in a folder of its own. */
export interface Console {
  readonly staffId: StaffId
  readonly desk: Desk
  readonly org: Org
  readonly path: string
  readonly folder: string
}

/** The office, whose console settles, and others with a copy of the file and keys that were approved there. */
export async function consoles(
  blueprint: string,
  others: readonly { name: string; role: string; at?: readonly string[] }[],
  settledFirst: (office: Desk) => Promise<void> = () => Promise.resolve(),
): Promise<{ office: Console; others: readonly Console[] }> {
  const { desk, folder, path } = await aDeskWithOrg(blueprint)
  const office: Console = {
    staffId: desk.org!.actor!,
    desk,
    folder,
    path,
    get org() {
      return desk.org!
    },
  }
  await settledFirst(desk)
  const made: { staffId: StaffId; folder: string; email: string; name: string }[] = []
  for (const one of others) {
    const email = `${one.name.toLowerCase()}@northside.example`
    const people = [{ name: one.name, email, role: one.role as RoleKey, at: (one.at ?? []) as PlaceId[] }]
    const [staffId] = value(await desk.call('staff.add', { people, active: true })).staffIds
    const own = aFolder()
    enrolKeys(office.org, staffId!, join(own, 'home'), seededSources(`keys of ${one.name}`))
    made.push({ staffId: staffId!, folder: own, email, name: one.name })
  }
  const joined: Console[] = []
  for (const { staffId, folder: own, email } of made) joined.push(await joinOrg(office, staffId, own, email))
  return { office, others: joined }
}

async function joinOrg(office: Console, staffId: StaffId, folder: string, email: string): Promise<Console> {
  const path = join(folder, 'northside.rolecall')
  await office.org.copyTo(path)
  const desk = aDesk(folder, { sources: seededSources(`desk ${email}`) })
  value(await desk.call('org.open', { path, as: email }))
  return {
    staffId,
    desk,
    folder,
    path,
    get org() {
      return desk.org!
    },
  }
}

/** A copy of a console's whole folder, opened at a desk of its own. */
export async function openedAgain(folder: string, email: string): Promise<Console> {
  const path = join(folder, 'northside.rolecall')
  const desk = aDesk(folder, { sources: seededSources(`again ${folder}`) })
  value(await desk.call('org.open', { path, as: email }))
  return {
    staffId: desk.org!.actor!,
    desk,
    folder,
    path,
    get org() {
      return desk.org!
    },
  }
}
