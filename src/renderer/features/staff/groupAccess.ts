interface AccessLine {
  readonly name: string
  readonly area: string
  readonly reach: string
}

/** Lines by area, in the order they came; areas without a fitting line are left out. */
export function groupAccess<Line extends AccessLine>(
  lines: readonly Line[],
  filter: string,
  isHeldOnly: boolean,
): readonly { readonly area: string; readonly lines: readonly Line[] }[] {
  const wanted = filter.trim().toLowerCase()
  const byArea = new Map<string, Line[]>()
  for (const line of lines) {
    if (isHeldOnly && line.reach === 'none') continue
    if (wanted !== '' && !`${line.area} ${line.name} ${line.reach}`.toLowerCase().includes(wanted)) continue
    const area = byArea.get(line.area)
    if (area === undefined) byArea.set(line.area, [line])
    else area.push(line)
  }
  return [...byArea].map(([area, fitting]) => ({ area, lines: fitting }))
}
