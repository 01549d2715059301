interface Rung {
  readonly gains: readonly unknown[]
  readonly loses: readonly unknown[]
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
