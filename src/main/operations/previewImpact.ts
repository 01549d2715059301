import type { ChangeKind } from '../../shared/domain/change'
import type { AccessDifference } from '../../shared/domain/decision'
import type { StaffId } from '../../shared/domain/ids'
import type { Reason } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { diffRulesInSteps } from '../engine/diffRules'
import { updateRules } from '../engine/updateRules'
import type { Org, Wanted } from '../org/Org'
import { runAtOnce, type Steps } from '../org/runInSteps'
import { presentDifference, visibleDifferences } from './present'

type Impact = Omit<OperationOutput<'switch.preview'>, 'refusedBecause'>
export type PreviewedImpact = OperationOutput<'switch.preview'>

interface PreviewOptions {
  /** Differences listed at most; the counts hold all. */
  readonly limit: number
  /** Rewrites what is told of a difference, for example to name a place inside the one that it comes from. */
  readonly retell?: (difference: AccessDifference) => AccessDifference
}

/** Who gains and who loses by some edits, as far as the reader may know; nothing is kept. */
export function previewImpact(org: Org, wanted: Wanted, options: PreviewOptions): PreviewedImpact {
  return runAtOnce(previewImpactSteps(org, wanted, options))
}

/** The same in steps, for edits of many rows: yields how much is looked at. */
export function* previewImpactSteps(
  org: Org,
  wanted: Wanted,
  { limit, retell }: PreviewOptions,
): Steps<PreviewedImpact> {
  const after = yield* org.previewSteps(wanted)
  if (!after.ok) {
    const refusedBecause: Reason[] = [...(after.error.because ?? [])]
    if (refusedBecause.length === 0) refusedBecause.push({ code: after.error.code, text: after.error.message })
    return { ...noImpact, refusedBecause }
  }
  const staff = new Set<StaffId>()
  let everything = false
  for (const intent of wanted.intents) {
    if (intent.kind === 'org.create' || isOutsideRules.has(intent.kind)) continue
    for (const row of intent.body.rows) {
      if ('staffId' in row && row.staffId != null) staff.add(row.staffId)
      if ('into' in row) staff.add(row.into)
    }
    everything ||= !intent.kind.startsWith('staff.')
  }
  const rules = updateRules(org.rules(), after.value, { staff: [...staff], everything })
  const { gain, lose } = yield* diffRulesInSteps(org.rules(), rules, org.now(), everything ? undefined : staff)
  return {
    ...presentImpact(org, gain, lose, { limit, ...(retell === undefined ? {} : { retell }) }),
    refusedBecause: [],
  }
}

/** Kinds that say nothing about who may do what. */
const isOutsideRules: ReadonlySet<ChangeKind> = new Set([
  'inbox.close',
  'key.enroll',
  'key.revoke',
  'document.set',
  'registrar.set',
  'sequencer.set',
  'recovery.set',
])

const noImpact: Impact = { gain: [], lose: [], peopleGaining: 0, peopleLosing: 0 }

function presentImpact(
  org: Org,
  gained: readonly AccessDifference[],
  lost: readonly AccessDifference[],
  { limit, retell = (difference) => difference }: PreviewOptions,
): Impact {
  const gain = visibleDifferences(org, gained)
  const lose = visibleDifferences(org, lost)
  const present = (list: readonly AccessDifference[]) =>
    list.slice(0, limit).map((difference) => presentDifference(org, retell(difference)))
  return {
    gain: present(gain),
    lose: present(lose),
    peopleGaining: new Set(gain.map(({ staffId }) => staffId)).size,
    peopleLosing: new Set(lose.map(({ staffId }) => staffId)).size,
  }
}
