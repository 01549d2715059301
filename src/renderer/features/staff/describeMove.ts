import { countOf } from '../../words/countOf'

interface Move {
  readonly isNow: boolean
  readonly allowed: boolean
  readonly because: string
  readonly instead: string | null
  readonly gains: readonly unknown[]
  readonly loses: readonly unknown[]
}

/** One line beside a rung: "now", "gains 9, loses 2", or why not, briefly. The whole reason stands behind the lock. */
export function describeMove(move: Move): string {
  if (move.isNow) return 'now'
  if (!move.allowed) return move.instead === null ? firstSentence(move.because) : 'down the ladder'
  return describeGains(move.gains.length, move.loses.length)
}

export function describeGains(gains: number, loses: number): string {
  if (gains === 0 && loses === 0) return 'changes no permission'
  if (loses === 0) return `gains ${countOf(gains, 'permission')}`
  if (gains === 0) return `loses ${countOf(loses, 'permission')}`
  return `gains ${gains}, loses ${loses}`
}

function firstSentence(text: string): string {
  return /^.*?[.;](?=\s|$)/.exec(text)?.[0].replace(/[.;]$/, '') ?? text
}
