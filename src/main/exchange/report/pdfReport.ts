import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import { registerFonts } from './registerFonts'
import type { Report, ReportCell, ReportColumn, ReportWriter } from './Report'

const margin = 36
const size = 7.5
const lineHeight = 9.5
const padding = 3
const maxLines = 6
const colors = { ink: '#161b26', dim: '#5a6478', line: '#d9dee7', head: '#f3f5f9' }

/** A PDF on A4, landscape: what it is of on the first page, the stamp and the page number on every page. */
export function pdfReport(path: string, report: Report): ReportWriter {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 48, bottom: 40, left: margin, right: margin },
    autoFirstPage: false,
    info: { Title: `${report.title} · ${report.organization}`, Producer: 'Rolecall', Creator: 'Rolecall' },
    lang: 'en',
    displayTitle: true,
  })
  registerFonts(pdf)
  const file = createWriteStream(path, { mode: 0o600 })
  let failure: Error | null = null
  let needsDrain = false
  file.on('error', (error) => {
    failure = error
  })
  pdf.on('data', (piece: Buffer) => {
    if (!file.write(piece)) needsDrain = true
  })
  let page = 0
  let y = 0
  let bottom = 0
  let columns: readonly ReportColumn[] = []
  let lefts: number[] = []
  let widths: number[] = []
  let pending: { whenEmpty: string } | null = null
  const widthByWord = new Map<string, number>()

  function addPage(): void {
    pdf.addPage()
    page += 1
    bottom = pdf.page.height - 40
    pdf.font('text').fontSize(7).fillColor(colors.dim)
    const right = pdf.page.width - margin
    pdf.text(`${report.title} · ${report.organization}`, margin, 22, { lineBreak: false })
    const number = `Page ${page}`
    pdf.text(number, right - pdf.widthOfString(number), 22, { lineBreak: false })
    pdf.text(report.stamp, margin, pdf.page.height - 26, { lineBreak: false })
    y = 48
  }

  function head(): void {
    const lines = columns.map(({ title }, i) => wrap(title, widths[i]! - 2 * padding, 'bold'))
    const height = Math.max(...lines.map((list) => list.length)) * lineHeight + 2 * padding
    pdf.rect(margin, y, pdf.page.width - 2 * margin, height).fill(colors.head)
    print(lines, 'bold', colors.ink)
    y += height
  }

  /** Breaks text into lines by the width of its words, each measured once. */
  function wrap(value: string, width: number, name: 'text' | 'bold'): string[] {
    pdf.font(name).fontSize(size)
    const measure = (word: string): number => {
      const key = `${name}/${word}`
      let known = widthByWord.get(key)
      if (known === undefined) {
        if (widthByWord.size > 50_000) widthByWord.clear()
        known = pdf.widthOfString(word)
        widthByWord.set(key, known)
      }
      return known
    }
    const space = measure(' ')
    const lines: string[] = []
    let line = ''
    let used = 0
    for (const whole of clean(value).split(' ')) {
      for (const word of measure(whole) <= width ? [whole] : chop(whole, width, measure)) {
        const wide = measure(word)
        if (line !== '' && used + space + wide > width) {
          lines.push(line)
          line = ''
          used = 0
        }
        used += (line === '' ? 0 : space) + wide
        line = line === '' ? word : `${line} ${word}`
      }
    }
    lines.push(line)
    return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]} …`]
  }

  function print(cells: readonly (readonly string[])[], name: 'text' | 'bold', color: string): void {
    pdf.font(name).fontSize(size).fillColor(color)
    for (const [i, lines] of cells.entries()) {
      for (const [n, line] of lines.entries()) {
        if (line === '') continue
        const isRight = columns[i]?.align === 'right'
        const x = isRight ? lefts[i]! + widths[i]! - padding - pdf.widthOfString(line) : lefts[i]! + padding
        pdf.text(line, x, y + padding + n * lineHeight, { lineBreak: false })
      }
    }
  }

  function firstPage(): void {
    addPage()
    pdf.font('bold').fontSize(18).fillColor(colors.ink).text(report.title, margin, y, { lineBreak: false })
    y += 26
    pdf.font('text').fontSize(11).fillColor(colors.dim).text(report.organization, margin, y, { lineBreak: false })
    y += 22
    for (const [name, value] of report.facts) {
      pdf.font('text').fontSize(8.5).fillColor(colors.dim).text(name, margin, y, { lineBreak: false })
      pdf.fillColor(colors.ink).text(clean(value), margin + 110, y, { width: pdf.page.width - 2 * margin - 110 })
      y = Math.max(y + 13, pdf.y + 1)
    }
    y += 8
  }

  firstPage()
  return {
    table: (table) => {
      if (pending !== null) emptyTable(pending.whenEmpty)
      pending = table
      columns = table.columns
      const full = pdf.page.width - 2 * margin
      const weights = columns.map(({ weight = 1 }) => weight)
      const sum = weights.reduce((a, b) => a + b, 0)
      widths = weights.map((weight) => (full * weight) / sum)
      lefts = widths.map((_, i) => margin + widths.slice(0, i).reduce((a, b) => a + b, 0))
      if (y > bottom - 90) addPage()
      pdf
        .font('bold')
        .fontSize(12)
        .fillColor(colors.ink)
        .text(table.title, margin, y + 6, { lineBreak: false })
      y += 24
      if (table.note !== undefined) {
        pdf.font('text').fontSize(8).fillColor(colors.dim).text(table.note, margin, y, { width: full })
        y = pdf.y + 4
      }
      head()
    },
    row: (cells) => {
      pending = null
      const lines = cells.map((cell: ReportCell, i) => wrap(String(cell ?? ''), widths[i]! - 2 * padding, 'text'))
      const height = Math.max(...lines.map((list) => list.length)) * lineHeight + 2 * padding
      if (y + height > bottom) {
        addPage()
        head()
      }
      print(lines, 'text', colors.ink)
      y += height
      pdf
        .moveTo(margin, y)
        .lineTo(pdf.page.width - margin, y)
        .lineWidth(0.4)
        .strokeColor(colors.line)
        .stroke()
    },
    drained: () => {
      if (failure !== null) throw failure
      if (!needsDrain) return null
      needsDrain = false
      return file.writableNeedDrain ? once(file, 'drain').then(() => undefined) : null
    },
    finish: async () => {
      if (pending !== null) emptyTable(pending.whenEmpty)
      const ended = once(pdf, 'end')
      pdf.end()
      await ended
      file.end()
      await once(file, 'close')
      if (failure !== null) throw failure
    },
    abandon: () => file.destroy(),
  }

  function emptyTable(words: string): void {
    pdf
      .font('text')
      .fontSize(9)
      .fillColor(colors.dim)
      .text(words, margin, y + 4, { lineBreak: false })
    y += 20
    pending = null
  }
}

function chop(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && measure(part + letter) > width) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

function clean(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ')
}
