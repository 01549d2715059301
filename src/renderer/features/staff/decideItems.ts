import type { StaffId } from '../../../shared/domain/ids'

/** `'hand-over'` goes to whoever takes over the rest, `'hand-over-to'` to somebody named for this item alone. */
export type Decision = 'keep' | 'hand-over' | 'hand-over-to' | 'drop'

interface Item {
  readonly key: string
  readonly name: string
  readonly losesSight: boolean
}

interface Deed {
  readonly key: string
  readonly do: Exclude<Decision, 'hand-over-to'>
  readonly to?: StaffId
}

/**
 * What is asked of main for each item, and the names of those still open: without a decision although the lower role
 * would not see them, or handed over to nobody yet. Without a word an item that stays visible stays.
 */
export function decideItems(
  items: readonly Item[],
  decisions: Readonly<Record<string, Decision>>,
  taker: StaffId | null,
  takers: Readonly<Record<string, StaffId | undefined>> = {},
): { readonly deeds: readonly Deed[]; readonly open: readonly string[] } {
  const deeds: Deed[] = []
  const open: string[] = []
  for (const { key, name, losesSight } of items) {
    const decision = decisions[key] ?? (losesSight ? null : 'keep')
    const to = decision === 'hand-over' ? taker : decision === 'hand-over-to' ? (takers[key] ?? null) : null
    if (decision === 'keep' || decision === 'drop') deeds.push({ key, do: decision })
    else if (decision === null || to === null) open.push(name)
    else deeds.push({ key, do: 'hand-over', to })
  }
  return { deeds, open }
}
