import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { runInSteps, type Watch } from '../org/runInSteps'
import { storeFailure, type StoreFailure } from '../store/failures'
import { escapeFormula } from './formulaEscape'

const rowsPerStep = 256

/** Writes rows as CSV (RFC 4180, UTF-8 with BOM, so that spreadsheets read every letter). All or nothing. */
export async function writeStaffTable(
  path: string,
  headers: readonly string[],
  rows: readonly (() => readonly string[])[],
  replace: boolean,
  watch: Watch,
): Promise<Result<null, StoreFailure | 'cancelled'>> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const temporary = `${path}.partial`
  try {
    const file = openSync(temporary, 'w', 0o600)
    let run
    try {
      run = await runInSteps(writeRows(file, headers, rows), watch, 'Writing', rows.length)
      if (run !== undefined) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (run === undefined) {
      rmSync(temporary, { force: true })
      return failed('cancelled', 'Stopped. No file was written.')
    }
    renameSync(temporary, path)
    return done(null)
  } catch (error) {
    rmSync(temporary, { force: true })
    return storeFailure(error, path)
  }
}

function* writeRows(
  file: number,
  headers: readonly string[],
  rows: readonly (() => readonly string[])[],
): Generator<number, void, void> {
  writeSync(file, `\uFEFF${csvLine(headers)}`)
  for (let from = 0; from < rows.length; from += rowsPerStep) {
    writeSync(
      file,
      rows
        .slice(from, from + rowsPerStep)
        .map((row) => csvLine(row()))
        .join(''),
    )
    yield Math.min(from + rowsPerStep, rows.length)
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(escapeFormula(cell))).join(',')}\r\n`
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
