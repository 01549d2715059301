import type { Intent } from '../../../shared/domain/change'
import type { StaffId } from '../../../shared/domain/ids'
import type { Reason } from '../../../shared/domain/result'
import { inChanges } from '../../exchange/writeImport'
import type { Org } from '../../org/Org'
import { runInSteps, type Watch } from '../../org/runInSteps'
import { type Removal, removalsFor } from './planRemoval'
import type { Review } from './readReview'

export interface JudgedRemoval {
  readonly staffId: StaffId
  readonly text: string
  readonly status: 'open' | 'made' | 'refused'
  readonly because: readonly Reason[]
}

export interface JudgedRemovals {
  readonly rows: readonly JudgedRemoval[]
  /** The open edits, in changes. */
  readonly intents: readonly Intent[]
}

type Kind = 'staff.assign' | 'staff.grant' | 'staff.remove'
const kinds: readonly Kind[] = ['staff.assign', 'staff.grant', 'staff.remove']

/** Smaller than a change may be, so that a window stays smooth while everybody is checked. */
const rowsPerStep = 100

/** The edits that the decisions to remove come to, each judged as the door will. Undefined when cancelled. */
export async function judgeRemovals(
  org: Org,
  review: Review,
  watch: Watch,
  only?: ReadonlySet<StaffId>,
): Promise<JudgedRemovals | undefined> {
  const planFor = removalsFor(org.state(), review.head.scope, org.now())
  const planned = new Map<StaffId, Removal>()
  for (const { frozen, decided } of review.people) {
    if (decided?.decision === 'remove' && only?.has(frozen.id) !== false) planned.set(frozen.id, planFor(frozen))
  }
  const refused = new Map<StaffId, readonly Reason[]>()
  const parts = kinds.flatMap((kind) => {
    const rows = [...planned.values()].flatMap(({ intents }) => intents.flatMap((intent) => rowsOf(intent, kind)))
    return Array.from({ length: Math.ceil(rows.length / rowsPerStep) }, (_, i) =>
      intentOf(kind, rows.slice(i * rowsPerStep, (i + 1) * rowsPerStep)),
    )
  })
  const run = await runInSteps(org.judge(parts), watch, 'Checking', parts.length)
  if (run === undefined) return undefined
  const staffIds = parts.flatMap((part) => kinds.flatMap((kind) => rowsOf(part, kind).map(({ staffId }) => staffId)))
  run.value.forEach((verdict, i) => {
    if ('because' in verdict) refused.set(staffIds[i]!, verdict.because)
  })
  const open = [...planned].filter(([staffId, { isMade }]) => !isMade && !refused.has(staffId))
  return {
    rows: [...planned].map(([staffId, { text, isMade }]) => ({
      staffId,
      text,
      status: isMade ? 'made' : refused.has(staffId) ? 'refused' : 'open',
      because: refused.get(staffId) ?? [],
    })),
    intents: kinds.flatMap((kind) =>
      inChanges(kind, open.flatMap(([, { intents }]) => intents.flatMap((intent) => rowsOf(intent, kind))) as never),
    ),
  }
}

function rowsOf(intent: Intent, kind: Kind): { readonly staffId: StaffId }[] {
  return intent.kind === kind ? (intent.body.rows as unknown as { readonly staffId: StaffId }[]) : []
}

function intentOf(kind: Kind, rows: readonly object[]): Intent {
  return { kind, body: { rows } } as unknown as Intent
}
