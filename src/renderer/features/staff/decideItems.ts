import type { StaffId } from '../../../shared/domain/ids'

export type Decision = 'keep' | 'hand-over' | 'drop'

interface Item {
  readonly key: string
  readonly name: string
  readonly losesSight: boolean
}

interface Deed {
  readonly key: string
  readonly do: Decision
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
): { readonly deeds: readonly Deed[]; readonly open: readonly string[] } {
  const deeds: Deed[] = []
  const open: string[] = []
  for (const { key, name, losesSight } of items) {
    const decision = decisions[key] ?? (losesSight ? null : 'keep')
    if (decision === null || (decision === 'hand-over' && taker === null)) open.push(name)
    else deeds.push(decision === 'hand-over' ? { key, do: decision, to: taker! } : { key, do: decision })
  }
  return { deeds, open }
}
