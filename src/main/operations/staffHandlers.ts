import type { GuardedEdit } from '../../shared/domain/blueprint'
import type { PersonalValue } from '../../shared/domain/change'
import { findRole } from '../../shared/domain/cellReach'
import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import type { OperationOutput } from '../../shared/operations/contract'
import type { staffOperations } from '../../shared/operations/staff'
import { onlyOfTopRole } from '../changes/people'
import { compareRoles } from '../engine/compareRoles'
import { explainEdit } from '../engine/explainEdit'
import { explainGiveRole } from '../engine/explainGive'
import { explainMove } from '../engine/explainMove'
import type { Org } from '../org/Org'
import { newStaffId, personalValue } from '../org/personalValues'
import { countPeople } from './countPeople'
import { markPending } from './pendingThings'
import {
  findPerson,
  findVisible,
  isInForce,
  permissionName,
  presentApplied,
  presentRole,
  presentStaff,
} from './present'
import { readMayDo } from './readOrgInfo'
import { seenBy } from './seenBy'
import type { OrgHandlers } from './session'
import { layPeopleReady, searchPeople } from './searchPeople'
import { nearStaffQuestion, staffQuestion } from './staffQuestion'
import { applyIntents, assignmentAt, findEditable, noSuchPerson, nothingToChange, placesProblem } from './staffEdits'
import { unknownRole } from './unknownRole'

/** So many people are searched in the file as fast as in memory. */
const fewPeople = 2_000

export const staffHandlers: Pick<OrgHandlers, keyof typeof staffOperations> = {
  'staff.list': (org, input) => {
    const state = org.state()
    const seen = seenBy(org)
    const masked = new Set(seen.maskedRoles)
    const wanted = staffQuestion(org, input)
    const exact = searchPeople(org, wanted, seen)
    const question = exact.total === 0 && input.near ? nearStaffQuestion(org, input) : null
    const near = question === null ? null : searchPeople(org, question, seen)
    // Whoever takes names that are close is typing, and the next key is on its way.
    if (input.near && org.asOf === null && state.staff.size > fewPeople) void layPeopleReady(org, wanted, seen)
    const isNear = near !== null && near.total > 0
    const found = isNear ? near : exact
    const counts = countPeople(org).byState
    return done({
      total: found.total,
      isNear,
      rows: markPending(
        org,
        'staff',
        found.ids.map((id) => {
          const person = state.staff.get(id)!
          return presentStaff(state, person, masked.has(person.role) && id !== org.actor, seen.atMs)
        }),
      ),
      counts: {
        staff: (counts.get('active') ?? 0) + (counts.get('invited') ?? 0),
        invited: counts.get('invited') ?? 0,
        removed: counts.get('removed') ?? 0,
      },
    })
  },

  'staff.find': (org, { email }) => {
    const found = findPerson(org, email)
    if (found === undefined) {
      return failed('no-such-person', `Nobody here has the e-mail address ${email}, or you may not see them.`)
    }
    const row = presentStaff(org.state(), found.person, found.masked, org.now())
    return done(markPending(org, 'staff', [row])[0]!)
  },

  'staff.show': (org, { staffId }) => {
    const found = findVisible(org, staffId)
    if (found === undefined) return noSuchPerson
    const { person, masked } = found
    const state = org.state()
    const atMs = org.now()
    return done({
      person: markPending(org, 'staff', [presentStaff(state, person, masked, atMs)])[0]!,
      scope: masked ? 'Shown with name and role only.' : describeScope(state, person, atMs),
      personalGrants: masked
        ? []
        : person.personalGrants.map((grant) => ({
            permission: grant.permission,
            name: permissionName(state, grant.permission),
            reach: grant.reach,
            places: grant.places?.map((place) => state.places.get(place)?.name ?? place) ?? null,
            untilMs: grant.untilMs,
            isOver: !isInForce(grant, atMs),
          })),
      moves: listMoves(org, person),
      mayDo: org.actor === null || org.asOf !== null ? {} : mayDoWith(org, org.actor, person),
    })
  },

  'staff.add': (org, { people, active }, { host }) => {
    for (const { at, untilMs } of people) {
      const problem = placesProblem(org, at, untilMs)
      if (problem !== null) return problem
    }
    const personal: PersonalValue[] = []
    const rows = people.map(({ name, email, role, at, untilMs }) => {
      const staffId = newStaffId(host.sources)
      const nameValue = personalValue(host.sources, staffId, 'name', name)
      const emailValue = personalValue(host.sources, staffId, 'email', email)
      personal.push(nameValue, emailValue)
      return {
        staffId,
        from: null,
        to: {
          name: { hash: nameValue.hash },
          email: { hash: emailValue.hash },
          role,
          state: active ? ('active' as const) : ('invited' as const),
          assignments: [...new Set(at)].map((place) => ({ place, untilMs })),
        },
      }
    })
    const applied = org.apply({ intents: [{ kind: 'staff.add', body: { rows } }], personal })
    if (!applied.ok) return applied
    return done({ ...presentApplied(applied.value), staffIds: rows.map((row) => row.staffId) })
  },

  'staff.edit': (org, { staffId, name, email }, { host }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const personal: PersonalValue[] = []
    const from: { name?: { hash: string }; email?: { hash: string } } = {}
    const to: typeof from = {}
    for (const [field, wanted] of [
      ['name', name],
      ['email', email],
    ] as const) {
      if (wanted === undefined || wanted === person[field]) continue
      const before = personalValue(host.sources, staffId, field, person[field] ?? '')
      const after = personalValue(host.sources, staffId, field, wanted)
      personal.push(before, after)
      from[field] = { hash: before.hash }
      to[field] = { hash: after.hash }
    }
    if (personal.length === 0) return nothingToChange
    return applyIntents(org, [{ kind: 'staff.edit', body: { rows: [{ staffId, from, to }] } }], personal)
  },

  'staff.activate': (org, { staffId }) => {
    if (findEditable(org, staffId) === undefined) return noSuchPerson
    return applyIntents(org, [{ kind: 'staff.setState', body: { rows: [{ staffId, from: 'invited', to: 'active' }] } }])
  },

  'staff.setRole': (org, { staffId, role }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    if (findRole(org.state().blueprint, role) === undefined) return unknownRole(org.state(), role)
    return applyIntents(org, [{ kind: 'staff.setRole', body: { rows: [{ staffId, from: person.role, to: role }] } }])
  },

  'staff.previewRole': (org, { staffId, role }) => {
    const found = findVisible(org, staffId)
    if (found === undefined) return noSuchPerson
    if (findRole(org.state().blueprint, role) === undefined) return unknownRole(org.state(), role)
    const move = judgeMove(org, found.person, role)
    const compared = compareRoles(org.state(), found.person.role, role)
    const named = (steps: typeof compared.gained) =>
      steps.map((step) => ({ ...step, name: permissionName(org.state(), step.permission) }))
    return done({
      allowed: move.allowed,
      because: [...move.because],
      gained: named(compared.gained),
      lost: named(compared.lost),
    })
  },

  'staff.assign': (org, { staffId, add, remove, untilMs }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const problem = placesProblem(org, [...add, ...remove], untilMs)
    if (problem !== null) return problem
    const now = (place: PlaceId) => assignmentAt(person, place)
    const rows = [
      ...add
        .filter((place) => now(place) === null || now(place)!.untilMs !== untilMs)
        .map((place) => ({ staffId, place, from: now(place), to: { untilMs } })),
      ...remove.filter((place) => now(place) !== null).map((place) => ({ staffId, place, from: now(place), to: null })),
    ]
    if (rows.length === 0) return nothingToChange
    return applyIntents(org, [{ kind: 'staff.assign', body: { rows } }])
  },

  'staff.remove': (org, { staffIds }) => {
    const rows = []
    for (const staffId of new Set(staffIds)) {
      const person = findEditable(org, staffId)
      if (person === undefined) return noSuchPerson
      rows.push({
        staffId,
        from: person.state === 'invited' ? ('invited' as const) : ('active' as const),
        to: 'removed' as const,
      })
    }
    return applyIntents(org, [{ kind: 'staff.remove', body: { rows } }])
  },

  'staff.restore': (org, { staffIds }) => {
    const rows = []
    for (const staffId of new Set(staffIds)) {
      const person = findEditable(org, staffId)
      if (person === undefined) return noSuchPerson
      rows.push({ staffId, from: 'removed' as const, to: person.stateBefore ?? ('active' as const) })
    }
    return applyIntents(org, [{ kind: 'staff.restore', body: { rows } }])
  },

  'staff.purge': (org, { staffId }) => {
    if (findEditable(org, staffId) === undefined) return noSuchPerson
    return applyIntents(org, [{ kind: 'staff.purge', body: { rows: [{ staffId, from: 'removed', to: 'purged' }] } }])
  },
}

function listMoves(org: Org, person: StaffMember): OperationOutput<'staff.show'>['moves'] {
  const state = org.state()
  return state.blueprint.roles.map((role) => {
    const isNow = role.key === person.role
    const move = isNow ? { allowed: false, because: [], byLadder: false } : judgeMove(org, person, role.key)
    const compared = compareRoles(state, person.role, role.key)
    const named = (steps: typeof compared.gained) =>
      steps.map((step) => ({ permission: step.permission, name: permissionName(state, step.permission) }))
    return {
      role: presentRole(state, role.key),
      isNow,
      allowed: move.allowed,
      because: isNow ? 'now' : move.byLadder ? 'down the ladder' : (move.because[0]?.text ?? ''),
      instead: move.byLadder
        ? `This ladder only moves up. The guided way down is to remove and re-add in one step: it lists what ${person.name ?? 'the person'} would lose sight of, and who takes it over.`
        : null,
      gains: named(compared.gained),
      loses: named(compared.lost),
    }
  })
}

/** What a person in Restore holds is changed once they are back, as the planners of these edits say. */
const afterRestore: readonly GuardedEdit[] = ['staff.edit', 'staff.setRole', 'staff.assign', 'grants.edit']

function mayDoWith(org: Org, who: StaffId, person: StaffMember): ReturnType<typeof readMayDo> {
  const mayDo = readMayDo(org, who, { on: person.id })
  const onlyOne = onlyOfTopRole(org.state(), person)
  if (onlyOne !== null && mayDo['staff.remove']?.allowed === true) {
    return { ...mayDo, 'staff.remove': { allowed: false, because: onlyOne } }
  }
  if (person.state !== 'removed') return mayDo
  const not = { allowed: false, because: restoreFirst(person).text }
  return { ...mayDo, ...Object.fromEntries(afterRestore.map((edit) => [edit, not])) }
}

function restoreFirst(person: StaffMember): { code: string; text: string } {
  return { code: 'removed', text: `Restore ${person.name ?? 'the person'} first.` }
}

function judgeMove(
  org: Org,
  person: StaffMember,
  to: RoleKey,
): { allowed: boolean; because: readonly { code: string; text: string }[]; byLadder: boolean } {
  if (person.state === 'removed') return { allowed: false, because: [restoreFirst(person)], byLadder: false }
  const ladder = explainMove(org.rules(), { from: person.role, to })
  if (!ladder.allowed) {
    const roles = org.state().blueprint.roles
    const isSingleton = roles.some((role) => role.singleton && (role.key === to || role.key === person.role))
    return { allowed: false, because: ladder.because, byLadder: !isSingleton }
  }
  const who = org.actor
  if (who === null) {
    return {
      allowed: false,
      because: [{ code: 'read-only', text: 'This organization is open for reading only.' }],
      byLadder: false,
    }
  }
  const rules = org.rules()
  const atMs = org.now()
  const edit = explainEdit(rules, { who, edit: 'staff.setRole', on: person.id, atMs })
  if (!edit.allowed) return { allowed: false, because: edit.because, byLadder: false }
  const give = explainGiveRole(rules, { who, role: to, atMs })
  const onlyOne = give.allowed ? onlyOfTopRole(org.state(), person) : null
  if (onlyOne !== null) {
    return { allowed: false, because: [{ code: 'last-of-top-role', text: onlyOne }], byLadder: false }
  }
  return { allowed: give.allowed, because: give.because, byLadder: false }
}

/** In words, for an empty scope too. */
function describeScope(state: OrgState, person: StaffMember, atMs: number): string {
  if (person.state !== 'active') {
    return person.state === 'invited' ? 'Invited: holds nothing until they join.' : 'Removed: holds nothing.'
  }
  const names = person.assignments
    .filter((assignment) => assignment.untilMs === null || assignment.untilMs > atMs)
    .map((assignment) => state.places.get(assignment.place)?.name ?? assignment.place)
  if (names.length > 0) return `Assigned to ${names.join(', ')}.`
  const needsPlaces = state.blueprint.permissions.some(
    (permission) =>
      (state.grants.get(`${person.role}/${permission.key}`)?.reach ?? permission.grants[person.role]) === 'assigned',
  )
  return needsPlaces
    ? 'No location assigned: sees nothing that is limited to assigned places.'
    : 'No location assigned; this role needs none.'
}
