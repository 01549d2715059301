import type { Intent, Verdict } from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { Reason } from '../../shared/domain/result'
import { planChange } from '../changes/planChange'
import type { RowOutcome, RowVerdict } from '../changes/planning'
import { compileRules, type Rules } from '../engine/compileRules'
import { updateRules } from '../engine/updateRules'
import { authorityOf } from './authority'
import { keyChecks } from './keys/keyChecks'
import { planGenesis } from './planGenesis'
import type { StateLayer } from './stateLayer'

/** How a whole change ends: its verdict, what it does, whom it touches, and why not. */
export interface Judgement {
  readonly verdict: Verdict
  readonly rows: readonly RowVerdict[]
  readonly because: readonly Reason[]
  readonly effects: readonly Effect[]
  readonly subjects: ReadonlySet<StaffId>
}

interface Judged {
  readonly layer: StateLayer
  /** Null before the first change. */
  readonly rules: Rules | null
  readonly author: StaffId
  /** Null before the first change. */
  readonly orgId: string | null
  readonly atMs: number
  readonly personal: (hash: string) => string | undefined
  /** How the rows ended, when the change is settled already. */
  readonly recorded?: readonly RowOutcome[] | undefined
}

/**
 * Judges a change on the state of the layer and puts what applies into it. The same code settles a change at the
 * desk and re-checks it in every replay (sync.md, "Settling a proposal").
 */
export function judgeChange(
  { layer, rules, author, orgId, atMs, personal, recorded }: Judged,
  intent: Intent,
): Judgement {
  const effects: Effect[] = []
  const put = (effect: Effect) => {
    effects.push(effect)
    layer.put(effect)
  }
  if (rules === null) {
    const genesis =
      intent.kind === 'org.create'
        ? planGenesis(intent.body, atMs, personal)
        : ({
            ok: false,
            error: { code: 'bad-change', message: 'The first change must create the organization.' },
          } as const)
    if (!genesis.ok) {
      const because = [{ code: genesis.error.code, text: genesis.error.message }]
      return { verdict: 'refused', rows: [{ verdict: 'refused', because }], because, effects, subjects: new Set() }
    }
    genesis.value.forEach(put)
    return { verdict: 'applied', rows: [{ verdict: 'applied' }], because: [], effects, subjects: subjectsOf(intent) }
  }
  const authority = authorityOf(rules, author, atMs)
  const org = orgId ?? ''
  const rows = planChange(
    { state: layer.state, author, org, atMs, authority, keys: keyChecks, personal, put, recorded },
    intent,
  )
  const verdict = worst(rows)
  const because = rows.flatMap((row) => ('because' in row ? row.because : []))
  return { verdict, rows, because, effects, subjects: subjectsOf(intent) }
}

/** What the engine does not look at, beside people, whom it updates one by one. */
const isOutsideRules: ReadonlySet<Effect['entity']> = new Set(['staff', 'erasure', 'key', 'document', 'inbox'])

/** The rules after some effects. People alone cost what they touch; anything else recompiles. */
export function rulesAfter(rules: Rules | null, state: OrgState, effects: readonly Effect[]): Rules {
  if (rules === null) return compileRules(state)
  const staff = effects.flatMap((effect) => (effect.entity === 'staff' ? [effect.id] : []))
  const everything = effects.some((effect) => !isOutsideRules.has(effect.entity))
  return updateRules(rules, state, { staff, everything })
}

function worst(rows: readonly RowVerdict[]): Verdict {
  for (const verdict of ['refused', 'held'] as const) if (rows.some((row) => row.verdict === verdict)) return verdict
  return rows.some((row) => row.verdict === 'applied') ? 'applied' : 'agreed'
}

/** Everyone whom an intent names. */
export function subjectsOf(intent: Intent): Set<StaffId> {
  if (intent.kind === 'org.create') return new Set([intent.body.owner.staffId])
  const subjects = new Set<StaffId>()
  for (const row of intent.body.rows) {
    if ('staffId' in row && row.staffId !== undefined) subjects.add(row.staffId)
    if ('into' in row) subjects.add(row.into)
  }
  return subjects
}
