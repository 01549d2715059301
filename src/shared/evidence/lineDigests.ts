const newLine = 0x0a
const digits = 8

/** The lines of a file, each with its line break. */
export function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(newLine, from)
    const to = end === -1 ? bytes.length : end + 1
    yield bytes.subarray(from, to)
    from = to
  }
}

/** A short hash of each line, one below the other. The file's own hash is what proves; these find the line. */
export function lineDigests(bytes: Uint8Array, sha256: (bytes: Uint8Array) => string): string {
  const digests: string[] = []
  for (const line of linesOf(bytes)) digests.push(sha256(line).slice(0, digits))
  return digests.length === 0 ? '' : `${digests.join('\n')}\n`
}

/** Where a file first differs from what its lines were: the number of the line and what happened there; null when none does. */
export function findAlteredLine(
  bytes: Uint8Array,
  digests: string,
  sha256: (bytes: Uint8Array) => string,
): { readonly line: number; readonly text: string } | null {
  const before = digests.split('\n').filter((digest) => digest !== '')
  const now = lineDigests(bytes, sha256)
    .split('\n')
    .filter((digest) => digest !== '')
  const length = Math.max(before.length, now.length)
  for (let i = 0; i < length; i += 1) {
    if (before[i] === now[i]) continue
    return { line: i + 1, text: describe(before, now, i) }
  }
  return null
}

function describe(before: readonly string[], now: readonly string[], i: number): string {
  if (i >= now.length || (now.length < before.length && now[i] === before[i + 1])) return 'It was taken out.'
  if (i >= before.length || (now.length > before.length && now[i + 1] === before[i])) return 'It was put in.'
  const other = now.indexOf(before[i]!, i + 1)
  if (other !== -1 && now[i] === before[other]) return `It was swapped with line ${other + 1}.`
  return 'It was altered.'
}
