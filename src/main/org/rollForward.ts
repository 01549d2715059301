import type { OrgState } from '../../shared/domain/orgState'
import { planChange } from '../changes/planChange'
import type { Authority } from '../changes/planning'
import { compileRules } from '../engine/compileRules'
import type { SettledRow } from '../store/queries/log'
import { keyChecks } from './keys/keyChecks'
import { planGenesis } from './planGenesis'
import { readChange } from './record'
import type { Steps } from './runInSteps'
import { judgeChange } from './settle'
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
  for (const { changeBytes, settledAtMs: atMs, verdict, n } of entries) {
    const change = readChange(changeBytes)
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
      if (verdict === 'applied') {
        const seen = { state: layer.state, author, org: record.org ?? '', atMs, personal }
        planChange({ ...seen, authority: wasAllowed, keys: keyChecks, put: layer.put }, intent)
      } else {
        judgeChange({ layer, rules: compileRules(state), author, orgId: record.org, atMs, personal }, intent)
      }
    }
    state = layer.settle()
    yield n
  }
  return state
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
  }
}
