import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Gives a PDF its fonts, `text` and `bold`: what Rolecall writes looks the same on every computer. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  const load = createRequire(import.meta.url)
  const font = (name: string) => readFileSync(load.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))
  pdf.registerFont('text', font('DejaVuSansCondensed'))
  pdf.registerFont('bold', font('DejaVuSansCondensed-Bold'))
}
