import type { BlueprintRole } from '../../shared/domain/blueprint'
import { findRole, rankOf } from '../../shared/domain/cellReach'
import { isEmail } from '../../shared/domain/email'
import type { PlaceId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { emailKey, type StaffMember } from '../../shared/domain/staff'
import type { ColumnMapping, ImportStatus } from '../../shared/domain/staffImport'
import type { FoundPlace, PlaceFinder } from './findPlaces'
import { cellOf, nameOf } from './importCells'
import type { ImportOptions, ImportSurroundings, PlannedRow } from './importPlan'
import type { TableRow } from './table'

const nameLimit = 200

/** What a row is judged by, beside itself. */
export interface Judging {
  readonly state: OrgState
  readonly mapping: ColumnMapping
  readonly options: ImportOptions
  readonly surroundings: ImportSurroundings
  readonly linesByEmail: ReadonlyMap<string, readonly number[]>
  readonly placeColumns: readonly { readonly column: number; readonly find: PlaceFinder }[]
  readonly findByName: (name: string) => StaffMember | null
}

export interface Judged {
  readonly planned: PlannedRow
  /** Places of rows that are taken. */
  readonly places: readonly FoundPlace[]
}

/** Judges rows one by one: who each is about, what it wants, and what stands against it. */
export function makeRowJudge(judging: Judging): (row: TableRow) => Judged {
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
