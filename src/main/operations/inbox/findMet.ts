import type { ChangeKind } from '../../../shared/domain/change'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'
import { listCarriedOutAbout, listCarriedOutOfKinds, type MetRow } from '../../store/queries/log'
import { callPerson } from '../callPerson'
import { describeIntent } from '../describeIntent'
import { intentOf, type KindRow, kindRow, metKinds, thingOf } from './aboutRow'
import type { ChangeReader } from './changeReader'
import { seesRow } from './seesRow'

export type MetChange = NonNullable<OperationOutput<'inbox.list'>['groups'][number]['met']>

/** What a row says that was held or refused, and between which entries something can have come in its way. */
export interface Meeting {
  readonly change: ChangeId
  readonly author: StaffId
  readonly key: string
  readonly about: KindRow
  readonly verdict: 'held' | 'refused'
  readonly because: string
  /** The last entry that its author had seen, and its own. */
  readonly sawN: number
  readonly n: number
}

/** Further back than this nobody looks for what is not about a person. */
const mostEntries = 5000

/** What can take the right to something from somebody. */
const rightKinds: readonly ChangeKind[] = ['grant.set', 'switch.set', 'role.edit', 'role.move']
const personKinds: readonly ChangeKind[] = [
  'staff.setRole',
  'staff.demote',
  'staff.reassign',
  'staff.setState',
  'staff.remove',
  'staff.merge',
  'staff.purge',
  'staff.assign',
  'staff.grant',
  'key.revoke',
]

/** Reasons that lie in what the row is about, not in its author’s rights. */
const aboutThing: ReadonlySet<string> = new Set([
  'purged',
  'no-such-person',
  'singleton',
  'last-of-top-role',
  'still-assigned',
  'up-only',
  'not-down',
  'contains-below',
  'unknown-role',
  'unknown-permission',
  'unknown-place',
  'archived-place',
  'role-locked',
  'id-taken',
])

/** Whether an edit was stopped by what it is about, and not for want of a right. */
export function isOfThing({ verdict, because }: { readonly verdict: string; readonly because: string }): boolean {
  return verdict === 'held' || aboutThing.has(because)
}

/**
 * The settled change that stands against an edit: of the same thing when it was held, of its author’s rights when it was
 * refused. Null when nothing was settled in between that the reader may know of.
 */
export function findMet(org: Org, reader: ChangeReader, meeting: Meeting): MetChange | null {
  const { db } = org.store
  const { about, verdict, because, author, n } = meeting
  const from = meeting.sawN
  if (!isOfThing({ verdict, because })) {
    const found = firstOf(listCarriedOutAbout(db, author, from, n), (row) =>
      personKinds.includes(row.kind) ? rowAbout(`staff ${author}`, row) : null,
    )
    if (found !== null) return found
    if (because !== 'not-granted') return null
    const role = org.state().staff.get(author)?.role
    return firstOf(
      listCarriedOutOfKinds(db, rightKinds, Math.max(from, n - mostEntries), n),
      (row) => eachRow(row).find((one) => !('role' in one.row) || one.row.role === role) ?? null,
    )
  }
  const thing = thingOf(about)
  const kinds = metKinds(about.kind, because)
  const [entity, staffId] = thing.split(' ')
  const candidates =
    entity === 'staff'
      ? listCarriedOutAbout(db, staffId as StaffId, from, n).filter((row) => kinds.includes(row.kind))
      : listCarriedOutOfKinds(db, kinds, Math.max(from, n - mostEntries), n)
  return firstOf(candidates, (row) => rowAbout(thing, row))

  function firstOf(rows: readonly MetRow[], find: (row: MetRow) => KindRow | null): MetChange | null {
    for (const row of rows) {
      // What the same key did before is what its author saw.
      if (row.key === meeting.key) continue
      const found = find(row)
      if (found === null || !seesRow(org, found)) continue
      return {
        n: row.n,
        item: row.item,
        settledAtMs: row.settledAtMs,
        by: { staffId: row.author, name: callPerson(org, row.author), isActor: row.author === org.actor },
        sentence: describeIntent(org, intentOf(found))[0] ?? 'changed something',
      }
    }
    return null
  }

  function eachRow(row: MetRow): KindRow[] {
    const change = reader.read(row.changeId)
    if (change === null || change.intent.kind === 'org.create') return []
    return change.intent.body.rows.flatMap((_, i) => kindRow(change.intent, i) ?? [])
  }

  function rowAbout(wanted: string, row: MetRow): KindRow | null {
    return eachRow(row).find((one) => thingOf(one) === wanted) ?? null
  }
}
