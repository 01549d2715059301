import { isDeepStrictEqual } from 'node:util'
import { rankOf } from '../../../shared/domain/cellReach'
import type { Effect } from '../../../shared/domain/effect'
import type { OrgState } from '../../../shared/domain/orgState'
import type { StaffMember } from '../../../shared/domain/staff'
import type { WritableDb } from '../database'
import { effectsOf } from './writeState'
import { writeEffect } from './writeEffect'

/** What is of this desktop alone, or waits: none of it belongs to the past. */
const ofToday = [
  'proposal',
  'inbox_item',
  'local_before',
  'local_draft',
  'local_kept_draft',
  'local_heard',
  'local_place',
  'local_mark',
] as const

/** Written anew, since they are small. */
const small = ['enrolled_key', 'place', 'role_grant', 'switch', 'document'] as const

/**
 * Turns a private copy of the present into the organization after entry `n`. Yields the rows done.
 *
 * @param before  what the tables of the copy hold
 */
export function* rewind(db: WritableDb, n: number, before: OrgState, after: OrgState): Generator<number, void, void> {
  const rankByRole = new Map(after.blueprint.roles.map(({ key }) => [key as string, rankOf(after.blueprint, key)]))
  const rank = (role: string) => rankByRole.get(role) ?? rankOf(after.blueprint, role)
  let done = 0
  db.script('BEGIN IMMEDIATE')
  try {
    db.run('DELETE FROM entry WHERE n > ?', n)
    yield ++done
    db.run('DELETE FROM change_staff WHERE change_id NOT IN (SELECT change_id FROM entry)')
    yield ++done
    db.run('DELETE FROM change WHERE id NOT IN (SELECT change_id FROM entry)')
    yield ++done
    for (const table of [...ofToday, ...small]) {
      db.run(`DELETE FROM ${table}`)
      yield ++done
    }
    // Everybody who differs goes before anybody comes: an address may have been somebody else's then.
    // In the order of the tables, so that each page is looked up once.
    const gone = [...before.staff.values()]
      .filter((person) => !isSamePerson(person, after.staff.get(person.id)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const indexes = gone.length < manyPeople ? [] : dropIndexes(db)
    for (let from = 0; from < gone.length; from += peopleAtOnce) {
      const ids = JSON.stringify(gone.slice(from, from + peopleAtOnce).map(({ id }) => id))
      for (const table of ['assignment', 'personal_grant'])
        db.run(`DELETE FROM ${table} WHERE staff_id IN (SELECT value FROM json_each(?))`, ids)
      db.run('DELETE FROM staff WHERE id IN (SELECT value FROM json_each(?))', ids)
      done += peopleAtOnce
      yield done
    }
    for (const effect of effectsOf(after)) {
      if (effect.entity === 'staff' && isSamePerson(before.staff.get(effect.id), effect.after!)) continue
      // Its ranks are written with a walk through everybody.
      if (effect.entity === 'org' && isDeepStrictEqual(effect, orgEffect(before))) continue
      writeEffect(db, effect, rank)
      yield ++done
    }
    for (const sql of indexes) {
      db.script(sql)
      yield ++done
    }
    db.script('COMMIT')
    done = -1
  } finally {
    if (done !== -1) db.script('ROLLBACK')
  }
}

function orgEffect({ settings, blueprint }: OrgState): Effect {
  return { entity: 'org', settings, blueprint }
}

const peopleAtOnce = 500
/** So many are quicker taken out without indexes, which are made anew afterwards. */
const manyPeople = 5000

/** The statements that make them again. */
function dropIndexes(db: WritableDb): string[] {
  const indexes = db.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('staff', 'assignment')",
  )
  for (const { name } of indexes) db.script(`DROP INDEX ${name}`)
  return indexes.map(({ sql }) => sql)
}

function isSamePerson(one: StaffMember | undefined, other: StaffMember | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined) return false
  return (
    one.name === other.name &&
    one.email === other.email &&
    one.role === other.role &&
    one.state === other.state &&
    one.stateBefore === other.stateBefore &&
    one.addedAtMs === other.addedAtMs &&
    one.assignments.length === other.assignments.length &&
    one.personalGrants.length === other.personalGrants.length &&
    one.assignments.every(({ place, untilMs }, i) => {
      const its = other.assignments[i]!
      return place === its.place && untilMs === its.untilMs
    }) &&
    one.personalGrants.every(({ permission, reach, places, untilMs }, i) => {
      const its = other.personalGrants[i]!
      const hasSamePlaces = places === its.places || String(places) === String(its.places)
      return permission === its.permission && reach === its.reach && untilMs === its.untilMs && hasSamePlaces
    })
  )
}
