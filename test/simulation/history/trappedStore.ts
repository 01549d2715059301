import type { Store, Writer } from '../../../src/main/store/openStore'
import type { Desk } from './Desk'

/** A desk's store, in which a write fails when its `trap` says so, or a commit is the last thing that was done. */
export function trappedStore(desk: Pick<Desk, 'database' | 'trap' | 'afterCommit'>): Store {
  const plain = desk.database.store
  function failAfterCommit(): void {
    const error = desk.afterCommit
    desk.afterCommit = null
    if (error !== null) throw error
  }
  const db: Store['db'] = {
    ...plain.db,
    run: (sql, ...values) => {
      if (desk.trap !== null) {
        desk.trap.writes -= 1
        if (desk.trap.writes < 0) {
          const { error } = desk.trap
          desk.trap = null
          throw error
        }
      }
      return plain.db.run(sql, ...values)
    },
    transaction: (work) => {
      const value = plain.db.transaction(work)
      failAfterCommit()
      return value
    },
  }
  const openWriter = (): Writer => {
    plain.db.script('SAVEPOINT long')
    let isOpen = true
    const end = (sql: string) => {
      if (isOpen) plain.db.script(sql)
      isOpen = false
    }
    const commit = () => {
      end('RELEASE long')
      failAfterCommit()
    }
    return { db, commit, flush: () => Promise.resolve(), close: () => end('ROLLBACK TO long; RELEASE long') }
  }
  return { ...plain, db, openWriter }
}
