import type { Report, ReportWriter } from './Report'
import { openPiecedFile } from './textFile'

/** JSON: title, organization, facts, and each table with its rows as arrays in the order of its columns. */
export function jsonReport(path: string, report: Report): ReportWriter {
  const file = openPiecedFile(path)
  const head = {
    format: 'rolecall/report/1',
    title: report.title,
    organization: report.organization,
    facts: Object.fromEntries(report.facts),
  }
  file.write(`${JSON.stringify(head, null, 1).slice(0, -2)},\n "tables": [`)
  let tables = 0
  let rows = 0
  const endTable = () => {
    if (tables > 0) file.write('\n  ]}')
  }
  return {
    table: ({ title, columns }) => {
      endTable()
      file.write(`${tables === 0 ? '' : ','}\n  {"title": ${JSON.stringify(title)}, "columns": `)
      file.write(`${JSON.stringify(columns.map((column) => column.title))}, "rows": [`)
      tables += 1
      rows = 0
    },
    row: (cells) => {
      file.write(`${rows === 0 ? '' : ','}\n   ${JSON.stringify(cells)}`)
      rows += 1
    },
    drained: () => null,
    finish: async () => {
      endTable()
      file.write('\n ]\n}\n')
      file.close()
    },
    abandon: () => file.abandon(),
  }
}
