import type { PlaceId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { searchKey } from '../../shared/domain/searchKey'
import { emailKey } from '../../shared/domain/staff'
import type { ColumnMapping, ImportStatus } from '../../shared/domain/staffImport'
import { runAtOnce, type Steps } from '../org/runInSteps'
import { makeNameFinder } from './findNamesake'
import { makePlaceFinder } from './findPlaces'
import { cellOf, nameOf } from './importCells'
import type { ImportOptions, ImportSurroundings, PlannedRow, StaffImportPlan } from './importPlan'
import { makeRowJudge } from './judgeImportRow'
import { leavesTopRole } from './leavesTopRole'
import { kindForColumn } from './matchColumns'
import type { Table } from './table'

const rowsPerStep = 128

export function planStaffImport(
  table: Pick<Table, 'header' | 'rows'>,
  mapping: ColumnMapping,
  state: OrgState,
  options: ImportOptions,
  surroundings: ImportSurroundings,
): StaffImportPlan {
  return runAtOnce(planStaffImportInSteps(table, mapping, state, options, surroundings))
}

/**
 * Judges every row of a staff file against the organization. Pure: whether the actor may do all this is the door's to
 * say. An import adds and changes; it takes no place and no person away. Yields the rows judged so far.
 */
export function* planStaffImportInSteps(
  table: Pick<Table, 'header' | 'rows'>,
  mapping: ColumnMapping,
  state: OrgState,
  options: ImportOptions,
  surroundings: ImportSurroundings,
): Steps<StaffImportPlan> {
  const linesByEmail = new Map<string, number[]>()
  const rowsByName = new Map<string, number>()
  for (const row of table.rows) {
    const key = emailKey(cellOf(row, mapping, 'email'))
    if (key === '' || surroundings.notStaff(row.cells) !== null) continue
    if (!state.staffIdByEmail.has(key)) {
      const name = searchKey(nameOf(row, mapping))
      rowsByName.set(name, (rowsByName.get(name) ?? 0) + 1)
    }
    const lines = linesByEmail.get(key)
    if (lines === undefined) linesByEmail.set(key, [row.line])
    else lines.push(row.line)
  }

  const placeColumns = [...(mapping.places === undefined ? [] : [mapping.places]), ...(mapping.morePlaces ?? [])]
  const judge = makeRowJudge({
    state,
    mapping,
    options,
    surroundings,
    linesByEmail,
    placeColumns: placeColumns.map((column) => ({
      column,
      find: makePlaceFinder(state, kindForColumn(table.header[column] ?? '', state.blueprint), options.createPlaces),
    })),
    findByName: makeNameFinder(state, linesByEmail, rowsByName),
  })
  const rows: PlannedRow[] = []
  const counts: Record<ImportStatus, number> = { new: 0, changed: 0, unchanged: 0, skipped: 0, refused: 0 }
  let questions = 0
  const newPlaces = new Map<PlaceId, string>()
  for (const row of table.rows) {
    const { planned, places } = judge(row)
    rows.push(planned)
    counts[planned.status]++
    if (planned.question !== null && planned.question.answer === null) questions++
    for (const place of places) if (place.isNew && !newPlaces.has(place.id)) newPlaces.set(place.id, place.name)
    if (rows.length % rowsPerStep === 0) yield rows.length
  }
  return {
    rows,
    counts,
    questions,
    topRole: state.blueprint.roles[0]!.key,
    newPlaces: [...newPlaces].map(([id, name]) => ({ id, name })),
    blockedBecause: [
      ...blockedBecause(counts, questions, options),
      ...(leavesTopRole(state, rows)
        ? [
            `After this file nobody active would be ${state.blueprint.roles[0]!.name} any more. Let somebody keep that role, or give it to somebody active.`,
          ]
        : []),
    ],
  }
}

function blockedBecause(
  counts: Readonly<Record<ImportStatus, number>>,
  questions: number,
  options: ImportOptions,
): string[] {
  const blocks: string[] = []
  if (questions > 0) {
    const rows = questions === 1 ? 'One row has' : `${questions} rows have`
    blocks.push(`${rows} the name of somebody here under another address. Say whether it is the same person.`)
  }
  if (counts.refused > 0 && !options.skipRefused) {
    const rows = counts.refused === 1 ? 'One row is refused' : `${counts.refused} rows are refused`
    blocks.push(`${rows}. Correct the file, or leave refused rows out.`)
  }
  if (counts.new + counts.changed === 0) blocks.push('Nothing in this file changes the organization.')
  return blocks
}
