/** Control characters of data must not steer a terminal. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}

/** Rows as aligned columns under a header. An empty list is said in words. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  whenEmpty: string,
): string {
  if (rows.length === 0) return whenEmpty
  const lines = [header, ...rows].map((row) => row.map(plain))
  const widths = header.map((_, column) =>
    lines.reduce((width, line) => Math.max(width, widthOf(line[column] ?? '')), 0),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Facts one below the other. */
export function formatFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  const width = facts.reduce((longest, [name]) => Math.max(longest, widthOf(name)), 0)
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`.trimEnd()).join('\n')
}

/** Cells of a terminal: marks take none, East Asian wide letters two. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/\p{Mn}/u.test(letter)) continue
    width += /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      letter,
    )
      ? 2
      : 1
  }
  return width
}
