import canonicalize from 'canonicalize'
import type { Effect } from '../../../shared/domain/effect'
import { emailKey, type StaffMember } from '../../../shared/domain/staff'
import { searchKey } from '../../../shared/domain/searchKey'
import type { WritableDb } from '../database'

/** Writes what one effect leaves behind. `rankOf` gives a role's rank, for sorting. */
export function writeEffect(db: WritableDb, effect: Effect, rankOf: (role: string) => number): void {
  switch (effect.entity) {
    case 'org':
      db.run(
        `INSERT OR REPLACE INTO org (id, name, time_zone, created_at_ms, registrar, recovery_public_key, blueprint, sequencer)
         VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
        effect.settings.name,
        effect.settings.timeZone,
        effect.settings.createdAtMs,
        effect.settings.registrar,
        effect.settings.recoveryPublicKey,
        canonicalize(effect.blueprint)!,
        effect.settings.sequencer,
      )
      writeRanks(
        db,
        effect.blueprint.roles.map((role) => role.key),
      )
      return
    case 'key':
      if (effect.after === null) {
        db.run('DELETE FROM enrolled_key WHERE id = ?', effect.id)
        return
      }
      db.run(
        'INSERT OR REPLACE INTO enrolled_key (id, kind, staff_id, name, public_key, is_revoked) VALUES (?, ?, ?, ?, ?, ?)',
        effect.id,
        effect.after.kind,
        effect.after.staffId,
        effect.after.name,
        effect.after.publicKey,
        effect.after.isRevoked ? 1 : 0,
      )
      return
    case 'staff':
      if (effect.after === null) {
        for (const table of ['assignment', 'personal_grant'])
          db.run(`DELETE FROM ${table} WHERE staff_id = ?`, effect.id)
        db.run('DELETE FROM staff WHERE id = ?', effect.id)
        return
      }
      writeStaff(db, effect.after, rankOf(effect.after.role))
      return
    case 'place':
      if (effect.after === null) {
        db.run('DELETE FROM place WHERE id = ?', effect.id)
        return
      }
      db.run(
        `INSERT INTO place (id, name, parent, is_archived) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent, is_archived = excluded.is_archived`,
        effect.id,
        effect.after.name,
        effect.after.parent,
        effect.after.isArchived ? 1 : 0,
      )
      return
    case 'grant': {
      const [role, permission] = effect.key.split('/') as [string, string]
      if (effect.after === null) db.run('DELETE FROM role_grant WHERE role = ? AND permission = ?', role, permission)
      else {
        db.run(
          'INSERT OR REPLACE INTO role_grant (role, permission, reach) VALUES (?, ?, ?)',
          role,
          permission,
          effect.after.reach,
        )
      }
      return
    }
    case 'switch': {
      const [kind, key] = effect.key.split('/') as [string, string]
      if (effect.after === null) db.run('DELETE FROM switch WHERE kind = ? AND key = ?', kind, key)
      else
        db.run('INSERT OR REPLACE INTO switch (kind, key, is_on) VALUES (?, ?, ?)', kind, key, effect.after.on ? 1 : 0)
      return
    }
    case 'document':
      if (effect.after === null) {
        const [collection, key] = splitDocumentKey(effect.key)
        db.run('DELETE FROM document WHERE collection = ? AND key = ?', collection, key)
      } else {
        db.run(
          'INSERT OR REPLACE INTO document (collection, key, value) VALUES (?, ?, ?)',
          effect.after.collection,
          effect.after.key,
          canonicalize(effect.after.value)!,
        )
      }
      return
    case 'inbox':
      if (effect.after === null) {
        db.run('DELETE FROM inbox_item WHERE change_id = ?', effect.id)
        return
      }
      db.run(
        'INSERT OR REPLACE INTO inbox_item (change_id, n, item, author, kind, rows, closed) VALUES (?, ?, ?, ?, ?, ?, ?)',
        effect.id,
        effect.after.n,
        effect.after.item,
        effect.after.author,
        effect.after.kind,
        canonicalize(effect.after.rows)!,
        effect.after.closed === null ? null : canonicalize(effect.after.closed)!,
      )
      return
    case 'erasure':
      db.run('DELETE FROM personal WHERE staff_id = ?', effect.staffId)
  }
}

/** A document's own key may hold a slash; a collection's never does. */
function splitDocumentKey(whole: string): [string, string] {
  const end = whole.indexOf('/')
  return [whole.slice(0, end), whole.slice(end + 1)]
}

/** People are sorted by the rank of their role, which the ladder may have changed under them. */
function writeRanks(db: WritableDb, rolesFromTop: readonly string[]): void {
  const rank = `coalesce((SELECT key FROM json_each(?) WHERE value = staff.role), ?)`
  const ladder = JSON.stringify(rolesFromTop)
  const { length } = rolesFromTop
  db.run(`UPDATE staff SET role_rank = ${rank} WHERE role_rank <> ${rank}`, ladder, length, ladder, length)
}

function writeStaff(db: WritableDb, person: StaffMember, rank: number): void {
  const nameKey = searchKey(person.name ?? '')
  const values = [
    person.name,
    person.email,
    person.email === null ? null : emailKey(person.email),
    `${nameKey}\n${searchKey(person.email ?? '')}`,
    nameKey,
    person.role,
    rank,
    person.state,
    person.stateBefore,
  ] as const
  const isNew =
    db.run(
      `INSERT INTO staff (id, name, email, email_key, search_key, name_key, role, role_rank, state, state_before, added_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      person.id,
      ...values,
      person.addedAtMs,
    ) === 1
  if (!isNew) {
    const isSame = db.one(
      `SELECT 1 FROM staff WHERE id = ? AND name IS ? AND email IS ? AND email_key IS ? AND role = ? AND role_rank = ?
         AND state = ? AND state_before IS ?`,
      person.id,
      person.name,
      person.email,
      person.email === null ? null : emailKey(person.email),
      person.role,
      rank,
      person.state,
      person.stateBefore,
    )
    if (isSame === undefined) {
      db.run(
        `UPDATE staff SET name = ?, email = ?, email_key = ?, search_key = ?, name_key = ?, role = ?, role_rank = ?,
           state = ?, state_before = ? WHERE id = ?`,
        ...values,
        person.id,
      )
    }
  }
  writeAssignments(db, person, isNew)
  writePersonalGrants(db, person, isNew)
}

/** Only what differs: rows and their indexes are most of what a change on many people costs. */
function writeAssignments(db: WritableDb, { id, assignments }: StaffMember, isNew: boolean): void {
  const before = isNew
    ? []
    : db.all<{ place: string; until: number | null }>(
        'SELECT place, until_ms AS until FROM assignment WHERE staff_id = ?',
        id,
      )
  const untilByPlace = new Map(before.map(({ place, until }) => [place, until]))
  for (const { place, untilMs } of assignments) {
    const until = untilByPlace.get(place)
    untilByPlace.delete(place)
    if (until === untilMs) continue
    db.run(
      `INSERT INTO assignment (staff_id, place, until_ms) VALUES (?, ?, ?)
       ON CONFLICT (staff_id, place) DO UPDATE SET until_ms = excluded.until_ms`,
      id,
      place,
      untilMs,
    )
  }
  for (const place of untilByPlace.keys()) db.run('DELETE FROM assignment WHERE staff_id = ? AND place = ?', id, place)
}

function writePersonalGrants(db: WritableDb, { id, personalGrants }: StaffMember, isNew: boolean): void {
  if (!isNew) db.run('DELETE FROM personal_grant WHERE staff_id = ?', id)
  for (const grant of personalGrants) {
    db.run(
      'INSERT INTO personal_grant (staff_id, permission, reach, places, until_ms) VALUES (?, ?, ?, ?, ?)',
      id,
      grant.permission,
      grant.reach,
      grant.places === null ? null : JSON.stringify(grant.places),
      grant.untilMs,
    )
  }
}
