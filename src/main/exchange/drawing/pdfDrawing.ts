import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import { registerFonts } from '../report/registerFonts'
import type { Box, Drawing, Words } from './Drawing'

/** PDF counts in points, of which an inch has 72; a drawing has 96 units in one. */
const pointsPerUnit = 72 / 96

/** A drawing as a PDF of one page, with fonts of its own: for where there is no display to print it. */
export async function pdfDrawing({ title, width, height, shapes }: Drawing): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: [width * pointsPerUnit, height * pointsPerUnit],
    margin: 0,
    info: { Title: title, Producer: 'Rolecall', Creator: 'Rolecall' },
    lang: 'en',
    displayTitle: true,
  })
  registerFonts(pdf)
  const pieces: Buffer[] = []
  pdf.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = once(pdf, 'end')
  pdf.scale(pointsPerUnit)
  for (const shape of shapes) {
    if (shape.kind === 'words') write(pdf, shape)
    else paint(pdf, shape)
  }
  pdf.end()
  await ended
  return Buffer.concat(pieces)
}

function paint(pdf: PDFKit.PDFDocument, { x, y, width, height, radius, fill, stroke }: Box): void {
  pdf.roundedRect(x, y, width, height, radius)
  if (stroke === undefined) pdf.fill(fill)
  else pdf.lineWidth(1).fillAndStroke(fill, stroke)
}

function write(pdf: PDFKit.PDFDocument, { x, y, words, size, isBold, fill }: Words): void {
  pdf
    .font(isBold ? 'bold' : 'text')
    .fontSize(size)
    .fillColor(fill)
    .text(words.replace(/\p{Cc}+/gu, ' '), x, y, { lineBreak: false, baseline: 'alphabetic' })
}
