import { countRows, type EntryFacts, type Verdict } from '../../../shared/domain/change'
import type { Effect } from '../../../shared/domain/effect'
import type { OrgState } from '../../../shared/domain/orgState'
import type { WritableDb, ReadableDb } from '../../store/database'
import {
  type BeforeRow,
  clearBefore,
  freeEmailsOfBefore,
  listBefore,
  listBeforeAfter,
  raiseOverlayVersion,
  writeBefore,
} from '../../store/queries/overlay'
import { listPending, type ProposalRow, readProposal, writeOutlook } from '../../store/queries/proposals'
import { readChange } from '../record'
import { writeEffects } from '../replay'
import type { Steps } from '../runInSteps'
import { factsOf } from './outcomes'
import type { LineWalker, ReadChange } from './walkLine'

/** How a pending change would end if it were settled now. */
export interface Outlook {
  readonly verdict: Verdict
  readonly facts: EntryFacts
}

/**
 * INVARIANT (tables show the overlay): the tables hold what was settled with own pending changes over it, and
 * `local_before` holds what was settled of each thing they touch. Whoever moves the line lifts the overlay first and lays
 * it again afterwards, in one transaction.
 */

/** Notes what lies below, before a pending change is laid over it. */
export function beforeKeeper(db: WritableDb): (effect: Effect, state: OrgState) => void {
  const noted = new Set<string>()
  return (effect, state) => {
    const row = beforeRow(effect, state)
    if (row === null || noted.has(`${row.entity} ${row.key}`)) return
    noted.add(`${row.entity} ${row.key}`)
    writeBefore(db, row)
  }
}

/** Writes what a pending change shows. It erases nothing: a purge erases only when it is settled. */
export function writeOverlay(db: WritableDb, effects: readonly Effect[], state: OrgState): void {
  const shown = effects.filter(({ entity }) => entity !== 'erasure')
  writeEffects(db, shown, state)
  raiseOverlayVersion(db)
}

/** What was settled of everything that pending changes touch; of these entities only, if any are named. */
export function settledEffects(db: ReadableDb, entities?: readonly Effect['entity'][]): Effect[] {
  return listBefore(db, entities).map(effectOf)
}

/** Things that are lifted between two looks at the clock. */
const thingsAtOnce = 200
const peopleAtOnce = 2048

/** What was settled of everything that pending changes touch, read some at a time. */
function* readLifted(db: ReadableDb): Steps<Effect[]> {
  const effects: Effect[] = []
  let last = { entity: '', key: '' }
  for (;;) {
    const rows = listBeforeAfter(db, last, peopleAtOnce)
    for (const row of rows) effects.push(effectOf(row))
    if (rows.length < peopleAtOnce) return effects
    last = rows.at(-1)!
    yield 0
  }
}

/** Takes the pending changes off the tables and off the walker's state, some at a time. */
export function* liftOverlay(db: WritableDb, walker: LineWalker): Steps<void> {
  const effects = yield* readLifted(db)
  if (effects.length === 0) return
  for (let after: string | null = ''; after !== null;) {
    after = freeEmailsOfBefore(db, after, thingsAtOnce)
    yield 0
  }
  // Before the tables move: ranks of roles are those of the settled blueprint, which the walker then has. People go in the
  // order in which the rules lay them out, so that each part of the rules is laid out anew once.
  const { numbers } = walker.rules().people
  const isPerson = (effect: Effect) => effect.entity === 'staff'
  const numberOf = (effect: Effect) => (effect.entity === 'staff' ? (numbers.get(effect.id) ?? 0) : 0)
  const people = effects.filter(isPerson).toSorted((one, other) => numberOf(one) - numberOf(other))
  walker.put(effects.filter((effect) => !isPerson(effect)))
  for (let from = 0; from < people.length; from += peopleAtOnce) {
    walker.put(people.slice(from, from + peopleAtOnce))
    walker.rules()
    yield 0
  }
  for (let from = 0; from < effects.length; from += thingsAtOnce) {
    writeEffects(db, effects.slice(from, from + thingsAtOnce), walker.state)
    yield 0
  }
  clearBefore(db)
}

/**
 * Lays own pending changes over what is settled now, as far as they still go through, and notes how each would end. Yields
 * after each.
 */
export function* layOverlay(db: WritableDb, walker: LineWalker, nowMs: number | null): Steps<void> {
  const own = listPending(db)
  if (own.length === 0) return
  for (const proposal of own) {
    const change = readChange(readProposal(db, proposal.id)!.bytes)
    if (!change.ok) continue
    const atMs = nowMs === null ? (proposal.judgedAtMs ?? 0) : Math.max(nowMs, walker.head.settledAtMs)
    const judged = walker.judge(change.value, atMs)
    const outlook: Outlook = judged.ok
      ? { verdict: judged.value.verdict, facts: factsOf(change.value.intent, judged.value.rows) }
      : { verdict: 'refused', facts: { because: judged.error.code } }
    writeOutlook(db, proposal.id, JSON.stringify(outlook), atMs)
    if (judged.ok) writeOverlay(db, judged.value.effects, walker.state)
    yield 0
  }
  raiseOverlayVersion(db)
}

export function readOutlook({ outlook }: Pick<ProposalRow, 'outlook'>): Outlook | null {
  return outlook === null ? null : (JSON.parse(outlook) as Outlook)
}

export function proposalRow(
  { id, record, intent, bytes, signature }: ReadChange & { readonly bytes: Uint8Array; readonly signature: Uint8Array },
  isOwn: boolean,
  receivedAtMs: number,
  judged: { readonly outlook: Outlook; readonly atMs: number } | null,
): ProposalRow {
  return {
    id,
    bytes,
    signature,
    kind: intent.kind,
    author: record.author,
    key: record.key,
    seq: record.seq,
    rowCount: countRows(intent),
    item: record.batch?.id ?? id,
    batchLeft: record.batch === undefined ? 0 : record.batch.n - record.batch.i - 1,
    isOwn,
    receivedAtMs,
    outlook: judged === null ? null : JSON.stringify(judged.outlook),
    judgedAtMs: judged?.atMs ?? null,
  }
}

function beforeRow(effect: Effect, state: OrgState): BeforeRow | null {
  const row = (key: string, before: unknown): BeforeRow => ({
    entity: effect.entity,
    key,
    before: before === undefined || before === null ? null : JSON.stringify(before),
  })
  switch (effect.entity) {
    case 'org':
      return row('', { settings: state.settings, blueprint: state.blueprint })
    case 'key':
      return row(effect.id, state.keys.get(effect.id))
    case 'staff':
      return row(effect.id, state.staff.get(effect.id))
    case 'place':
      return row(effect.id, state.places.get(effect.id))
    case 'grant':
      return row(effect.key, state.grants.get(effect.key))
    case 'switch':
      return row(effect.key, state.switches.get(effect.key))
    case 'document':
      return row(effect.key, state.documents.get(effect.key))
    case 'inbox':
      return row(effect.id, state.inbox.get(effect.id))
    case 'erasure':
      return null
  }
}

function effectOf({ entity, key, before }: BeforeRow): Effect {
  const value = before === null ? null : (JSON.parse(before) as never)
  if (entity === 'org') return { entity, ...(value as unknown as { settings: never; blueprint: never }) }
  const named = entity === 'grant' || entity === 'switch' || entity === 'document' ? { key } : { id: key }
  return { entity, ...named, after: value } as Effect
}
