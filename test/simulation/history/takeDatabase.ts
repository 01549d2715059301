import type { Store } from '../../../src/main/store/openStore'
import { type BaseOrg, memoryStoreOf, openDatabase } from '../baseOrg'

/**
 * A clone of the base organization with its statements prepared, for one history after another: a history runs in an
 * outer transaction, in which each commit of the program is a savepoint, and is rolled back at the end.
 */
export interface PooledDatabase {
  readonly connection: ReturnType<typeof openDatabase>
  readonly store: Store
}

const idle = new Map<BaseOrg, PooledDatabase[]>()

export function takeDatabase(base: BaseOrg): PooledDatabase {
  const there = idle.get(base)?.pop()
  const connection = there?.connection ?? openDatabase(base.file)
  connection.exec('BEGIN')
  return there ?? { connection, store: memoryStoreOf(connection) }
}

export function giveBack(base: BaseOrg, database: PooledDatabase): void {
  database.connection.exec('ROLLBACK')
  idle.set(base, [...(idle.get(base) ?? []), database])
}
