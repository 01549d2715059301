import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import type { ReadableDb } from '../store/database'
import { eachSubjectRow, listEntryHeads } from '../store/queries/entryHeads'
import { eachSettledOf } from '../store/queries/log'
import { kindsAboutOne, rollPart } from './rollForward'
import type { Steps } from './runInSteps'
import { emptyState } from './stateLayer'

/** A state after one entry. */
export interface Known {
  readonly n: number
  readonly state: OrgState
}

/**
 * The state after entry `n`, from a later one: whomever nothing between the two touches is as they are there, and the way
 * from the beginning is gone for the others alone. Believes the file, as `rollForward` does.
 *
 * @param later  a state that nobody changes meanwhile
 * @returns      null where the whole way has to be gone
 */
export function* rollBack(
  db: ReadableDb,
  n: number,
  later: Known,
  personal: (hash: string) => string | undefined,
): Steps<OrgState | null> {
  const entries = new Map(listEntryHeads(db, later.n).map((entry) => [entry.changeId, entry]))
  const touched = new Set<StaffId>()
  // What the rest of the way asks about: who acted, and whom changes of more than one record name.
  const people = new Set<StaffId>()
  for (const { staffId, changeId } of eachSubjectRow(db)) {
    const entry = entries.get(changeId)
    if (entry === undefined) continue
    if (entry.n > n) touched.add(staffId)
    if (entry.n > n || !kindsAboutOne.has(entry.kind)) people.add(staffId)
    yield 0
  }
  const chosen = new Set<number>()
  let withDocuments = false
  for (const entry of entries.values()) {
    if (entry.n > n) withDocuments ||= entry.kind === 'document.set'
    else people.add(entry.author)
  }
  for (const { n: at, kind, isWhole } of entries.values()) {
    const isLeftOut = isWhole && (kindsAboutOne.has(kind) || (kind === 'document.set' && !withDocuments))
    if (at <= n && !isLeftOut) chosen.add(at)
  }
  for (const { staffId, changeId } of eachSubjectRow(db)) {
    const at = people.has(staffId) ? entries.get(changeId)?.n : undefined
    if (at !== undefined && at <= n) chosen.add(at)
    yield 0
  }
  const rows = eachSettledOf(
    db,
    [...chosen].toSorted((a, b) => a - b),
  )
  const rolled = yield* rollPart(rows, personal, emptyState(), { people, withDocuments })
  if (rolled === null) return null
  const documents = withDocuments ? rolled.documents : new Map(later.state.documents)
  return { ...rolled, documents, ...peopleThen(later.state, rolled, touched) }
}

function peopleThen(
  later: OrgState,
  rolled: OrgState,
  touched: ReadonlySet<StaffId>,
): Pick<OrgState, 'staff' | 'staffIdByEmail'> {
  const staff = new Map<StaffId, StaffMember>()
  const staffIdByEmail = new Map<string, StaffId>()
  for (const [id, person] of later.staff) {
    const then = touched.has(id) ? rolled.staff.get(id) : person
    if (then !== undefined) staff.set(id, then)
  }
  for (const [email, id] of later.staffIdByEmail) if (!touched.has(id)) staffIdByEmail.set(email, id)
  for (const [email, id] of rolled.staffIdByEmail) staffIdByEmail.set(email, id)
  return { staff, staffIdByEmail }
}
