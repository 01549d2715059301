import type { Command } from 'commander'
import { type ColumnMapping, type ImportField, importFields } from '../../shared/domain/staffImport'
import type { OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { allPages, appliedJson, appliedText, readRole } from '../words'

interface ImportFlags {
  sheet?: string
  map?: string[]
  dryRun?: boolean
  skipRefused?: boolean
  createPlaces: boolean
  role?: string
  active?: boolean
  sameName?: string
  removeMissing?: true | string[]
  result?: string
}

/** What people write for a field, besides its name. */
const fieldWords: Readonly<Record<string, ImportField>> = {
  first: 'firstName',
  'first name': 'firstName',
  last: 'lastName',
  'last name': 'lastName',
  place: 'places',
  location: 'places',
  locations: 'places',
  'e-mail': 'email',
}

const rowsShown = 40

export function addImportCommand(program: Command, add: AddCommand): void {
  add(
    program,
    'import',
    'import <org> <file>',
    'people, roles and places from a CSV file or an XLSX workbook: all or nothing',
    (command) =>
      command
        .option(
          '--map <field=column...>',
          `which column holds what, for example email=Work Email; fields: ${importFields.join(', ')}`,
        )
        .option('--sheet <name>', 'sheet of a workbook; left out: the first that holds something')
        .option('--dry-run', 'say what would happen to each row and change nothing')
        .option('--skip-refused', 'leave refused rows out and take the rest')
        .option('--no-create-places', 'refuse places that the org does not have')
        .option('--role <key>', 'role of new people whose row names none; left out: the lowest')
        .option('--active', 'new people are active rather than invited')
        .option('--same-name <new|same>', 'rows with the name of somebody under another e-mail address; left out: new')
        .option('--remove-missing [email...]', 'move people who are not in the file to Restore: all of them, or these')
        .option('--result <file.csv>', 'write what becomes of every row, with the reason'),
    async (cli, [path, file]: [string, string], flags: ImportFlags) => {
      await cli.open(path, flags.dryRun === true ? 'read' : 'write')
      const job = 'import'
      const read = valueOf(
        await cli.desk.call('import.read', {
          path: file,
          job,
          ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
        }),
      )
      const headers = read.columns.map((column) => column.header)
      const mapping = readMapping(read.mapping, flags.map ?? [], headers)
      const preview = valueOf(
        await cli.desk.call('import.preview', {
          importId: read.importId,
          mapping,
          active: flags.active === true,
          createPlaces: flags.createPlaces,
          skipRefused: flags.skipRefused === true,
          sameName: readSameName(flags.sameName),
          job,
          ...(flags.role === undefined ? {} : { role: readRole(flags.role) }),
        }),
      )
      const rows = await allPages(async (offset, limit) =>
        valueOf(await cli.desk.call('import.rows', { importId: read.importId, offset, limit })),
      )
      if (flags.result !== undefined) {
        valueOf(await cli.desk.call('import.saveResult', { importId: read.importId, path: flags.result }))
      }
      const missing =
        flags.removeMissing === undefined
          ? []
          : await allPages(async (offset, limit) =>
              valueOf(await cli.desk.call('import.missing', { importId: read.importId, offset, limit })),
            )
      const removing = chooseRemovals(missing, flags.removeMissing)
      const isRefused = preview.counts.refused > 0 && flags.skipRefused !== true
      const changesNothing = preview.counts.new + preview.counts.changed + removing.length === 0
      const applied =
        isRefused || changesNothing || flags.dryRun === true
          ? null
          : appliedJson(
              valueOf(
                await cli.desk.call('import.apply', {
                  importId: read.importId,
                  remove: removing.map((person) => person.staffId),
                  job,
                }),
              ),
            )
      const json: CommandOutput<'import'> = {
        file,
        encoding: read.encoding,
        delimiter: read.delimiter,
        sheet: read.sheet,
        knownExport: read.knownExport,
        mapping: describeMapping(mapping, headers),
        counts: preview.counts,
        missing: preview.missing,
        removals: removing.map(({ email, name, role, text }) => ({ email, name, role, reason: text })),
        newPlaces: preview.newPlaces,
        rows: rows.map(({ text, ...row }) => ({
          line: row.line,
          status: row.status,
          reason: text.join(' '),
          email: row.email,
          name: row.name,
          role: row.role,
          at: row.at,
        })),
        applied,
      }
      return { json, text: describe(json, flags.dryRun === true), exit: isRefused ? 1 : 0 }
    },
  )
}

function readSameName(text: string | undefined): 'new' | 'same' {
  if (text === undefined || text === 'new') return 'new'
  if (text === 'same') return 'same'
  return stop('bad-input', `“${text}” of --same-name is neither new nor same.`, '--same-name')
}

type MissingRow = OperationOutput<'import.missing'>['rows'][number]

/** Everyone missing who may be removed, or the people named, who must be missing and removable. */
function chooseRemovals(missing: readonly MissingRow[], wanted: ImportFlags['removeMissing']): readonly MissingRow[] {
  if (wanted === undefined) return []
  if (wanted === true) return missing.filter((person) => person.mayRemove.allowed)
  return wanted.map((email) => {
    const person = missing.find((one) => one.email.toLowerCase() === email.toLowerCase())
    if (person === undefined) {
      return stop('not-missing', `${email} is in the file, or is nobody here who could be removed.`, '--remove-missing')
    }
    return person
  })
}

function describeMapping(mapping: ColumnMapping, headers: readonly string[]): CommandOutput<'import'>['mapping'] {
  const { morePlaces, ...fields } = mapping
  const named = Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, headers[column] ?? '']))
  return morePlaces === undefined ? named : { ...named, morePlaces: morePlaces.map((column) => headers[column] ?? '') }
}

/** `email=Work Email` names a column by its header, in any case, or by its number from 1. */
function readMapping(
  found: OperationOutput<'import.read'>['mapping'],
  wishes: readonly string[],
  headers: readonly string[],
): ColumnMapping {
  const mapping: { [Field in ImportField]?: number } = {}
  let morePlaces: readonly number[] = found.morePlaces ?? []
  let placesWished = 0
  for (const field of importFields) if (found[field] !== undefined) mapping[field] = found[field]
  for (const wish of joinWords(wishes)) {
    const [word = '', ...rest] = wish.split('=')
    const wanted = rest.join('=').trim()
    const name = word.trim().toLowerCase()
    const field = importFields.find((one) => one.toLowerCase() === name) ?? fieldWords[name]
    if (field === undefined || rest.length === 0) {
      stop(
        'bad-mapping',
        `“${wish}” is not a mapping like email=Work Email. The fields are ${importFields.join(', ')}.`,
        '--map',
      )
    }
    const byName = headers.findIndex((header) => header.toLowerCase() === wanted.toLowerCase())
    const column = byName !== -1 ? byName : /^\d{1,4}$/.test(wanted) ? Number(wanted) - 1 : -1
    if (column < 0 || column >= headers.length) {
      stop(
        'bad-mapping',
        `There is no column “${wanted}”. The columns are ${headers.map((header) => `“${header}”`).join(', ')}.`,
        '--map',
      )
    }
    // A column that was found for another field by its name is taken from it: the wish is later and clearer.
    for (const other of importFields) if (mapping[other] === column) delete mapping[other]
    morePlaces = morePlaces.filter((other) => other !== column)
    if (field === 'places' && placesWished++ === 0) morePlaces = []
    else if (field === 'places') {
      morePlaces = [...morePlaces, column]
      continue
    }
    mapping[field] = column
    if (field === 'name') {
      delete mapping.firstName
      delete mapping.lastName
    }
    if (field === 'firstName' || field === 'lastName') delete mapping.name
  }
  return morePlaces.length === 0 ? mapping : { ...mapping, morePlaces }
}

/** `--map email=Work Email` comes as two words when the shell was not told that they belong together. */
function joinWords(wishes: readonly string[]): string[] {
  const joined: string[] = []
  for (const wish of wishes) {
    if (wish.includes('=') || joined.length === 0) joined.push(wish)
    else joined.push(`${joined.pop()} ${wish}`)
  }
  return joined
}

function describe(
  { counts, missing, removals, newPlaces, rows, applied }: CommandOutput<'import'>,
  isDryRun: boolean,
): string {
  const shown = rows.filter(
    (row) => row.status === 'refused' || row.status === 'skipped' || (isDryRun && row.status !== 'unchanged'),
  )
  const table = formatTable(
    ['Line', 'Row', 'E-mail', 'Why'],
    shown.slice(0, rowsShown).map((row) => [String(row.line), row.status, row.email, row.reason]),
    '',
  )
  const more = shown.length > rowsShown ? `… and ${shown.length - rowsShown} more; --json gives all of them.` : ''
  const summary = `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.skipped} skipped, ${counts.refused} refused.`
  const places =
    newPlaces.length === 0
      ? ''
      : `New places: ${newPlaces
          .slice(0, 12)
          .map((place) => place.name)
          .join(', ')}${newPlaces.length > 12 ? ` and ${newPlaces.length - 12} more` : ''}.`
  const gone =
    removals.length > 0
      ? `To Restore: ${removals
          .slice(0, 12)
          .map((one) => one.name)
          .join(', ')}${removals.length > 12 ? ` and ${removals.length - 12} more` : ''}.`
      : missing > 0
        ? missing === 1
          ? '1 person here is not in the file; --remove-missing moves them to Restore.'
          : `${missing} people here are not in the file; --remove-missing moves them to Restore.`
        : ''
  const end = applied === null ? 'Nothing was changed.' : `Imported. ${appliedText(applied)}`
  return [table, more, summary, places, gone, end].filter((part) => part !== '').join('\n')
}
