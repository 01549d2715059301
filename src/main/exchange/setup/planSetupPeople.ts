import { findPermission, findRole } from '../../../shared/domain/cellReach'
import type { PlaceId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { readInstant } from '../../../shared/domain/readInstant'
import { hereWord, type Setup, type SetupPerson, type SetupTemplate } from '../../../shared/domain/setup'
import { type Assignment, emailKey, type PersonalGrant, type StaffMember } from '../../../shared/domain/staff'
import { whenIn } from '../../../shared/domain/whenIn'
import { extent, listNames } from '../../engine/wording'
import { didYouMean } from './closestWord'
import { findPlace, sameName } from './findPlace'
import type { SetupSurroundings } from './planSetup'
import type { PlannedPlaces } from './planSetupPlaces'
import { permissionProblem, roleProblem } from './setupProblems'
import type { PlanLine, PlannedNewcomer, PlannedPerson, SetupPath, SetupProblem } from './setupPlan'

export interface PlannedPeople {
  readonly lines: readonly PlanLine[]
  readonly problems: readonly SetupProblem[]
  readonly newcomers: readonly PlannedNewcomer[]
  readonly people: readonly PlannedPerson[]
}

/** Somebody as the setup wants them, whether written in it or taken over from another location. */
interface Wish {
  readonly email: string
  readonly path: SetupPath
  readonly written: SetupPerson | null
  /** Of somebody who is taken over. */
  readonly copied: readonly Assignment[]
}

/** Who is invited, assigned, moved and given what. People whom the reader may not see can be named by nobody. */
export function planSetupPeople(
  state: OrgState,
  setup: Setup,
  template: SetupTemplate | null,
  places: PlannedPlaces,
  productsOn: ReadonlySet<string>,
  { atMs, sees }: SetupSurroundings,
): PlannedPeople {
  const lines: PlanLine[] = []
  const problems: SetupProblem[] = []
  const newcomers: PlannedNewcomer[] = []
  const people: PlannedPerson[] = []
  const { location } = places
  const complain = (code: string, path: SetupPath, text: string) => void problems.push({ code, path, text })
  const nameById = new Map(places.all.map((place) => [place.id, place.name]))
  const nameOf = (id: PlaceId) => nameById.get(id) ?? state.places.get(id)?.name ?? id
  const productsOfAll = productsNamed(template?.products ?? [], ['template']).concat(
    productsNamed(setup.products ?? [], ['products']),
  )
  if (location === null) return { lines, problems, newcomers, people }

  for (const wish of listWishes()) planOne(wish)
  return { lines, problems, newcomers, people }

  /** Everybody once: written people first, then managers, then who is taken over. */
  function listWishes(): Wish[] {
    const wishes = new Map<string, Wish>()
    for (const [index, person] of (setup.people ?? []).entries()) {
      const path: SetupPath = ['people', index]
      const key = emailKey(person.email)
      if (wishes.has(key))
        complain('twice', [...path, 'email'], `${person.email} stands twice in this setup. Write each person once.`)
      else wishes.set(key, { email: person.email, path, written: person, copied: [] })
    }
    for (const [index, email] of (setup.managers ?? []).entries()) {
      const path: SetupPath = ['managers', index]
      const key = emailKey(email)
      const there = wishes.get(key)
      if (there === undefined) {
        wishes.set(key, { email, path, written: { email }, copied: [] })
      } else if (there.written?.at !== undefined && !there.written.at.includes(hereWord)) {
        wishes.set(key, { ...there, written: { ...there.written, at: [hereWord, ...there.written.at] } })
      }
    }
    for (const [person, assignments] of takenOver()) {
      const key = emailKey(person.email!)
      const there = wishes.get(key)
      if (there !== undefined) wishes.set(key, { ...there, copied: assignments })
      else wishes.set(key, { email: person.email!, path: ['copy', 'people'], written: null, copied: assignments })
    }
    return [...wishes.values()]
  }

  /** People of the copied location, with the places that they get here. */
  function takenOver(): [StaffMember, Assignment[]][] {
    const who = setup.copy?.people ?? 'none'
    if (who === 'none' || places.copyOf.size === 0) return []
    const managing = new Set(
      state.blueprint.roles
        .filter((role) => role.manages === 'everyone' || role.manages.length > 0)
        .map((role) => role.key as string),
    )
    const found: [StaffMember, Assignment[]][] = []
    for (const person of state.staff.values()) {
      if (person.state !== 'active' && person.state !== 'invited') continue
      if (who === 'managers' && !managing.has(person.role)) continue
      const assignments = person.assignments.flatMap(({ place, untilMs }) => {
        const to = places.copyOf.get(place)
        return to === undefined || (untilMs !== null && untilMs <= atMs) ? [] : [{ place: to, untilMs }]
      })
      if (assignments.length > 0 && person.email !== null && sees(person.id) === 'full')
        found.push([person, assignments])
    }
    return found.sort(([a], [b]) => (emailKey(a.email!) < emailKey(b.email!) ? -1 : 1))
  }

  function planOne(wish: Wish): void {
    const { written, path, email } = wish
    const problemsBefore = problems.length
    const assignments = new Map<PlaceId, { readonly untilMs: number | null; readonly isDated: boolean }>()
    for (const { place, untilMs } of wish.copied) assignments.set(place, { untilMs, isDated: untilMs !== null })
    const untilMs = readUntil(written?.until, [...path, 'until'])
    if (written !== null) {
      const wanted = [
        ...(written.at ?? [hereWord]).flatMap((text, index) => placeNamed(text, [...path, 'at', index])),
        ...productsOfAll,
        ...productsNamed(written.products ?? [], [...path, 'products']),
      ]
      for (const place of wanted) assignments.set(place, { untilMs, isDated: written.until !== undefined })
    } else for (const place of productsOfAll) assignments.set(place, { untilMs: null, isDated: false })
    const grants = (written?.grants ?? []).flatMap((grant, index) => grantNamed(grant, [...path, 'grants', index]))
    if (written?.role !== undefined) problems.push(...roleProblem(state, written.role, [...path, 'role']))

    const staffId = state.staffIdByEmail.get(emailKey(email))
    const person = staffId === undefined ? undefined : state.staff.get(staffId)
    if (person === undefined) {
      planNewcomer(wish, assignments, grants, problemsBefore)
      return
    }
    const seen = sees(person.id)
    const at: SetupPath = written === null || path[0] === 'managers' ? path : [...path, 'email']
    if (seen !== 'full') {
      const text =
        seen === 'hidden'
          ? `${email} is taken by somebody whom you may not see. Ask somebody with the top role.`
          : `${person.name} can be edited by nobody else. Take ${email} out.`
      return complain('email-taken', at, text)
    }
    if (person.state === 'removed' || person.state === 'purged') {
      return complain(
        'email-in-restore',
        at,
        `${email} belongs to ${person.name} in Restore. Restore them first, or take them out of the setup.`,
      )
    }
    if (problems.length === problemsBefore) planChanges(person, wish, assignments, grants)
  }

  function planNewcomer(
    { written, path, email }: Wish,
    assignments: ReadonlyMap<PlaceId, { readonly untilMs: number | null }>,
    grants: readonly PersonalGrant[],
    problemsBefore: number,
  ): void {
    if (written?.name === undefined || written.role === undefined) {
      const missing = [written?.name === undefined ? 'a name' : null, written?.role === undefined ? 'a role' : null]
      const what = missing.filter((each) => each !== null).join(' and ')
      const where = path[0] === 'managers' ? 'List them under people with' : 'Write'
      return complain(
        'not-here-yet',
        path,
        `Nobody here has the e-mail address ${email}. ${where} ${what}, to invite them.`,
      )
    }
    const role = findRole(state.blueprint, written.role)
    if (role?.singleton === true) {
      return complain(
        'singleton',
        [...path, 'role'],
        `There is exactly one ${role.name}: nobody can be added in that role.`,
      )
    }
    if (role === undefined || problems.length > problemsBefore) return
    const list = toAssignments(assignments)
    const isActive = written.active === true
    newcomers.push({
      name: written.name,
      email,
      role: written.role,
      state: isActive ? 'active' : 'invited',
      assignments: list,
      grants,
    })
    const where = list.length === 0 ? '' : ` at ${listPlaces(list)}`
    const deed = isActive ? 'Add' : 'Invite'
    lines.push({
      mark: '+',
      about: 'person',
      path,
      text: `${deed} ${written.name} <${email}> as ${role.name}${where}.`,
    })
    for (const grant of grants)
      lines.push({ mark: '+', about: 'person', path, text: describeGrant(written.name, grant) })
  }

  function planChanges(
    person: StaffMember,
    { written, path, email }: Wish,
    assignments: ReadonlyMap<PlaceId, { readonly untilMs: number | null; readonly isDated: boolean }>,
    grants: readonly PersonalGrant[],
  ): void {
    const called = person.name ?? email
    const linesBefore = lines.length
    const say = (mark: '+' | '~', text: string) => void lines.push({ mark, about: 'person', path, text })
    const name = written?.name !== undefined && written.name !== person.name ? written.name : null
    if (name !== null) say('~', `Rename ${called} to ${name}.`)
    const role = written?.role !== undefined && written.role !== person.role ? written.role : null
    if (role !== null) {
      const [before, after] = [person.role, role].map((key) => findRole(state.blueprint, key)?.name ?? key)
      say('~', `Move ${called} from ${before} to ${after}.`)
    }
    const activates = written?.active === true && person.state === 'invited'
    if (activates) say('~', `Mark ${called} as active.`)
    const added: Assignment[] = []
    const changed: PlannedPerson['assignments'][number][] = []
    for (const [place, { untilMs, isDated }] of assignments) {
      const now = person.assignments.find((assignment) => assignment.place === place)
      if (now === undefined) {
        added.push({ place, untilMs })
        continue
      }
      // Without an end in the setup, the end that there is stays; one that is past is none.
      const isPast = now.untilMs !== null && now.untilMs <= atMs
      if (now.untilMs === untilMs || (!isDated && !isPast)) continue
      changed.push({ from: now, to: { place, untilMs } })
      say('~', `Assign ${called} to ${nameOf(place)} ${untilMs === null ? 'without an end' : `until ${day(untilMs)}`}.`)
    }
    if (added.length > 0) say('+', `Assign ${called} to ${listPlaces(added)}.`)
    const given: PlannedPerson['grants'][number][] = []
    for (const to of grants) {
      const from = person.personalGrants.find((grant) => grant.permission === to.permission) ?? null
      if (from !== null && JSON.stringify(sorted(from)) === JSON.stringify(sorted(to))) continue
      given.push({ from, to })
      say(from === null ? '+' : '~', describeGrant(called, to))
    }
    if (lines.length === linesBefore) {
      const where = assignments.size === 0 ? '' : ` at ${listPlaces(toAssignments(assignments))}`
      lines.push({ mark: '=', about: 'person', path, text: `${called} is there${where}.` })
      return
    }
    people.push({
      person,
      name,
      role,
      activates,
      assignments: [...added.map((to) => ({ from: null, to })), ...changed],
      grants: given,
    })
  }

  function placeNamed(text: string, path: SetupPath): PlaceId[] {
    if (text.toLowerCase() === hereWord) return [location!.id]
    const byId = places.all.find((place) => place.id === text)
    const named = byId === undefined ? places.all.filter((place) => sameName(place.name, text)) : [byId]
    if (named.length > 1) {
      const ids = named.map((place) => place.id).join(', ')
      complain(
        'ambiguous',
        path,
        `“${text}” names ${named.length} places of this setup (${ids}). Write the one that is meant.`,
      )
      return []
    }
    if (named[0] !== undefined) return [named[0].id]
    const found = findPlace(state, text)
    if (typeof found !== 'string') return [found.id]
    complain('unknown-place', path, found)
    return []
  }

  function productsNamed(keys: readonly string[], path: SetupPath): PlaceId[] {
    const { products } = state.blueprint
    return keys.flatMap((key, index) => {
      const at = path[0] === 'template' ? path : [...path, index]
      const product = products.find((one) => one.key === key || sameName(one.name, key))
      if (product === undefined) {
        const known = products.map((one) => one.key)
        const hint = known.length === 0 ? ' It has no products.' : didYouMean(key, known)
        complain('unknown-product', at, `This organization has no product “${key}”.${hint}`)
        return []
      }
      if (!productsOn.has(product.key)) {
        complain(
          'product-off',
          at,
          `The product ${product.name} is not active for this organization. Turn it on under accountProducts.`,
        )
        return []
      }
      return [`product:${product.key}` as PlaceId]
    })
  }

  function grantNamed(
    { do: permission, reach, until }: NonNullable<SetupPerson['grants']>[number],
    path: SetupPath,
  ): PersonalGrant[] {
    const found = findPermission(state.blueprint, permission)
    if (found === undefined) {
      problems.push(permissionProblem(state, permission, [...path, 'do']))
      return []
    }
    const wanted = reach ?? (found.class === 'place' ? 'assigned' : 'all')
    return [
      {
        permission,
        reach: wanted,
        places: wanted === 'assigned' ? [location!.id] : null,
        untilMs: readUntil(until, [...path, 'until']),
      },
    ]
  }

  function readUntil(text: string | undefined, path: SetupPath): number | null {
    if (text === undefined) return null
    const untilMs = readInstant(text, state.settings.timeZone, 'end')
    if (untilMs === null) {
      complain('bad-date', path, `“${text}” is neither a date like 2026-11-30 nor an instant like 2026-11-30T18:00Z.`)
    } else if (untilMs <= atMs) complain('past', path, `“${text}” is past already.`)
    return untilMs
  }

  function listPlaces(assignments: readonly Assignment[]): string {
    const ends = new Set(assignments.map(({ untilMs }) => untilMs))
    const [end] = ends.size === 1 ? ends : [null]
    const names = listNames(assignments.map(({ place }) => nameOf(place)))
    return end == null ? names : `${names} until ${day(end)}`
  }

  function describeGrant(called: string, { permission, reach, places: where, untilMs }: PersonalGrant): string {
    const name = findPermission(state.blueprint, permission)?.name ?? permission
    const at = where === null ? extent[reach] : `at ${listNames(where.map(nameOf))}`
    return `Give ${called} “${name}” ${at}${untilMs === null ? '' : ` until ${day(untilMs)}`}.`
  }

  function day(untilMs: number): string {
    return whenIn(state.settings.timeZone).isoDay(untilMs - 1)
  }
}

function toAssignments(wanted: ReadonlyMap<PlaceId, { readonly untilMs: number | null }>): Assignment[] {
  return [...wanted].map(([place, { untilMs }]) => ({ place, untilMs }))
}

function sorted({ permission, reach, places, untilMs }: PersonalGrant): unknown {
  return [permission, reach, places === null ? null : places.toSorted(), untilMs]
}
