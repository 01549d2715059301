import Database from 'better-sqlite3'
import type { StaffId } from '../../src/shared/domain/ids'
import { openKeyring } from '../../src/main/org/keys/keyring'
import type { Desk } from '../../src/main/operations/desk'
import { aDesk } from './aDesk'
import { value } from './value'

/**
 * A desk on which another person acts, with the whole road from the bridge to the door. Their key is written beside the
 * log, as if it had been enrolled: good for whatever is to be refused.
 */
export async function actAs(folder: string, path: string, staffId: StaffId, email: string): Promise<Desk> {
  const keyring = openKeyring(`${folder}/home`)
  const seed = Buffer.alloc(32, staffId.slice(0, 8))
  const key = keyring.keep({ seed, org: 'test', kind: 'operator' })
  const db = new Database(path)
  db.prepare('INSERT OR IGNORE INTO enrolled_key VALUES (?, ?, ?, ?, ?, 0)').run(
    key.id,
    'operator',
    staffId,
    'test',
    key.publicKey,
  )
  db.close()
  const desk = aDesk(folder)
  value(await desk.call('org.open', { path, as: email }))
  return desk
}
