import { lightRankColors, rankColor } from '../../../shared/look/rankColor'
import type { Box, Drawing, Shape } from './Drawing'

/** One rung as it is drawn. */
export interface DrawnRung {
  readonly name: string
  /** "one only · cannot be changed", or ''. */
  readonly remark: string
  /** "+6 −2 over Office Manager". */
  readonly delta: string
  readonly summary: string
  readonly areas: string
  readonly people: number
  /** What the step up takes away, in words; '' when nothing. */
  readonly lacks: string
}

const width = 1000
const margin = 32
const header = 92
const rungHeight = 84
const gap = 12
const ink = '#1b2230'
const dim = '#5b6473'
const warn = '#8a5300'
const line = '#dfe3ea'

/** Draws a ladder. Words are cut to what fits, so that the drawing is the same wherever it is shown. */
export function drawLadder(title: string, sub: string, rungs: readonly DrawnRung[]): Drawing {
  const height = header + rungs.length * (rungHeight + gap) - gap + margin
  const most = Math.max(1, ...rungs.map((rung) => rung.people))
  const rails = [margin + 6, margin + 20].map((x) =>
    box({ x, y: header, width: 3, height: height - margin - header, radius: 1.5, fill: line }),
  )
  return {
    title,
    width,
    height,
    shapes: [
      box({ x: 0, y: 0, width, height, radius: 0, fill: '#f6f7f9' }),
      ...words(margin, 46, title, 70, { size: 22, isBold: true }),
      ...words(margin, 70, sub, 120, { size: 13, fill: dim }),
      ...rails,
      ...rungs.flatMap((rung, rank) => drawRung(rung, rank, rungs.length, most)),
    ],
  }
}

function drawRung(rung: DrawnRung, rank: number, of: number, most: number): Shape[] {
  const left = margin + 40
  const right = width - margin
  const top = header + rank * (rungHeight + gap)
  const hue = lightRankColors[rankColor(rank, of)]!
  const bar = box({ x: right - 206, y: top + 26, width: 190, height: 8, radius: 4, fill: '#eceff4' })
  const share = Math.round(Math.max(3, (rung.people / most) * bar.width) * 10) / 10
  const remark = rung.remark === '' ? rung.delta : rung.remark
  const second = rung.lacks !== '' ? rung.lacks : rung.remark === '' ? '' : rung.delta
  const summary = inTwoLines(rung.summary, 64)
  const count = `${rung.people.toLocaleString('en')} ${rung.people === 1 ? 'person' : 'people'}`
  return [
    box({ x: margin + 3, y: top + rungHeight / 2 - 3, width: 22, height: 6, radius: 3, fill: hue }),
    box({ x: left, y: top, width: right - left, height: rungHeight, radius: 12, fill: '#ffffff', stroke: line }),
    ...words(left + 16, top + 28, rung.name, 24, { size: 16, isBold: true }),
    ...words(left + 16, top + 47, remark, 34, { size: 12, fill: rung.remark === '' ? dim : warn }),
    ...words(left + 16, top + 65, second, 36, { size: 12, fill: rung.lacks === '' ? dim : warn }),
    ...summary.flatMap((part, at) => words(left + 240, top + 28 + at * 18, part, 64, { size: 13 })),
    ...words(left + 240, top + 47 + (summary.length - 1) * 18, rung.areas, 70, { size: 12, fill: dim }),
    bar,
    ...(rung.people === 0 ? [] : [{ ...bar, width: share, fill: hue }]),
    ...words(right - 206, top + 54, count, 30, { size: 12, fill: dim }),
  ]
}

function box(measures: Omit<Box, 'kind'>): Box {
  return { kind: 'box', ...measures }
}

/** Broken between words; what the second line cannot hold is cut there. */
function inTwoLines(whole: string, most: number): readonly string[] {
  if ([...whole].length <= most) return [whole]
  const space = whole.lastIndexOf(' ', most)
  return space <= 0 ? [whole] : [whole.slice(0, space), whole.slice(space + 1)]
}

interface Look {
  readonly size: number
  readonly isBold?: boolean
  readonly fill?: string
}

/** Words of at most so many letters; nothing where there are none. */
function words(x: number, y: number, whole: string, most: number, { size, isBold = false, fill = ink }: Look): Shape[] {
  if (whole === '') return []
  const letters = [...whole]
  const cut = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : whole
  return [{ kind: 'words', x, y, words: cut, size, isBold, fill }]
}
