import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import Papa from 'papaparse'
import { failed, done, type Result } from '../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../store/failures'
import { escapeFormula } from './formulaEscape'

/**
 * Writes a table as CSV: UTF-8 with a byte order mark, lines end with CRLF (RFC 4180), and no cell runs as a formula.
 * The file appears under its name only when it is whole.
 *
 * @returns its size in bytes
 */
export function writeCsvFile(
  path: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  replace: boolean,
): Result<{ bytes: number }, StoreFailure> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const partial = `${path}.partial`
  try {
    writeFileSync(partial, `\uFEFF${formatCsv([header, ...rows])}\r\n`, { mode: 0o600, flush: true })
    renameSync(partial, path)
    return done({ bytes: statSync(path).size })
  } catch (error) {
    rmSync(partial, { force: true })
    return storeFailure(error, path)
  }
}

/** Lines of CSV without a last line break, with formulas escaped. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(
    rows.map((row) => row.map(escapeFormula)),
    { newline: '\r\n' },
  )
}
