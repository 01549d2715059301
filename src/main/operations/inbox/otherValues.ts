import { findPermission } from '../../../shared/domain/cellReach'
import { permissionClasses } from '../../../shared/domain/reach'
import type { OperationInput, OperationOutput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'
import type { Sources } from '../../org/personalValues'
import { runAtOnce } from '../../org/runInSteps'
import { reachWords } from '../describeCell'
import { seenBy } from '../seenBy'
import type { KindRow } from './aboutRow'
import { type ChosenItem, planAccept } from './inboxWays'
import { hasBefore, type Instead, rebuildRow, takes } from './rebuildRow'
import { rowValues } from './rowValues'
import { seesValues } from './seesRow'

type Preview = OperationOutput<'inbox.preview'>
type Offered = Preview['values'][number]

/**
 * What can be chosen for the one row of one item: what was wanted, what was before, what is so now, and the rest of a
 * list. Of many rows, and of what the reader sees only in part, nothing but what was wanted.
 */
export function otherValues(
  org: Org,
  sources: Sources,
  items: readonly ChosenItem[],
  how: OperationInput<'inbox.accept'>['how'],
): Pick<Preview, 'values' | 'typed'> {
  const rows = items.flatMap((one) => one.rows)
  const [about] = rows
  if (rows.length !== 1 || about === undefined || !seesValues(org, about)) return { values: [], typed: null }
  const { before, mine, theirs } = rowValues(org, about)
  if (mine === null || theirs === null) return { values: [], typed: null }
  const offer = (whose: Offered['whose'], text: string, instead: Instead): Offered => {
    const planned = runAtOnce(planAccept(org, sources, items, { how, instead }))
    if (!planned.ok) return { whose, text, instead, because: planned.error.message }
    const possible = org.preview(planned.value.wanted)
    return { whose, text, instead, because: possible.ok ? '' : possible.error.message }
  }
  const values = [
    ...(mine === theirs ? [] : [offer('wanted', mine, {})]),
    ...(before !== null && before !== theirs && before !== mine && changesByBefore(org, sources, about)
      ? [offer('before', before, { before: true })]
      : []),
    { whose: 'now' as const, text: theirs, instead: null, because: '' },
    ...restOf(org, about, [mine, before, theirs]).map(({ text, instead }) => offer('other', text, instead)),
  ]
  const field = takes(about)
  return { values, typed: field === 'name' || field === 'email' ? field : null }
}

/** Somebody in Restore comes back as they were: then the value before is no change beside that. */
function changesByBefore(org: Org, sources: Sources, about: KindRow): boolean {
  if (!hasBefore(about)) return false
  const rebuilt = rebuildRow(org, sources, about, { before: true })
  return !rebuilt.ok || rebuilt.value.row !== null
}

/** The other values of a list that a row could hold. */
function restOf(
  org: Org,
  about: KindRow,
  shown: readonly (string | null)[],
): { readonly text: string; readonly instead: Instead }[] {
  return listOf(org, about).filter(({ text, instead }) => !shown.includes(text) && !isWanted(about, instead))
}

function isWanted({ kind, row }: KindRow, { role, reach }: Instead): boolean {
  if (kind === 'staff.add') return row.to.role === role
  return kind === 'staff.grant' && row.to?.reach === reach
}

function listOf(org: Org, about: KindRow): { readonly text: string; readonly instead: Instead }[] {
  const { blueprint } = org.state()
  switch (takes(about)) {
    case 'role': {
      const { hiddenRoles } = seenBy(org)
      return blueprint.roles
        .filter(({ key }) => !hiddenRoles.includes(key))
        .map(({ key, name }) => ({ text: name, instead: { role: key } }))
    }
    case 'reach': {
      if (about.kind !== 'grant.set' && about.kind !== 'staff.grant') return []
      const permission = findPermission(blueprint, about.row.permission)
      const reaches = permission === undefined ? [] : permissionClasses[permission.class].toReversed()
      const isPersonal = about.kind === 'staff.grant'
      return reaches
        .filter((reach) => !isPersonal || reach !== 'none')
        .map((reach) => ({ text: reachWords[reach], instead: { reach } }))
    }
    case 'on':
      return [true, false].map((on) => ({ text: on ? 'On' : 'Off', instead: { on } }))
    default:
      return []
  }
}
