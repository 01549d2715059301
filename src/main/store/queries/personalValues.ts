import type { PersonalValue } from '../../../shared/domain/change'
import type { StaffId } from '../../../shared/domain/ids'
import type { ReadableDb, WritableDb } from '../database'

export function writePersonal(db: WritableDb, value: PersonalValue): void {
  db.run(
    'INSERT OR IGNORE INTO personal (hash, staff_id, field, salt, value) VALUES (?, ?, ?, ?, ?)',
    value.hash,
    value.staffId,
    value.field,
    Buffer.from(value.salt, 'hex'),
    value.value,
  )
}

export function findPersonal(db: ReadableDb, hash: string): string | undefined {
  return db.one<{ value: string }>('SELECT value FROM personal WHERE hash = ?', hash)?.value
}

/** Every personal value by its hash: for going through a long history, where asking for each takes longer. */
export function readPersonalValues(db: ReadableDb): Map<string, string> {
  const values = new Map<string, string>()
  for (const [hash, value] of db.eachRaw('SELECT hash, value FROM personal'))
    values.set(hash as string, value as string)
  return values
}

export function* eachPersonal(db: ReadableDb): Generator<PersonalValue> {
  for (const row of db.each<{
    hash: string
    staff_id: StaffId
    field: PersonalValue['field']
    salt: Uint8Array
    value: string
  }>('SELECT * FROM personal ORDER BY hash')) {
    yield {
      hash: row.hash,
      staffId: row.staff_id,
      field: row.field,
      salt: Buffer.from(row.salt).toString('hex'),
      value: row.value,
    }
  }
}

/** Every personal value of these people, with its salt. */
export function listPersonalOf(db: ReadableDb, staffIds: readonly StaffId[]): PersonalValue[] {
  return staffIds.flatMap((staffId) =>
    db
      .all<{ hash: string; field: PersonalValue['field']; salt: Uint8Array; value: string }>(
        'SELECT hash, field, salt, value FROM personal WHERE staff_id = ? ORDER BY hash',
        staffId,
      )
      .map((row) => ({ ...row, staffId, salt: Buffer.from(row.salt).toString('hex') })),
  )
}
