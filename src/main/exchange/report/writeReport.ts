import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { Watch } from '../../org/runInSteps'
import { storeFailure, type StoreFailure } from '../../store/failures'
import { csvReport } from './csvReport'
import { htmlReport } from './htmlReport'
import { jsonReport } from './jsonReport'
import { pdfReport } from './pdfReport'
import type { Report, ReportFormat, ReportWriter } from './Report'
import { xlsxReport } from './xlsxReport'

const writers: Readonly<Record<ReportFormat, (path: string, report: Report) => ReportWriter>> = {
  csv: csvReport,
  html: htmlReport,
  json: jsonReport,
  pdf: pdfReport,
  xlsx: xlsxReport,
}

/** Long enough to get on, short enough that a window stays smooth. */
const sliceMs = 12

/**
 * Writes a report in steps that can be followed and stopped. The file appears under its name only when it is whole.
 */
export async function writeReport(
  report: Report,
  format: ReportFormat,
  path: string,
  replace: boolean,
  watch: Watch = {},
): Promise<Result<{ rows: number }, StoreFailure | 'cancelled'>> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const temporary = `${path}.partial`
  const total = report.tables.reduce((sum, { count }) => sum + count, 0)
  let rows = 0
  let writer: ReportWriter | null = null
  try {
    writer = writers[format](temporary, report)
    let sliceEnds = performance.now() + sliceMs
    for (const table of report.tables) {
      writer.table(table)
      for (const cells of table.rows()) {
        writer.row(cells)
        rows += 1
        if (performance.now() < sliceEnds) continue
        if (watch.isCancelled?.() === true) {
          writer.abandon()
          discard(temporary)
          return failed('cancelled', 'Stopped. No report was written.')
        }
        watch.onProgress?.('Writing rows', rows, total)
        await writer.drained()
        await new Promise(setImmediate)
        sliceEnds = performance.now() + sliceMs
      }
    }
    await writer.finish()
    renameSync(temporary, path)
    watch.onProgress?.('Writing rows', total, total)
    return done({ rows })
  } catch (error) {
    writer?.abandon()
    discard(temporary)
    return storeFailure(error, path)
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where it could not be written, there is nothing to take away.
  }
}
