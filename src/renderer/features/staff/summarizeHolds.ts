import type { Reach } from '../../../shared/domain/reach'

export interface AreaSummary {
  readonly area: string
  readonly count: number
  /** No permission of the area reaches everything. */
  readonly isLimited: boolean
}

/** How much a role holds in each area, in the order of the areas. */
export function summarizeHolds(
  holds: readonly { readonly area: string; readonly reach: Reach }[],
): readonly AreaSummary[] {
  const byArea = new Map<string, { count: number; isLimited: boolean }>()
  for (const { area, reach } of holds) {
    if (reach === 'none') continue
    const known = byArea.get(area)
    byArea.set(area, { count: (known?.count ?? 0) + 1, isLimited: (known?.isLimited ?? true) && reach !== 'all' })
  }
  return [...byArea].map(([area, summary]) => ({ area, ...summary }))
}
