interface Named {
  readonly name: string
}

interface Rung {
  readonly gains: readonly unknown[]
  readonly loses: readonly Named[]
}

/** "+6 −2 over Office Manager", "the same as Member", "lowest rung". */
export function describeDelta(rung: Rung, belowName: string | null): string {
  if (belowName === null) return 'lowest rung'
  const parts = [
    rung.gains.length > 0 ? `+${rung.gains.length}` : '',
    rung.loses.length > 0 ? `−${rung.loses.length}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? `the same as ${belowName}` : `${parts.join(' ')} over ${belowName}`
}

/** The same, spoken. */
export function speakDelta(rung: Rung, belowName: string | null): string {
  if (belowName === null) return 'lowest rung'
  if (rung.gains.length + rung.loses.length === 0) return `holds the same as ${belowName}`
  return `gains ${rung.gains.length} and loses ${rung.loses.length} against ${belowName}`
}

/** What a step up takes away: "lacks See billing and 2 more of Office Manager". A rung is a rank, not a superset (S4.21). */
export function describeInversion(rung: Rung, belowName: string): string {
  const [first, ...rest] = rung.loses
  if (first === undefined) return ''
  return `lacks ${first.name}${rest.length === 0 ? '' : ` and ${rest.length} more`} of ${belowName}`
}
