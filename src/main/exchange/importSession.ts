import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Blueprint } from '../../shared/domain/blueprint'
import { findRole } from '../../shared/domain/cellReach'
import { done, failed, type Result } from '../../shared/domain/result'
import { type ColumnMapping, type ImportStatus, mappedColumns } from '../../shared/domain/staffImport'
import { searchKey } from '../../shared/domain/searchKey'
import type { Applied, ApplyFailure, Org } from '../org/Org'
import type { Sources } from '../org/personalValues'
import { matchColumns } from './matchColumns'
import type { ImportOptions, ImportSurroundings, PlannedRow, StaffImportPlan } from './importPlan'
import { planStaffImportInSteps } from './planStaffImport'
import { readTableInSteps, tooLarge } from './readTable'
import { type KnownExport, recognizeExport } from './recognizeExport'
import { type Table, type TableFailure, tableLimits } from './table'
import { runInSteps, type Watch } from '../org/runInSteps'
import { findMissingInSteps, type MissingPerson } from './findMissing'
import { type Removal, writeImportInSteps } from './writeImport'

/** A staff file that was read, kept in main while a person looks at it. */
export interface ImportFile {
  readonly path: string
  readonly fileName: string
  readonly table: Table
  readonly knownExport: KnownExport | null
  /** Found from the column names. */
  readonly mapping: ColumnMapping
}

export interface ImportPreview {
  readonly plan: StaffImportPlan
  readonly options: ImportOptions
  /** `Org.stamp` when the rows were judged. */
  readonly stamp: string
  /** Columns as the person chose them. */
  readonly mapping: ColumnMapping
  /** Who is not among the file's people, in the order of the organization. Offered as removals, never assumed. */
  readonly missing: readonly MissingPerson[]
}

/** One import of a window, from choosing the file to applying it. */
export interface ImportSession {
  readonly file: ImportFile
  /** What was judged last; null before the first preview. */
  readonly preview: ImportPreview | null
}

export interface ImportApplied extends Applied {
  readonly added: number
  readonly changed: number
  readonly places: number
  readonly removed: number
}

const cancelled = failed('cancelled', 'The import was cancelled. Nothing of it was kept.')

/** Reads a staff file from disk. Looks at its size first, so that nothing huge is loaded. */
export async function readImport(
  path: string,
  placeKinds: Blueprint['placeKinds'],
  watch: Watch = {},
  sheet?: string,
): Promise<Result<ImportFile, TableFailure | 'file-not-found' | 'cancelled'>> {
  const fileName = basename(path)
  let bytes: Buffer
  try {
    const facts = await stat(path)
    if (facts.isDirectory())
      return failed('not-a-table', `${fileName} is a folder. Choose a CSV file or an XLSX workbook in it.`)
    if (facts.size > tableLimits.bytes) return tooLarge(fileName)
    bytes = await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return failed('file-not-found', `There is no file ${path}. Check the name and the folder.`)
    return failed('file-not-found', `${path} cannot be read (${code ?? String(error)}). Check that it may be opened.`)
  }
  const read = await runInSteps(readTableInSteps(bytes, fileName, sheet), watch, 'Reading', 0)
  if (read === undefined) return cancelled
  if (!read.value.ok) return read.value
  const table = read.value.value
  const knownExport = recognizeExport(table.header)
  const mapping = knownExport?.mapping ?? matchColumns(table.header, placeKinds)
  return done({ path, fileName, table, knownExport, mapping })
}

/** A name for each column, samples of what it holds. */
export function describeColumns(table: Table): { header: string; samples: string[] }[] {
  return table.header.map((header, column) => {
    const samples = new Set<string>()
    for (const row of table.rows.slice(0, 200)) {
      const cell = row.cells[column]?.trim() ?? ''
      if (cell !== '') samples.add(cell.slice(0, 80))
      if (samples.size === 3) break
    }
    return { header: header === '' ? `Column ${column + 1}` : header, samples: [...samples] }
  })
}

/** Judges every row against the organization as it is now. */
export async function previewImport(
  org: Org,
  file: ImportFile,
  mapping: ColumnMapping,
  options: ImportOptions,
  sees: ImportSurroundings['sees'],
  watch: Watch = {},
): Promise<Result<ImportPreview, 'bad-mapping' | 'unknown-role' | 'cancelled'>> {
  const state = org.state()
  const problem = mappingProblem(file.table, mapping)
  if (problem !== null) return failed('bad-mapping', `${file.fileName}: ${problem}`)
  if (options.role !== undefined) {
    const role = findRole(state.blueprint, options.role)
    const known = state.blueprint.roles.filter((one) => !one.singleton).map((one) => one.key)
    if (role === undefined || role.singleton) {
      return failed('unknown-role', `New people cannot become “${options.role}”. The roles are ${known.join(', ')}.`)
    }
  }
  const stamp = org.stamp()
  const steps = planStaffImportInSteps(file.table, mapping, state, options, {
    atMs: org.now(),
    sees,
    notStaff: (cells) => file.knownExport?.notStaff(cells) ?? null,
  })
  const planned = await runInSteps(steps, watch, 'Checking rows', file.table.rows.length)
  if (planned === undefined) return cancelled
  const missing = await runInSteps(findMissingInSteps(state, planned.value, sees), watch, 'Looking who is missing', 0)
  if (missing === undefined) return cancelled
  return done({ plan: planned.value, options, stamp, mapping, missing: missing.value })
}

function mappingProblem(table: Table, mapping: ColumnMapping): string | null {
  const columns = mappedColumns(mapping)
  if (columns.some((column) => column >= table.header.length)) {
    return `there are only ${table.header.length} columns. Map each field to one of them.`
  }
  if (mapping.email === undefined) {
    return `no column holds e-mail addresses. Say which one does; the columns are ${table.header
      .map((header) => `“${header.slice(0, 40)}”`)
      .slice(0, 12)
      .join(', ')}.`
  }
  return new Set(columns).size < columns.length ? 'one column is used for two fields. Map each column once.' : null
}

export function listImportRows(
  preview: ImportPreview,
  wanted: {
    readonly status?: ImportStatus | undefined
    /** Only rows with a question about who it is. */
    readonly questions?: boolean | undefined
    readonly search?: string | undefined
    readonly offset: number
    readonly limit: number
  },
): { total: number; rows: readonly PlannedRow[] } {
  const text = searchKey(wanted.search ?? '')
  const rows = preview.plan.rows.filter(
    (row) =>
      (wanted.status === undefined || row.status === wanted.status) &&
      (wanted.questions !== true || row.question !== null) &&
      (text === '' || searchKey(`${row.name} ${row.email}`).includes(text)),
  )
  return { total: rows.length, rows: rows.slice(wanted.offset, wanted.offset + wanted.limit) }
}

/** Puts a previewed import through the door as one history item: all of it or nothing. */
export async function applyImport(
  org: Org,
  preview: ImportPreview,
  sources: Sources,
  watch: Watch = {},
  removals: readonly Removal[] = [],
): Promise<
  Result<ImportApplied, ApplyFailure | 'rows-refused' | 'questions-open' | 'nothing-to-change' | 'preview-is-old'>
> {
  const { plan, options, stamp } = preview
  if (plan.counts.refused > 0 && !options.skipRefused) {
    const first = plan.rows.find((row) => row.status === 'refused')
    return failed(
      'rows-refused',
      `${plan.blockedBecause.at(plan.questions > 0 ? 1 : 0) ?? ''} Line ${first?.line}: ${first?.text[0]}`,
      {
        at: `line ${first?.line}`,
      },
    )
  }
  if (plan.questions > 0) return failed('questions-open', plan.blockedBecause[0] ?? '')
  if (plan.counts.new + plan.counts.changed + removals.length === 0) {
    return failed('nothing-to-change', 'Nothing in this file changes the organization.')
  }
  const isOld = () => org.stamp() !== stamp
  const previewIsOld = failed(
    'preview-is-old',
    'The organization changed since the file was checked. Check it again, then import.',
  )
  if (isOld()) return previewIsOld
  const written = await runInSteps(writeImportInSteps(plan, sources, removals), watch, 'Preparing', plan.rows.length)
  if (written === undefined) return cancelled
  // Others may have edited while the loop turned.
  if (isOld()) return previewIsOld
  const applied = await org.applyInSteps(written.value, {
    onProgress: (count, total) => {
      watch.onProgress?.('Applying', count, total)
      return watch.isCancelled?.() !== true
    },
  })
  if (!applied.ok) return applied
  return done({
    ...applied.value,
    added: plan.counts.new,
    changed: plan.counts.changed,
    places: plan.newPlaces.length,
    removed: removals.length,
  })
}
