export const reportFormats = ['html', 'pdf', 'xlsx', 'csv', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]

export type ReportCell = string | number | null

export interface ReportColumn {
  readonly title: string
  /** Share of the page's width against the other columns; left out: 1. */
  readonly weight?: number
  readonly align?: 'right'
}

/** One table of a report. Rows are made while they are written, so that any number fits into memory. */
export interface ReportTable {
  readonly title: string
  readonly note?: string
  readonly columns: readonly ReportColumn[]
  rows(): Iterable<readonly ReportCell[]>
  /** For progress. */
  readonly count: number
  /** Said instead of an empty table. */
  readonly whenEmpty: string
}

export interface Report {
  readonly title: string
  readonly organization: string
  /** What the report is of, below its title: date, entry, head hash, reader, filters. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** At the head of each page. */
  readonly stamp: string
  readonly tables: readonly ReportTable[]
}

/** Writes one report to a file, row by row. */
export interface ReportWriter {
  table(table: ReportTable): void
  row(cells: readonly ReportCell[]): void
  /** When something waits to be written, a promise to wait for. */
  drained(): Promise<void> | null
  /** Writes the rest; the file is whole afterwards. */
  finish(): Promise<void>
  /** Lets the file go, half-written. */
  abandon(): void
}
