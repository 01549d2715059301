/** The seven colours of a ladder in the light theme, from the top down; they fill bars and marks. */
export const lightRankColors = ['#2b2d8f', '#3b4cca', '#2f7fd1', '#1c98a6', '#2f9e6e', '#7a9a3a', '#8b95a4'] as const

/** Short ladders use colours that lie apart; the full ladder has seven. */
const spread: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [1, 4],
  3: [1, 2, 4],
  4: [1, 2, 3, 4],
  5: [0, 1, 2, 4, 5],
  6: [0, 1, 2, 3, 4, 5],
}

/**
 * Which of the seven ladder colours (0 to 6) a rank has.
 *
 * @param rank  0 at the top
 * @param of    how many ranks there are
 */
export function rankColor(rank: number, of: number): number {
  const known = spread[of]?.[rank]
  if (known !== undefined) return known
  if (of <= 1) return 1
  return Math.min(6, Math.max(0, Math.round((rank * 6) / (of - 1))))
}
