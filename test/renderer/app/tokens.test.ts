import { describe, expect, it } from 'vitest'
import { darkTokens, lightTokens, type Tokens } from '../../../src/renderer/app/tokens'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['bg', 'paper', 'nav', 'sunken', 'brandWeak', 'chip', 'track'] as const
const pairs: readonly (readonly [keyof Tokens, readonly (keyof Tokens)[]])[] = [
  ['ink', [...surfaces, 'okBg', 'warnBg', 'badBg', 'staged']],
  ['dim', surfaces],
  ['faint', ['bg', 'paper', 'nav', 'sunken', 'brandWeak', 'chip']],
  ['brand', ['paper', 'bg', 'brandWeak', 'sunken']],
  ['ok', ['paper', 'okBg']],
  ['warn', ['paper', 'warnBg']],
  ['bad', ['paper', 'badBg']],
  ['brandInk', ['brand']],
  ['barInk', ['bar']],
  ['barDim', ['bar']],
]

describe.each([
  ['light', lightTokens],
  ['dark', darkTokens],
])('the %s theme', (_, tokens) => {
  it.each(pairs.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'keeps %s readable on %s',
    (text, ground) => {
      expect(contrast(tokens[text] as string, tokens[ground] as string)).toBeGreaterThanOrEqual(4.5)
    },
  )
  it('keeps white initials readable on every rank', () => {
    for (const ink of tokens.rankInk) expect(contrast('#ffffff', ink)).toBeGreaterThanOrEqual(4.5)
  })
})
