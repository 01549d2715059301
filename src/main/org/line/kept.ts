import type { StaffId } from '../../../shared/domain/ids'
import type { StaffMember } from '../../../shared/domain/staff'
import type { ReadableDb } from '../../store/database'
import { findPersonal } from '../../store/queries/personalValues'
import { findBefore } from '../../store/queries/overlay'
import type { Door } from './Door'

/** Whether it is settled that somebody is purged, whatever pending changes show. */
export function isPurged({ db, state }: Pick<Door, 'db' | 'state'>, id: StaffId): boolean {
  const before = findBefore(db, 'staff', id)
  const person = before === undefined ? state().staff.get(id) : (JSON.parse(before) as StaffMember | null)
  return person?.state === 'purged'
}

/** Whether a personal value is here. */
export function hasValue(db: ReadableDb, hash: string): boolean {
  return findPersonal(db, hash) !== undefined
}
