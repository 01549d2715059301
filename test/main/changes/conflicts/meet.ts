import canonicalize from 'canonicalize'
import { compileRules } from '../../../../src/main/engine/compileRules'
import { type Judged, type LineWalker, walkLine } from '../../../../src/main/org/line/walkLine'
import { wholeRefusals } from '../../../../src/main/org/line/wholeRefusals'
import { copyState } from '../../../../src/main/org/rollForward'
import { changeFormat, type Intent, rulesVersion, type Verdict } from '../../../../src/shared/domain/change'
import type { Effect } from '../../../../src/shared/domain/effect'
import type { ChangeId } from '../../../../src/shared/domain/ids'
import type { OrgState } from '../../../../src/shared/domain/orgState'
import { type Edit, personal } from './edits'
import { keys, orgId, people, type Scene } from './scene'

/** How one edit ends on a state. */
export interface End {
  readonly verdict: Verdict
  /** True when a part of several intents went through and another did not. */
  readonly isPartly: boolean
  /** The reasons in words, each once. */
  readonly because: readonly string[]
}

export interface Outcome {
  readonly end: End
  readonly state: OrgState
  readonly effects: readonly Effect[]
}

/** A state with its rules, on which edits are tried without changing it. */
export interface Ground {
  readonly state: OrgState
  readonly rules: Scene['rules']
}

const atMs = Date.UTC(2026, 0, 5)
const order: readonly Verdict[] = ['refused', 'held', 'applied', 'agreed']

function walkerOn({ state, rules }: Ground): LineWalker {
  return walkLine({
    orgId,
    state,
    rules,
    head: { n: 0, hash: null, settledAtMs: atMs },
    hashOf: () => undefined,
    lastSeqOf: () => 0,
    isSettled: () => false,
    personal: (hash) => personal[hash],
    ownsState: false,
  })
}

/** Makes an edit as the line would, under the key that its author has at the first desk or the second. */
function make(walker: LineWalker, edit: Edit, desk: 0 | 1, by: 'ada' | 'abe'): Outcome {
  const key = edit.bringsKeys ? keys.newOperator : keys[by][desk]
  const ends: Judged[] = []
  for (const [i, intent] of edit.intents.entries()) {
    const record = {
      v: changeFormat as 1,
      org: orgId as ChangeId,
      rules: rulesVersion,
      key: key.id,
      seq: i + 1,
      base: { n: 0, hash: null },
      author: people[by].id,
      kind: intent.kind,
      body: intent.body,
      at: new Date(atMs).toISOString(),
    }
    const judged = walker.judge({ id: `${desk}${i}`.padEnd(64, '0') as ChangeId, record, intent }, atMs)
    if (!judged.ok) throw new Error(`${edit.says}: ${judged.error.message}`)
    ends.push(judged.value)
    // What is refused before its rows are looked at says the same of everything under that key.
    if ((judged.value.because[0]?.code ?? '') in wholeRefusals) break
  }
  const end: End = {
    verdict: order.find((verdict) => ends.some((one) => one.verdict === verdict))!,
    isPartly: ends.some(({ verdict }) => verdict === 'applied') && ends.some(({ because }) => because.length > 0),
    because: [...new Set(ends.flatMap(({ because }) => because.slice(0, 1).map(({ text }) => text)))],
  }
  return { end, state: walker.state, effects: ends.flatMap(({ effects }) => effects) }
}

/** How an edit ends on a ground, and what is so afterwards. */
export function after(ground: Ground, edit: Edit, desk: 0 | 1, by: 'ada' | 'abe' = 'ada'): Outcome {
  return make(walkerOn(ground), edit, desk, by)
}

/** The ground that is left when an edit was settled. */
export function settle(ground: Ground, edit: Edit): Outcome & { readonly ground: Ground } {
  const outcome = after(ground, edit, 0)
  const copy = copyState(outcome.state)
  return { ...outcome, ground: { state: copy, rules: compileRules(copy) } }
}

/** Whether two states are the same in what two edits touched; nothing else can differ. */
export function isSameIn(one: Outcome, other: Outcome): boolean {
  const touched = new Map([...one.effects, ...other.effects].map((effect) => [nameOf(effect), effect]))
  return [...touched.values()].every((effect) => {
    const parts = [partOf(one.state, effect) ?? null, partOf(other.state, effect) ?? null]
    // In which order an object names its parts says nothing.
    return JSON.stringify(parts[0]) === JSON.stringify(parts[1]) || canonicalize(parts[0]) === canonicalize(parts[1])
  })
}

function nameOf(effect: Effect): string {
  const about = 'id' in effect ? effect.id : 'key' in effect ? effect.key : ''
  return `${effect.entity} ${about}`
}

function partOf(state: OrgState, effect: Effect): unknown {
  switch (effect.entity) {
    case 'org':
      return [state.settings, state.blueprint]
    case 'staff':
      return state.staff.get(effect.id)
    case 'place':
      return state.places.get(effect.id)
    case 'grant':
      return state.grants.get(effect.key)
    case 'switch':
      return state.switches.get(effect.key)
    case 'key':
      return state.keys.get(effect.id)
    case 'document':
      return state.documents.get(effect.key)
    case 'inbox':
      return state.inbox.get(effect.id)
    case 'erasure':
      return null
  }
}

export function kindsOf(edit: Edit): Intent['kind'][] {
  return [...new Set(edit.intents.map(({ kind }) => kind))]
}
