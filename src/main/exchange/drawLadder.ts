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

export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const width = 1000
const margin = 32
const header = 92
const rungHeight = 84
const gap = 12
// From the top of the ladder down; the same hues as on the screen, in the light theme.
const hues = ['#312e81', '#3b4cc0', '#2f7fd6', '#1f97a8', '#2f9e6e', '#7a9a3a', '#8a93a3']

/**
 * Draws a ladder as an SVG of its own: light, with system fonts only and nothing that loads or runs. Words are cut to
 * what fits, so that the drawing is the same wherever it is shown.
 */
export function drawLadder(title: string, sub: string, rungs: readonly DrawnRung[]): Drawing {
  const height = header + rungs.length * (rungHeight + gap) - gap + margin
  const most = Math.max(1, ...rungs.map((rung) => rung.people))
  const left = margin + 40
  const right = width - margin
  const bottom = height - margin
  const body = rungs.map((rung, rank) => {
    const top = header + rank * (rungHeight + gap)
    const middle = top + rungHeight / 2
    const hue = hues[rungs.length < 2 ? 0 : Math.round((rank * (hues.length - 1)) / (rungs.length - 1))]!
    const bar = rung.people === 0 ? 0 : Math.max(3, (rung.people / most) * 190)
    return [
      `<rect x="${margin + 3}" y="${middle - 3}" width="22" height="6" rx="3" fill="${hue}"/>`,
      `<rect x="${left}" y="${top}" width="${right - left}" height="${rungHeight}" rx="12" fill="#fff" stroke="#dfe3ea"/>`,
      text(left + 16, top + 28, rung.name, 24, { size: 16, weight: 700 }),
      text(left + 16, top + 47, rung.remark === '' ? rung.delta : rung.remark, 34, {
        size: 12,
        fill: rung.remark === '' ? dim : warn,
      }),
      text(left + 16, top + 65, rung.lacks === '' ? (rung.remark === '' ? '' : rung.delta) : rung.lacks, 36, {
        size: 12,
        fill: rung.lacks === '' ? dim : warn,
      }),
      text(left + 240, top + 32, rung.summary, 64, { size: 13 }),
      text(left + 240, top + 56, rung.areas, 70, { size: 12, fill: dim }),
      `<rect x="${right - 206}" y="${top + 26}" width="190" height="8" rx="4" fill="#eceff4"/>`,
      bar === 0
        ? ''
        : `<rect x="${right - 206}" y="${top + 26}" width="${bar.toFixed(1)}" height="8" rx="4" fill="${hue}"/>`,
      text(
        right - 206,
        top + 54,
        `${rung.people.toLocaleString('en')} ${rung.people === 1 ? 'person' : 'people'}`,
        30,
        {
          size: 12,
          fill: dim,
        },
      ),
    ].join('')
  })
  const rails = [margin + 6, margin + 20].map(
    (x) => `<rect x="${x}" y="${header}" width="3" height="${bottom - header}" rx="1.5" fill="#dfe3ea"/>`,
  )
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#f6f7f9"/>`,
    text(margin, 46, title, 70, { size: 22, weight: 700 }),
    text(margin, 70, sub, 120, { size: 13, fill: dim }),
    ...rails,
    ...body,
    '</svg>',
  ].join('')
  return { svg, width, height }
}

const dim = '#5b6473'
const warn = '#8a5300'

interface TextLook {
  readonly size: number
  readonly weight?: number
  readonly fill?: string
}

function text(
  x: number,
  y: number,
  words: string,
  most: number,
  { size, weight = 400, fill = '#1b2230' }: TextLook,
): string {
  if (words === '') return ''
  const letters = [...words]
  const cut = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : words
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(cut)}</text>`
}

/** Names come from people and files: nothing of them may become markup, nor a character that XML forbids. */
function escapeXml(words: string): string {
  return words
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
