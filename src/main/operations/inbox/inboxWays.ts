import { findRole } from '../../../shared/domain/cellReach'
import { type Intent, type PersonalValue, rowsPerChange } from '../../../shared/domain/change'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { InboxItem } from '../../../shared/domain/inbox'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import { finalKinds } from '../../changes/invertChange'
import type { Org, Wanted } from '../../org/Org'
import type { Sources } from '../../org/personalValues'
import type { Steps } from '../../org/runInSteps'
import { callPerson } from '../callPerson'
import { describeIntent } from '../describeIntent'
import { intentOf, type KindRow, peopleOf } from './aboutRow'
import type { ChangeReader } from './changeReader'
import { capital } from './inboxReasons'
import { aboutRow, seenRows } from './readInbox'
import { hasBefore, type Instead, rebuildRow, takes } from './rebuildRow'

type How = OperationInput<'inbox.accept'>['how']

/** Items that somebody takes over or dismisses, with all their rows. */
export interface ChosenItem {
  readonly item: InboxItem
  readonly rows: readonly KindRow[]
}

/** The items by id, all of them open and seen as a whole by the actor. */
export function chooseItems(
  org: Org,
  reader: ChangeReader,
  changes: readonly ChangeId[],
): Result<ChosenItem[], 'not-found' | 'already-closed' | 'not-allowed'> {
  const chosen: ChosenItem[] = []
  for (const change of new Set(changes)) {
    const item = org.state().inbox.get(change)
    const seen = item === undefined ? [] : seenRows(org, reader, item)
    if (item === undefined || seen.length === 0) {
      return failed('not-found', 'There is no such item in the inbox.')
    }
    if (item.closed !== null) {
      return failed('already-closed', `This item was ${item.closed.as} already by ${callPerson(org, item.closed.by)}.`)
    }
    if (seen.length < item.rows.length) return notWhole
    const rows = item.rows.flatMap((row) => aboutRow(reader, item, row) ?? [])
    chosen.push({ item, rows })
  }
  return done(chosen.toSorted((one, other) => one.item.n - other.item.n))
}

const notWhole = failed(
  'not-allowed',
  'It touches people whom you may not see, so it is not yours to close. Nothing was changed.',
)

/** Closes the items; first, so that whoever closes is judged by what is so before the edits. */
export function closing(items: readonly ChosenItem[], to: 'accepted' | 'dismissed'): Intent {
  const rows = items.map(({ item }) => ({ change: item.changeId, from: 'open' as const, to }))
  return { kind: 'inbox.close', body: { rows } }
}

/** How the items can be taken over; the first as their authors wanted. */
export function waysFor(org: Org, items: readonly ChosenItem[]): How[] {
  return inRestore(org, items).length === 0 ? ['as-wanted'] : ['restore-first', 'restore-only', 'as-wanted']
}

export type Planned = Result<
  { readonly wanted: Wanted; readonly edits: readonly Intent[] },
  'cannot-accept' | 'nothing-to-change'
>

/** Rows made anew between two looks at the clock. */
const rowsAtOnce = 100

/** The edits of the items made anew, beside their closing; yields how many rows are. */
export function* planAccept(
  org: Org,
  sources: Sources,
  items: readonly ChosenItem[],
  { how, instead = {} }: { readonly how: How; readonly instead?: Instead | undefined },
): Steps<Planned> {
  const rows = items.flatMap((one) => one.rows)
  const misfit = whyNotInstead(rows, instead)
  if (misfit !== null) return failed('cannot-accept', misfit)
  const personal: PersonalValue[] = []
  const edits: Intent[] = []
  const restored = how === 'as-wanted' ? [] : inRestore(org, items)
  if (restored.length > 0) {
    const restores = restored.map((staffId) => ({
      staffId,
      from: 'removed' as const,
      to: org.state().staff.get(staffId)?.stateBefore ?? ('active' as const),
    }))
    edits.push({ kind: 'staff.restore', body: { rows: restores } })
  }
  if (how !== 'restore-only') {
    for (const [i, row] of rows.entries()) {
      if (i > 0 && i % rowsAtOnce === 0) yield i
      const rebuilt = rebuildRow(org, sources, row, instead)
      if (!rebuilt.ok) return rebuilt
      personal.push(...rebuilt.value.personal)
      if (rebuilt.value.row !== null) join(edits, rebuilt.value.row)
    }
  }
  if (edits.length === 0) {
    return failed('nothing-to-change', 'It is so already: there is nothing to accept. Dismiss it instead.')
  }
  return done({ edits, wanted: { intents: [closing(items, 'accepted'), ...edits], personal } })
}

/** Rows of one kind that follow each other are one change. */
function join(edits: Intent[], row: KindRow): void {
  const last = edits.at(-1)
  if (
    last !== undefined &&
    last.kind !== 'org.create' &&
    last.kind === row.kind &&
    last.body.rows.length < rowsPerChange
  ) {
    ;(last.body.rows as unknown[]).push(row.row)
  } else edits.push(intentOf(row))
}

/** Whom the items are about, who are in Restore and could be brought back. */
function inRestore(org: Org, items: readonly ChosenItem[]): StaffId[] {
  const people = new Set<StaffId>()
  for (const { rows } of items) {
    for (const row of rows) {
      if (wantsThemThere.has(row.kind)) peopleOf(row).forEach((staffId) => people.add(staffId))
    }
  }
  return [...people].filter((staffId) => org.state().staff.get(staffId)?.state === 'removed')
}

const wantsThemThere: ReadonlySet<string> = new Set([
  'staff.edit',
  'staff.setState',
  'staff.setRole',
  'staff.demote',
  'staff.assign',
  'staff.grant',
])

/** Why another value does not fit these rows, in a sentence; null when it does. */
function whyNotInstead(rows: readonly KindRow[], { before, ...values }: Instead): string | null {
  const named = Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  if (before === true) {
    if (named.length > 0) return 'Either the value before or another one can be given, not both.'
    return rows.every(hasBefore) ? null : 'An edit of this kind has no value before that could be wanted again.'
  }
  if (named.length === 0) return null
  const [only] = rows
  const isNamed = rows.length === 1 && only !== undefined
  const fits = isNamed && named.every((field) => takes(only) === field || (field === 'email' && takesEmail(only)))
  return fits ? null : 'Another value can be given for one edit at a time, and of the kind that it holds.'
}

function takesEmail({ kind, row }: KindRow): boolean {
  return kind === 'staff.edit' && row.to.email !== undefined
}

/** Whether nothing takes it back: then it is asked about, and waits. */
export function isFinal(org: Org, edits: readonly Intent[]): boolean {
  const isUpOnly = org.state().blueprint.ladder.moves === 'up-only'
  return edits.some(
    ({ kind }) => finalKinds.has(kind) || (isUpOnly && (kind === 'staff.setRole' || kind === 'staff.reassign')),
  )
}

/** A sentence for each edit, as it would stand in the history. */
export function sentencesOf(org: Org, edits: readonly Intent[]): string[] {
  return edits.flatMap((intent) => describeIntent(org, intent)).map((sentence) => `${capital(sentence)}.`)
}

/** For a button. */
export function titleOfWay(org: Org, items: readonly ChosenItem[], how: How, instead: Instead = {}): string {
  const restored = inRestore(org, items)
  const who = restored.length === 1 ? callPerson(org, restored[0]!) : `${restored.length.toLocaleString('en')} people`
  const rows = items.flatMap((one) => one.rows)
  const role = (key: string) => findRole(org.state().blueprint, key)?.name ?? key
  switch (how) {
    case 'as-wanted':
      return rows.length === 1
        ? isOther(instead)
          ? 'Accept with this value'
          : 'Accept this edit'
        : `Accept ${rows.length.toLocaleString('en')} edits`
    case 'restore-only': {
      const person = restored.length === 1 ? org.state().staff.get(restored[0]!) : undefined
      return person === undefined ? `Restore ${who}` : `Restore ${who} as ${role(person.role)}`
    }
    case 'restore-first': {
      const [only] = rows
      const isMove = rows.length === 1 && only?.kind === 'staff.setRole'
      const to = isMove ? (instead.before === true ? only.row.from : (instead.role ?? only.row.to)) : null
      return to !== null ? `Restore ${who} and make them ${role(to)}` : `Restore ${who} and accept the edit`
    }
  }
}

function isOther(instead: Instead): boolean {
  return Object.values(instead).some((value) => value !== undefined)
}
