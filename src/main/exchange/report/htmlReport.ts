import type { Report, ReportTable, ReportWriter } from './Report'
import { openPiecedFile } from './textFile'

const style = `
:root { color-scheme: light dark; --ink: #161b26; --dim: #5a6478; --line: #d9dee7; --paper: #fff; --head: #f3f5f9 }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf1; --dim: #a2acbd; --line: #303848; --paper: #141924; --head: #1c2331 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 32px; max-width: 1400px; background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, sans-serif }
h1 { font-size: 24px; margin: 0 } h2 { font-size: 17px; margin: 32px 0 8px } .org { color: var(--dim); margin: 2px 0 16px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; font-size: 13px } dt { color: var(--dim) } dd { margin: 0; overflow-wrap: anywhere }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 13px } caption { text-align: left; color: var(--dim); padding: 0 0 6px }
th, td { text-align: left; vertical-align: top; padding: 5px 8px; border-bottom: 1px solid var(--line) } th { background: var(--head) } .right { text-align: right; font-variant-numeric: tabular-nums }
.stamp { color: var(--dim); font-size: 11px; margin-top: 32px }
@media print { :root { --ink: #000; --dim: #444; --line: #bbb; --paper: #fff; --head: #eee; color-scheme: light } body { padding: 0; max-width: none; font-size: 11px }
 table { font-size: 10px } thead { display: table-header-group } tr { break-inside: avoid } .wide { overflow: visible } @page { margin: 14mm 12mm; size: A4 landscape } }
`

/** One HTML file without anything from elsewhere and without a script, for a browser and for a printer. */
export function htmlReport(path: string, report: Report): ReportWriter {
  const file = openPiecedFile(path)
  let current: { table: ReportTable; rows: number } | null = null
  const facts = report.facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')
  // The browser's own print header shows the title; the head of each table is repeated on each page.
  file.write(`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${text(report.title)} · ${text(report.organization)} · ${text(report.stamp)}</title>
<style>${style}</style></head><body><main>
<h1>${text(report.title)}</h1><p class="org">${text(report.organization)}</p><dl>${facts}</dl>`)

  function endTable(): void {
    if (current === null) return
    file.write('</tbody></table></div>')
    if (current.rows === 0) file.write(`<p>${text(current.table.whenEmpty)}</p>`)
    current = null
  }

  return {
    table: (table) => {
      endTable()
      current = { table, rows: 0 }
      const columns = table.columns
        .map(({ title, align }) => `<th scope="col"${align === 'right' ? ' class="right"' : ''}>${text(title)}</th>`)
        .join('')
      file.write(
        `\n<h2>${text(table.title)}</h2><div class="wide" tabindex="0" role="region" aria-label="${text(table.title)}"><table>`,
      )
      if (table.note !== undefined) file.write(`<caption>${text(table.note)}</caption>`)
      // Said on every printed page with the columns.
      file.write(`<thead><tr>${columns}</tr></thead><tbody>`)
    },
    row: (cells) => {
      current!.rows += 1
      const { columns } = current!.table
      file.write(
        `\n<tr>${cells.map((cell, i) => `<td${columns[i]?.align === 'right' ? ' class="right"' : ''}>${text(String(cell ?? ''))}</td>`).join('')}</tr>`,
      )
    },
    drained: () => null,
    finish: async () => {
      endTable()
      file.write(
        `\n<p class="stamp">${text(report.organization)} · ${text(report.stamp)} · Rolecall</p></main></body></html>\n`,
      )
      file.close()
    },
    abandon: () => file.abandon(),
  }
}

export function text(value: string): string {
  return value.replace(
    /[&<>"']/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter]!,
  )
}
