import { type ChangeKind, countRows, type Intent } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { planChange } from '../changes/planChange'
import type { Authority, RowOutcome } from '../changes/planning'
import type { SettledRow } from '../store/queries/log'
import { keyChecks } from './keys/keyChecks'
import { appliedPart, rowOutcomes } from '../../shared/records/outcomes'
import { inboxEffect } from './line/outcomes'
import { freezeKey } from './line/walkLine'
import type { WholeRefusal } from './line/wholeRefusals'
import { planGenesis } from './planGenesis'
import { believeChange, readEntry } from './record'
import type { Steps } from './runInSteps'
import { emptyState, stateLayer } from './stateLayer'

/** What settled was allowed when it settled: nothing of it is decided again on the way to a moment. */
const wasAllowed: Authority = {
  edit: () => null,
  giveRole: () => null,
  giveReach: () => null,
  givePlaces: () => null,
  sees: () => true,
  move: () => null,
}

/**
 * The state that settled entries lead to, from an earlier state or from nothing. Believes the file: `verifyOrg` is what
 * checks hashes, signatures and authority. Yields the number of the entry done.
 *
 * @param from  a state that may be changed, and is
 */
export function* rollForward(
  entries: Iterable<SettledRow>,
  personal: (hash: string) => string | undefined,
  from: OrgState = emptyState(),
): Steps<OrgState> {
  const steps = rollPart(entries, personal, from, null)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value!
    yield step.value
  }
}

/** Of which people and documents a part of the way is gone. */
export interface Part {
  readonly people: ReadonlySet<StaffId>
  readonly withDocuments: boolean
}

/** Kinds of which a row does nothing but change the record of the person whom it names. */
export const kindsAboutOne: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'staff.add',
  'staff.edit',
  'staff.setState',
  'staff.setRole',
  'staff.demote',
  'staff.assign',
  'staff.grant',
  'staff.remove',
  'staff.restore',
  'staff.reassign',
])

/**
 * The same with a part of the people only: the others are not there on the way. Null when something that went through
 * would not without them, as a removal of the last person of the top role: then the whole way has to be gone.
 */
export function* rollPart(
  entries: Iterable<SettledRow>,
  personal: (hash: string) => string | undefined,
  from: OrgState,
  part: Part | null,
): Steps<OrgState | null> {
  let state = from
  const isAboutPart = ({ staffId }: { readonly staffId?: unknown }) => part?.people.has(staffId as StaffId) !== false
  for (const row of entries) {
    const { changeBytes, settledAtMs: atMs, n } = row
    const isOfPart = part !== null && kindsAboutOne.has(row.kind)
    // Outcomes count every row, so that of a change with held ones every row is read.
    const isWhole = row.appliedRows === row.rowCount
    const change = believeChange(changeBytes, isOfPart && isWhole ? isAboutPart : undefined)
    if (!change.ok) throw new Error(`Entry ${n}: ${change.error.message}`)
    const { record, intent } = change.value
    const layer = stateLayer(state)
    if (intent.kind === 'org.create') {
      const genesis = planGenesis(intent.body, atMs, personal)
      if (!genesis.ok) throw new Error(`Entry ${n}: ${genesis.error.message}`)
      genesis.value.forEach(layer.put)
    } else {
      const { author } = record
      const outcomes = outcomesOf(row, intent)
      const isLeftOut = intent.kind === 'document.set' && part?.withDocuments === false
      const applied = isLeftOut ? null : appliedPart(intent, outcomes)
      const planned = isOfPart && applied !== null ? rowsOf(applied, isAboutPart) : applied
      if (planned !== null) {
        const seen = { state: layer.state, author, org: record.org ?? '', atMs, personal }
        const ended = planChange({ ...seen, authority: wasAllowed, keys: keyChecks, put: layer.put }, planned)
        if (part !== null && ended.some(({ verdict }) => verdict !== 'applied')) return null
      }
      if (outcomes[0]?.because === ('key-wrote-twice' satisfies WholeRefusal)) {
        for (const effect of freezeKey(layer.state, record.key)) layer.put(effect)
      }
      const inbox = inboxEffect({ changeId: row.changeId, n, item: row.item, author }, intent, outcomes)
      if (inbox !== null) layer.put(inbox)
    }
    state = layer.settle()
    yield n
  }
  return state
}

function rowsOf(intent: Intent, wants: (row: { readonly staffId?: unknown }) => boolean): Intent | null {
  if (intent.kind === 'org.create') return intent
  const rows = (intent.body.rows as readonly { readonly staffId?: unknown }[]).filter(wants)
  return rows.length === 0 ? null : ({ ...intent, body: { ...intent.body, rows } } as Intent)
}

function outcomesOf(row: SettledRow, intent: Intent): RowOutcome[] {
  const count = countRows(intent)
  if (row.appliedRows === row.rowCount) return Array.from({ length: count }, () => ({ verdict: 'applied' }))
  const entry = readEntry(row.entryBytes)
  if (!entry.ok) throw new Error(`Entry ${row.n}: ${entry.error.message}`)
  return rowOutcomes(entry.value.record, count)
}

/** The same state in maps of its own, for rolling on from it. */
export function copyState(state: OrgState): OrgState {
  return {
    blueprint: state.blueprint,
    settings: state.settings,
    staff: new Map(state.staff),
    staffIdByEmail: new Map(state.staffIdByEmail),
    places: new Map(state.places),
    grants: new Map(state.grants),
    switches: new Map(state.switches),
    keys: new Map(state.keys),
    documents: new Map(state.documents),
    inbox: new Map(state.inbox),
  }
}
