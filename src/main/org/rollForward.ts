import { countRows, type Intent } from '../../shared/domain/change'
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
  let state = from
  for (const row of entries) {
    const { changeBytes, settledAtMs: atMs, n } = row
    const change = believeChange(changeBytes)
    if (!change.ok) throw new Error(`Entry ${n}: ${change.error.message}`)
    const { record, intent } = change.value
    const layer = stateLayer(state)
    if (intent.kind === 'org.create') {
      const genesis = planGenesis(intent.body, atMs, personal)
      if (!genesis.ok) throw new Error(`Entry ${n}: ${genesis.error.message}`)
      genesis.value.forEach(layer.put)
    } else {
      // The note and the value before are shown in the history; asking for them keeps them with the moment.
      if (intent.body.note !== undefined) personal(intent.body.note.hash)
      const { author } = record
      const outcomes = outcomesOf(row, intent)
      const part = appliedPart(intent, outcomes)
      if (part !== null) {
        const seen = { state: layer.state, author, org: record.org ?? '', atMs, personal }
        planChange({ ...seen, authority: wasAllowed, keys: keyChecks, put: layer.put }, part)
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

function outcomesOf(row: SettledRow, intent: Intent): RowOutcome[] {
  if (row.appliedRows === row.rowCount) return Array.from({ length: row.rowCount }, () => ({ verdict: 'applied' }))
  const entry = readEntry(row.entryBytes)
  if (!entry.ok) throw new Error(`Entry ${row.n}: ${entry.error.message}`)
  return rowOutcomes(entry.value.record, countRows(intent))
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
