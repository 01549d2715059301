/** Where two texts differ, with some of what stands there in each. */
export function firstDifference(a: string, b: string): string {
  let i = 0
  while (a[i] === b[i]) i += 1
  return `…${a.slice(Math.max(0, i - 80), i + 60)}… instead of …${b.slice(i, i + 60)}…`
}
