import { findRole, rankOf } from '../../shared/domain/cellReach'
import type { BlueprintRole } from '../../shared/domain/blueprint'
import { isEmail } from '../../shared/domain/email'
import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { emailKey, type StaffMember } from '../../shared/domain/staff'
import { searchKey } from '../../shared/domain/searchKey'
import type { ColumnMapping, ImportField, ImportStatus, SameNameRule } from '../../shared/domain/staffImport'
import { type FoundPlace, makePlaceFinder, type PlaceFinder } from './findPlaces'
import { kindForColumn } from './matchColumns'
import type { Table, TableRow } from './table'
import { runAtOnce, type Steps } from '../org/runInSteps'

export interface ImportOptions {
  /** For new people without a role in the file; left out: the lowest role. */
  readonly role?: RoleKey
  /** New people are active at once rather than invited. */
  readonly active: boolean
  readonly createPlaces: boolean
  /** Refused rows are left out and the rest is taken. */
  readonly skipRefused: boolean
  /** For rows whose name somebody here has under another address; left out: they are new people. */
  readonly sameName?: SameNameRule
  /** What somebody said about such a row, by its line: true, it is the same person. */
  readonly answers?: ReadonlyMap<number, boolean>
}

export interface ImportSurroundings {
  /** UTC milliseconds: places that ended before it are given again. */
  readonly atMs: number
  /** False for people the actor must not learn about; the file may name them by chance. */
  sees(staffId: StaffId): boolean
  /** A sentence for rows of a known export that are not staff. */
  notStaff(cells: readonly string[]): string | null
}

/** What one row wants of the organization. */
export type RowPlan =
  | {
      readonly kind: 'add'
      readonly name: string
      readonly email: string
      readonly role: RoleKey
      readonly state: 'invited' | 'active'
      readonly places: readonly PlaceId[]
    }
  | {
      readonly kind: 'change'
      readonly person: StaffMember
      readonly name: string | null
      /** Another address, when the person was found by name. */
      readonly email: string | null
      readonly role: RoleKey | null
      /** Places to add, with the end that the person's assignment there had. */
      readonly places: readonly { readonly id: PlaceId; readonly from: { readonly untilMs: number | null } | null }[]
    }

export interface PlannedRow {
  readonly line: number
  readonly status: ImportStatus
  readonly text: readonly string[]
  readonly name: string
  readonly email: string
  /** Shown name of a role, or what the file says. */
  readonly role: string
  readonly at: readonly string[]
  /** Null unless new or changed. */
  readonly plan: RowPlan | null
  /** Who of the organization this is; null when nobody yet. */
  readonly staffId: StaffId | null
  /** Somebody who has this name under another address, and whether it is the same person; null: not said yet. */
  readonly question: { readonly person: StaffMember; readonly answer: boolean | null } | null
}

export interface StaffImportPlan {
  readonly rows: readonly PlannedRow[]
  readonly counts: Readonly<Record<ImportStatus, number>>
  /** Rows about which somebody has to say who they are. */
  readonly questions: number
  readonly newPlaces: readonly { readonly id: PlaceId; readonly name: string }[]
  /** What stands against the file as a whole; empty when it can be applied. */
  readonly blockedBecause: readonly string[]
}

const rowsPerStep = 128
const nameLimit = 200

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
    newPlaces: [...newPlaces].map(([id, name]) => ({ id, name })),
    blockedBecause: blockedBecause(counts, questions, options),
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

interface Judging {
  readonly state: OrgState
  readonly mapping: ColumnMapping
  readonly options: ImportOptions
  readonly surroundings: ImportSurroundings
  readonly linesByEmail: ReadonlyMap<string, readonly number[]>
  readonly placeColumns: readonly { readonly column: number; readonly find: PlaceFinder }[]
  readonly findByName: (name: string) => StaffMember | null
}

interface Judged {
  readonly planned: PlannedRow
  /** Places of rows that are taken. */
  readonly places: readonly FoundPlace[]
}

function makeRowJudge(judging: Judging): (row: TableRow) => Judged {
  const { state, mapping, options, surroundings, linesByEmail, placeColumns, findByName } = judging
  const { blueprint } = state
  const findRoleByText = makeRoleFinder(blueprint.roles)
  const lowest = blueprint.roles.findLast((role) => !role.singleton)!
  const fallback = (options.role === undefined ? undefined : findRole(blueprint, options.role)) ?? lowest

  return (row) => {
    const email = cellOf(row, mapping, 'email')
    const name = nameOf(row, mapping)
    const roleText = cellOf(row, mapping, 'role')
    const placesTexts = placeColumns.map(({ column }) => (row.cells[column] ?? '').trim())
    const placesText = placesTexts.filter((text) => text !== '').join(', ')
    const end = (
      status: ImportStatus,
      text: readonly string[],
      more: Partial<PlannedRow> = {},
      places: readonly FoundPlace[] = [],
    ): Judged => ({
      planned: {
        line: row.line,
        status,
        text,
        name,
        email,
        role: roleText,
        at: placesText === '' ? [] : [placesText],
        plan: null,
        staffId: null,
        question: null,
        ...more,
      },
      places,
    })
    const knownId = state.staffIdByEmail.get(emailKey(email)) ?? null
    const refuse = (...text: string[]) => end('refused', text, { staffId: knownId })

    if (row.formulaIn !== undefined) {
      return refuse(`Cell ${row.formulaIn} holds a formula. Paste it as a value: what it comes to is not known here.`)
    }
    const notStaff = surroundings.notStaff(row.cells)
    if (notStaff !== null) return end('skipped', [notStaff], { staffId: knownId })
    if (email === '') return refuse('There is no e-mail address. Each person needs one.')
    if (!isEmail(email)) return refuse(`“${short(email)}” is not an e-mail address like ana@example.org.`)
    const otherLines = (linesByEmail.get(emailKey(email)) ?? []).filter((line) => line !== row.line)
    if (otherLines.length > 0) {
      return refuse(
        `${email} is also on ${otherLines.length === 1 ? 'line' : 'lines'} ${listLines(otherLines)}. Keep one of them.`,
      )
    }
    if (name.length > nameLimit) return refuse(`The name has more than ${nameLimit} characters.`)
    if (/\p{Cc}/u.test(name)) return refuse('The name holds a line break or another control character.')

    const wantedRole = roleText === '' ? null : findRoleByText(roleText)
    if (wantedRole === undefined) {
      const known = blueprint.roles.filter((role) => !role.singleton).map((role) => role.name)
      return refuse(`There is no role “${short(roleText)}”. The roles are ${known.join(', ')}.`)
    }
    const found = findAll(placeColumns, placesTexts)
    if ('problem' in found) return refuse(found.problem)

    const byEmail = knownId === null ? undefined : state.staff.get(knownId)
    const namesake = byEmail === undefined && name !== '' ? findByName(name) : null
    const candidate = namesake !== null && surroundings.sees(namesake.id) ? namesake : null
    const said = options.answers?.get(row.line) ?? { new: false, same: true, ask: null }[options.sameName ?? 'new']
    const question = candidate === null ? null : { person: candidate, answer: said }
    const holder = byEmail ?? (question?.answer === true ? question.person : undefined)
    if (holder === undefined) {
      if (name === '') return refuse('There is no name. A new person needs one.')
      const role = wantedRole ?? fallback
      if (role.singleton) return refuse(`There is exactly one ${role.name}: nobody can be added in that role.`)
      const text = wantedRole === null ? [`Becomes ${role.name}: the file names no role.`] : []
      const newNames = found.places.filter((place) => place.isNew).map((place) => place.name)
      if (newNames.length > 0) text.push(`New place: ${newNames.join(', ')}.`)
      if (question !== null) {
        const there = `${called(question.person)} (${question.person.email ?? 'no address'})`
        text.push(
          question.answer === null
            ? `Has the name of ${there}. Is it the same person?`
            : `A new person, though ${there} has the same name.`,
        )
      }
      return end(
        'new',
        text,
        {
          role: role.name,
          at: found.places.map((place) => place.name),
          question,
          plan: {
            kind: 'add',
            name,
            email: email.normalize('NFC'),
            role: role.key,
            state: options.active ? 'active' : 'invited',
            places: found.places.map((place) => place.id),
          },
        },
        found.places,
      )
    }

    if (!surroundings.sees(holder.id)) return refuse(`${email} cannot be used. Ask somebody of the top role.`)
    if (holder.state === 'removed') {
      return refuse(`${called(holder)} is in Restore. Restore them there, or purge them and import again.`)
    }
    const roleNow = findRole(blueprint, holder.role)
    const newRole = wantedRole === null || wantedRole.key === holder.role ? null : wantedRole
    if (newRole !== null) {
      const problem = moveProblem(state, holder, roleNow, newRole)
      if (problem !== null) return refuse(problem)
    }
    const newName = name !== '' && name !== holder.name ? name : null
    const newEmail = byEmail === undefined ? email.normalize('NFC') : null
    const assignmentAt = new Map(holder.assignments.map((assignment) => [assignment.place, assignment]))
    const hasNow = (id: PlaceId) => {
      const assignment = assignmentAt.get(id)
      return assignment !== undefined && (assignment.untilMs === null || assignment.untilMs > surroundings.atMs)
    }
    const added = found.places.filter((place) => !hasNow(place.id))
    const text: string[] = []
    if (newEmail !== null) text.push(`E-mail: ${holder.email ?? ''} becomes ${newEmail}.`)
    if (newName !== null) text.push(`Name: ${holder.name ?? ''} becomes ${newName}.`)
    if (newRole !== null) text.push(`Role: ${roleNow?.name ?? holder.role} becomes ${newRole.name}.`)
    if (added.length > 0) text.push(`Adds ${added.map((place) => place.name).join(', ')}.`)
    const isChanged = text.length > 0
    if (isChanged && roleNow?.singleton === true) {
      return refuse(`There is exactly one ${roleNow.name}, and that person cannot be changed by an import.`)
    }
    const kept =
      placeColumns.length === 0
        ? []
        : holder.assignments.filter(({ place }) => !found.places.some(({ id }) => id === place))
    if (kept.length > 0) {
      text.push(
        `Keeps ${kept.map(({ place }) => state.places.get(place)?.name ?? place).join(', ')}: an import takes no place away.`,
      )
    }
    const shown = {
      role: (newRole ?? roleNow)?.name ?? holder.role,
      at: found.places.map((place) => place.name),
      staffId: holder.id,
      question,
    }
    if (!isChanged) return end('unchanged', text, shown)
    return end(
      'changed',
      text,
      {
        ...shown,
        plan: {
          kind: 'change',
          person: holder,
          name: newName,
          email: newEmail,
          role: newRole?.key ?? null,
          places: added.map(({ id }) => {
            const now = assignmentAt.get(id)
            return { id, from: now === undefined ? null : { untilMs: now.untilMs } }
          }),
        },
      },
      found.places,
    )
  }
}

/** The places of several columns, each found with the kind of its column. */
function findAll(
  columns: Judging['placeColumns'],
  texts: readonly string[],
): { readonly places: readonly FoundPlace[] } | { readonly problem: string } {
  const places = new Map<PlaceId, FoundPlace>()
  for (const [index, { find }] of columns.entries()) {
    const found = find(texts[index] ?? '')
    if ('problem' in found) return found
    for (const place of found.places) if (!places.has(place.id)) places.set(place.id, place)
  }
  return { places: [...places.values()] }
}

/**
 * The one invited or active person of a name whom the file does not name by address. Null where several share the name,
 * here or in the file: then a name says nothing.
 */
function makeNameFinder(
  state: OrgState,
  linesByEmail: ReadonlyMap<string, readonly number[]>,
  rowsByName: ReadonlyMap<string, number>,
): (name: string) => StaffMember | null {
  const byName = new Map<string, StaffMember | null>()
  for (const person of state.staff.values()) {
    if (person.name === null || (person.state !== 'active' && person.state !== 'invited')) continue
    const key = searchKey(person.name)
    if (rowsByName.has(key)) byName.set(key, byName.has(key) ? null : person)
  }
  return (name) => {
    const key = searchKey(name)
    const person = byName.get(key) ?? null
    if (person === null || rowsByName.get(key) !== 1) return null
    return person.email !== null && linesByEmail.has(emailKey(person.email)) ? null : person
  }
}

/** What forbids moving a person to another role, whoever asks; null when only authority decides. */
function moveProblem(
  state: OrgState,
  person: StaffMember,
  from: BlueprintRole | undefined,
  to: BlueprintRole,
): string | null {
  if (from?.singleton === true)
    return `There is exactly one ${from.name}, and that person cannot be moved to another role.`
  if (to.singleton) return `There is exactly one ${to.name}: nobody can be moved into that role.`
  const { ladder } = state.blueprint
  if (ladder.moves === 'up-only' && rankOf(state.blueprint, to.key) > rankOf(state.blueprint, person.role)) {
    return (
      `Roles only move up: ${called(person)} is ${from?.name ?? person.role} and cannot become ${to.name}. ` +
      (ladder.movesReason ?? 'To go down, remove and purge the person and add them again in the lower role.')
    )
  }
  return null
}

/** By key or shown name, in any case; spaces, hyphens and underscores count as the same. Undefined when there is none. */
function makeRoleFinder(roles: readonly BlueprintRole[]): (text: string) => BlueprintRole | undefined {
  const word = (text: string) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .trim()
      .replace(/[\s_-]+/g, '-')
  const byWord = new Map<string, BlueprintRole>()
  for (const role of roles) byWord.set(word(role.name), role)
  for (const role of roles) byWord.set(word(role.key), role)
  return (text) => byWord.get(word(text))
}

function cellOf(row: TableRow, mapping: ColumnMapping, field: ImportField): string {
  const column = mapping[field]
  return column === undefined ? '' : (row.cells[column] ?? '').trim()
}

function nameOf(row: TableRow, mapping: ColumnMapping): string {
  const whole = cellOf(row, mapping, 'name')
  const name = whole === '' ? `${cellOf(row, mapping, 'firstName')} ${cellOf(row, mapping, 'lastName')}` : whole
  return name.normalize('NFC').trim()
}

function called(person: StaffMember): string {
  return person.name ?? person.email ?? 'This person'
}

function listLines(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ')
  return lines.length > 5 ? `${shown} and ${lines.length - 5} more` : shown
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
