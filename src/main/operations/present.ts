import type { z } from 'zod'
import type { AccessDifference } from '../../shared/domain/decision'
import { findPermission, findRole, rankOf } from '../../shared/domain/cellReach'
import { type PlaceId, placeKind, type StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import { emailKey } from '../../shared/domain/staff'
import type { OperationOutput } from '../../shared/operations/contract'
import type { accessDifference, staffRow } from '../../shared/operations/shapes'
import type { Applied, Org } from '../org/Org'
import { seeingPerson, seenBy } from './seenBy'

type StaffRow = z.output<typeof staffRow>

export function presentRole(state: OrgState, key: string): StaffRow['role'] {
  const role = findRole(state.blueprint, key)
  return { key: key as StaffRow['role']['key'], name: role?.name ?? key, rank: rankOf(state.blueprint, key) }
}

export function presentPlace(state: OrgState, id: PlaceId): { id: PlaceId; kind: string; name: string } {
  return { id, kind: placeKind(id), name: state.places.get(id)?.name ?? id }
}

/** A person at an instant as the reader may see them; masked people show name and role only (S4.6). */
export function presentStaff(state: OrgState, person: StaffMember, masked: boolean, atMs: number): StaffRow {
  return {
    id: person.id,
    name: person.name,
    email: masked ? null : person.email,
    role: presentRole(state, person.role),
    state: person.state,
    at: masked
      ? []
      : person.assignments
          .filter((one) => isInForce(one, atMs))
          .map(({ place, untilMs }) => ({
            place,
            name: state.places.get(place)?.name ?? place,
            untilMs,
          })),
    addedAtMs: masked ? 0 : person.addedAtMs,
    coverUntilMs: masked || person.state !== 'active' ? null : coverEnd(person, atMs),
    masked,
  }
}

/** What has an end holds while now < until. */
export function isInForce({ untilMs }: { readonly untilMs: number | null }, atMs: number): boolean {
  return untilMs === null || untilMs > atMs
}

function coverEnd(person: StaffMember, atMs: number): number | null {
  let lastMs: number | null = null
  for (const { untilMs } of [...person.assignments, ...person.personalGrants]) {
    if (untilMs !== null && untilMs > atMs) lastMs = Math.max(lastMs ?? 0, untilMs)
  }
  return lastMs
}

/** The person, if the reader may see them; people they may not see do not exist for them (S0.14). */
export function findVisible(org: Org, staffId: StaffId): { person: StaffMember; masked: boolean } | undefined {
  const person = org.state().staff.get(staffId)
  if (person === undefined) return undefined
  const seen = seeingPerson(org, staffId)
  return seen === 'hidden' ? undefined : { person, masked: seen === 'masked' }
}

/** By id, or by e-mail; a masked person is not found by e-mail. */
export function findPerson(org: Org, who: string): { person: StaffMember; masked: boolean } | undefined {
  const byEmail = org.state().staffIdByEmail.get(emailKey(who))
  const found = findVisible(org, byEmail ?? (who as StaffId))
  return found?.masked === true && byEmail !== undefined ? undefined : found
}

export function permissionName(state: OrgState, key: string): string {
  return findPermission(state.blueprint, key)?.name ?? key
}

export function presentDifference(org: Org, difference: AccessDifference): z.output<typeof accessDifference> {
  const state = org.state()
  const person = state.staff.get(difference.staffId)
  return {
    staffId: difference.staffId,
    name: person?.name ?? null,
    email: seeingPerson(org, difference.staffId) === 'full' ? (person?.email ?? null) : null,
    permission: difference.permission,
    permissionName: permissionName(state, difference.permission),
    before: difference.before,
    after: difference.after,
    places: difference.places?.map((place) => presentPlace(state, place)) ?? null,
  }
}

/** What the reader may be told of: differences of people they may see. */
export function visibleDifferences(org: Org, differences: readonly AccessDifference[]): AccessDifference[] {
  const seen = seenBy(org)
  if (seen.places === null && seen.hiddenRoles.length === 0) return [...differences]
  const hidden = new Map<StaffId, boolean>()
  return differences.filter(({ staffId }) => {
    let isHidden = hidden.get(staffId)
    if (isHidden === undefined) {
      isHidden = seeingPerson(org, staffId) === 'hidden'
      hidden.set(staffId, isHidden)
    }
    return !isHidden
  })
}

/** What a write answers with. */
export function presentApplied(applied: Applied): OperationOutput<'feature.set'> {
  const pending = applied.isPending ? { pending: true } : {}
  return { revision: applied.revision, item: applied.item, changes: [...applied.changes], ...pending }
}
