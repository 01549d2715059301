import { findRole } from '../../shared/domain/cellReach'
import type { Intent } from '../../shared/domain/change'
import type { RoleKey, StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import type { RowVerdict } from '../changes/planning'
import { compareRoles } from '../engine/compareRoles'
import { inChanges } from '../exchange/writeImport'
import type { Org } from '../org/Org'
import { runInSteps, type Watch } from '../org/runInSteps'
import { findSomePeople } from './findSomePeople'
import { permissionName, presentApplied } from './present'
import { callPerson } from './callPerson'
import type { OrgHandlers } from './session'
import { assignmentAt, assignRows, placesProblem } from './staffEdits'
import { unknownRole } from './unknownRole'

type BulkDeed = OperationInput<'staff.bulk'>['do']
type BulkFailure = 'unknown-role' | 'unknown-place' | 'until-past' | 'nobody' | 'cancelled'

/** One row of a change about one person, or why there is none. */
interface Judged {
  readonly intents: readonly Intent[]
  /** In the order of the list. */
  readonly found: readonly StaffId[]
  readonly changing: ReadonlySet<StaffId>
  readonly skipped: ReadonlyMap<StaffId, { readonly code: string; readonly text: string }>
}

const mostNamed = 200
const mostReasons = 50

export const bulkHandlers: Pick<OrgHandlers, 'staff.previewBulk' | 'staff.bulk'> = {
  'staff.previewBulk': (org, { who, do: deed, job }, session) =>
    session.watch(job, async (watch) => {
      const judged = await judgeBulk(org, who, deed, watch)
      if (!judged.ok) return judged
      const { found, changing, skipped } = judged.value
      const byText = new Map<string, { code: string; text: string; people: number }>()
      for (const { code, text } of skipped.values()) {
        const known = byText.get(text)
        if (known === undefined) byText.set(text, { code, text, people: 1 })
        else known.people += 1
      }
      return done({
        people: found.length,
        changing: changing.size,
        skipped: skipped.size,
        isFinal: deed.kind === 'set-role' && org.state().blueprint.ladder.moves === 'up-only',
        reasons: [...byText.values()].toSorted((a, b) => b.people - a.people).slice(0, mostReasons),
        skippedPeople: found
          .filter((staffId) => skipped.has(staffId))
          .slice(0, mostNamed)
          .map((staffId) => ({ staffId, name: callPerson(org, staffId), text: skipped.get(staffId)!.text })),
        loses: deed.kind === 'set-role' ? listLosses(org, changing, deed.role) : [],
      })
    }),

  'staff.bulk': (org, { who, do: deed, job }, session) =>
    session.watch(job, async (watch) => {
      const judged = await judgeBulk(org, who, deed, watch)
      if (!judged.ok) return judged
      const { intents, changing, skipped } = judged.value
      if (intents.length === 0) {
        const first = [...skipped.values()][0]
        return failed('nothing-to-change', first?.text ?? 'It is so already: there is nothing to change.')
      }
      const applied = await org.applyInSteps(
        { intents, personal: [] },
        {
          onProgress: (count, total) => {
            watch.onProgress('Writing', count, total)
            return !watch.isCancelled()
          },
        },
      )
      if (!applied.ok) return applied
      return done({ ...presentApplied(applied.value), changed: changing.size, skipped: skipped.size })
    }),
}

/** A promotion can take something away too, and says so before it happens: on a ladder, rank is not more access. */
function listLosses(
  org: Org,
  changing: ReadonlySet<StaffId>,
  to: RoleKey,
): OperationOutput<'staff.previewBulk'>['loses'] {
  const state = org.state()
  const people = new Map<RoleKey, number>()
  for (const staffId of changing) {
    const { role } = state.staff.get(staffId)!
    people.set(role, (people.get(role) ?? 0) + 1)
  }
  return state.blueprint.roles.flatMap(({ key, name }) => {
    const count = people.get(key)
    if (count === undefined) return []
    const { lost } = compareRoles(state, key, to)
    if (lost.length === 0) return []
    return [{ role: name, people: count, permissions: lost.map((step) => permissionName(state, step.permission)) }]
  })
}

/** Judges every row as the door will, and keeps the rows that apply. */
async function judgeBulk(
  org: Org,
  who: OperationInput<'staff.bulk'>['who'],
  deed: BulkDeed,
  watch: Watch,
): Promise<Result<Judged, BulkFailure>> {
  const state = org.state()
  if (deed.kind === 'set-role' && findRole(state.blueprint, deed.role) === undefined)
    return unknownRole(state, deed.role)
  if (deed.kind === 'assign' || deed.kind === 'unassign') {
    const problem = placesProblem(org, deed.places, deed.kind === 'assign' ? deed.untilMs : null)
    if (problem !== null) return problem
  }
  const found = findSomePeople(org, who)
  if (found.length === 0) return failed('nobody', 'Nobody here fits, so there is nothing to do.')
  const skipped = new Map<StaffId, { code: string; text: string }>()
  const asked: Intent[] = []
  // Neighbours in the rules come in one change: what is laid out anew after it is then a part, and not everybody.
  // Whoever acts comes last, so that nothing is refused for a right that the deed itself took from them.
  const { numbers } = org.rules().people
  const numberById = new Map(found.map((id) => [id, id === org.actor ? Infinity : (numbers.get(id) ?? 0)]))
  for (const staffId of found.toSorted((a, b) => numberById.get(a)! - numberById.get(b)!))
    if (!inRestoreOrDone(org, staffId, deed, skipped)) asked.push(...rowsOf(org, staffId, deed))
  const intents = inSmallParts(joinRows(asked))
  const run = await runInSteps(org.judge(intents), watch, 'Checking', intents.length)
  if (run === undefined) return failed('cancelled', 'Stopped. Nothing was changed.')
  const changing = new Set<StaffId>()
  const applying: Intent[] = []
  let at = 0
  for (const intent of intents) {
    const rows = rowsIn(intent)
    const verdicts = run.value.slice(at, at + rows.length)
    at += rows.length
    const kept = rows.filter((_, i) => verdicts[i]?.verdict === 'applied')
    for (const { staffId } of kept) changing.add(staffId)
    if (kept.length > 0) applying.push({ kind: intent.kind, body: { rows: kept } } as unknown as Intent)
    rows.forEach(({ staffId }, i) => {
      const verdict = verdicts[i]
      if (verdict !== undefined && verdict.verdict !== 'applied' && !skipped.has(staffId)) {
        skipped.set(staffId, reasonOf(verdict))
      }
    })
  }
  for (const staffId of changing) skipped.delete(staffId)
  return done({ intents: joinRows(applying), found, changing, skipped })
}

/** People to whom the deed cannot even be put into words, with the reason. */
function inRestoreOrDone(
  org: Org,
  staffId: StaffId,
  deed: BulkDeed,
  skipped: Map<StaffId, { code: string; text: string }>,
): boolean {
  const person = org.state().staff.get(staffId)!
  const skip = (code: string, text: string) => {
    skipped.set(staffId, { code, text })
    return true
  }
  if (deed.kind === 'restore') return person.state === 'removed' ? false : skip('not-removed', 'Not in Restore.')
  if (person.state === 'removed') return skip('removed', 'In Restore: restore them first.')
  if (deed.kind === 'activate' && person.state === 'active') return skip('agreed', 'Active already.')
  if (deed.kind === 'set-role' && person.role === deed.role) return skip('agreed', 'Has this role already.')
  const hasRows = rowsOf(org, staffId, deed).length > 0
  if (deed.kind === 'assign' && !hasRows) return skip('agreed', 'Assigned there already.')
  return deed.kind === 'unassign' && !hasRows && skip('agreed', 'Not assigned there.')
}

function rowsOf(org: Org, staffId: StaffId, deed: BulkDeed): Intent[] {
  const person = org.state().staff.get(staffId)!
  const present = person.state === 'invited' ? ('invited' as const) : ('active' as const)
  switch (deed.kind) {
    case 'set-role':
      return [{ kind: 'staff.setRole', body: { rows: [{ staffId, from: person.role, to: deed.role }] } }]
    case 'assign': {
      const rows = assignRows(person, deed.places, deed.untilMs)
      return rows.length === 0 ? [] : [{ kind: 'staff.assign', body: { rows } }]
    }
    case 'unassign': {
      const rows = [...new Set(deed.places)].flatMap((place) => {
        const from = assignmentAt(person, place)
        return from === null ? [] : [{ staffId, place, from, to: null }]
      })
      return rows.length === 0 ? [] : [{ kind: 'staff.assign', body: { rows } }]
    }
    case 'activate':
      return [{ kind: 'staff.setState', body: { rows: [{ staffId, from: 'invited', to: 'active' }] } }]
    case 'remove':
      return [{ kind: 'staff.remove', body: { rows: [{ staffId, from: present, to: 'removed' }] } }]
    case 'restore':
      return [
        {
          kind: 'staff.restore',
          body: { rows: [{ staffId, from: 'removed', to: person.stateBefore ?? ('active' as const) }] },
        },
      ]
  }
}

/** INVARIANT (one deed, one kind): all intents of a bulk deed are of the same kind. */
function joinRows(intents: readonly Intent[]): Intent[] {
  const kind = intents[0]?.kind
  if (kind === undefined || kind === 'org.create') return []
  return inChanges(kind, intents.flatMap(rowsIn) as never)
}

/** Smaller than a change may be, so that a window stays smooth while everybody is checked. */
const rowsPerStep = 100

function inSmallParts(intents: readonly Intent[]): Intent[] {
  return intents.flatMap((intent) => {
    const rows = rowsIn(intent)
    const parts = Array.from({ length: Math.ceil(rows.length / rowsPerStep) }, (_, i) =>
      rows.slice(i * rowsPerStep, (i + 1) * rowsPerStep),
    )
    return parts.map((part) => ({ kind: intent.kind, body: { rows: part } }) as unknown as Intent)
  })
}

function rowsIn(intent: Intent): { readonly staffId: StaffId }[] {
  return intent.kind === 'org.create' ? [] : (intent.body.rows as unknown as { readonly staffId: StaffId }[])
}

function reasonOf(verdict: RowVerdict): { code: string; text: string } {
  if ('because' in verdict) return verdict.because[0] ?? { code: 'refused', text: 'Refused.' }
  return { code: 'agreed', text: 'It is so already.' }
}
