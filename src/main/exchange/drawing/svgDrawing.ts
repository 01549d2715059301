import type { Drawing, Shape } from './Drawing'

/** A drawing as an SVG of its own, with the system's fonts. */
export function svgDrawing({ title, width, height, shapes }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    ...shapes.map(tagOf),
    '</svg>',
  ].join('')
}

function tagOf(shape: Shape): string {
  if (shape.kind === 'words') {
    const { x, y, size, isBold, fill, words } = shape
    return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${isBold ? 700 : 400}" fill="${fill}">${escapeXml(words)}</text>`
  }
  const { x, y, width, height, radius, fill, stroke } = shape
  const line = stroke === undefined ? '' : ` stroke="${stroke}"`
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${line}/>`
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
