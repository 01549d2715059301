/** The known word that somebody probably meant; undefined when none is near. */
export function closestWord(text: string, known: readonly string[]): string | undefined {
  const wanted = text.toLowerCase().slice(0, 60)
  let best: { word: string; distance: number } | undefined
  for (const word of known) {
    const distance = editDistance(wanted, word.toLowerCase())
    if (best === undefined || distance < best.distance) best = { word, distance }
  }
  return best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.word : undefined
}

/** “ Did you mean “group”?”, or what there is. */
export function didYouMean(text: string, known: readonly string[]): string {
  const near = closestWord(text, known)
  if (near !== undefined) return ` Did you mean “${near}”?`
  if (known.length === 0) return ''
  const shown = known.slice(0, 12)
  const rest = known.length > shown.length ? ` and ${known.length - shown.length} more` : ''
  return ` There are ${shown.join(', ')}${rest}.`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
