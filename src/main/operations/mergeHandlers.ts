import type { Intent } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import type { mergeOperations } from '../../shared/operations/merge'
import type { Org } from '../org/Org'
import { listNamesakes } from '../store/queries/listStaff'
import { findVisible, isInForce, permissionName, presentPlace, presentRole, presentStaff } from './present'
import { seenBy, seeingPerson } from './seenBy'
import type { OrgHandlers } from './session'
import { applyIntents, assignRows, noSuchPerson } from './staffEdits'

const samePerson = failed('same-person', 'Choose two different people: nobody is merged into themselves.')

export const mergeHandlers: Pick<OrgHandlers, keyof typeof mergeOperations> = {
  'staff.duplicates': (org, page) => {
    const state = org.state()
    const { total, groups } = listNamesakes(org.store.db, page, seenBy(org))
    return done({
      total,
      groups: groups.map((ids) =>
        ids.map((id) => presentStaff(state, state.staff.get(id)!, seeingPerson(org, id) === 'masked', org.now())),
      ),
    })
  },

  'staff.previewMerge': (org, { keep, drop }) => {
    if (keep === drop) return samePerson
    const [kept, dropped] = [findVisible(org, keep), findVisible(org, drop)]
    if (kept === undefined || dropped === undefined) return noSuchPerson
    const state = org.state()
    const intents = kept.masked || dropped.masked ? [] : mergeIntents(org, kept.person, dropped.person)
    const preview = intents.length === 0 ? null : org.preview({ intents, personal: [] })
    const refusal =
      preview === null
        ? [{ code: 'masked', text: 'The details of one of them are not shown to you.' }]
        : preview.ok
          ? []
          : [...(preview.error.because ?? [{ code: preview.error.code, text: preview.error.message }])]
    return done({
      allowed: refusal.length === 0,
      because: refusal,
      keep: presentStaff(state, kept.person, kept.masked, org.now()),
      drop: presentStaff(state, dropped.person, dropped.masked, org.now()),
      places: intents.flatMap((intent) =>
        intent.kind === 'staff.assign' ? intent.body.rows.map(({ place }) => presentPlace(state, place)) : [],
      ),
      grants: intents.flatMap((intent) =>
        intent.kind === 'staff.grant'
          ? intent.body.rows.map(({ permission }) => ({ permission, name: permissionName(state, permission) }))
          : [],
      ),
      leaves: dropped.masked || kept.masked ? [] : whatStays(state, kept.person, dropped.person),
    })
  },

  'staff.merge': (org, { keep, drop }) => {
    if (keep === drop) return samePerson
    const [kept, dropped] = [findVisible(org, keep), findVisible(org, drop)]
    if (kept === undefined || dropped === undefined) return noSuchPerson
    return applyIntents(org, mergeIntents(org, kept.person, dropped.person))
  },
}

function mergeIntents(org: Org, keep: StaffMember, drop: StaffMember): Intent[] {
  const atMs = org.now()
  const own = new Set(keep.personalGrants.map(({ permission }) => permission))
  const assign = drop.assignments
    .filter((one) => isInForce(one, atMs))
    .flatMap(({ place, untilMs }) => assignRows(keep, [place], untilMs))
  const grant = drop.personalGrants
    .filter((one) => isInForce(one, atMs) && !own.has(one.permission))
    .map(({ permission, reach, places, untilMs }) => ({
      staffId: keep.id,
      permission,
      from: null,
      to: { reach, places: places === null ? null : [...places], untilMs },
    }))
  const from = drop.state === 'invited' ? ('invited' as const) : ('active' as const)
  return [
    ...(assign.length === 0 ? [] : [{ kind: 'staff.assign' as const, body: { rows: assign } }]),
    ...(grant.length === 0 ? [] : [{ kind: 'staff.grant' as const, body: { rows: grant } }]),
    { kind: 'staff.merge', body: { rows: [{ staffId: drop.id as StaffId, into: keep.id, from, to: 'removed' }] } },
  ]
}

/** What the merge does not carry over, so that nobody is surprised. */
function whatStays(state: OrgState, keep: StaffMember, drop: StaffMember): string[] {
  const both = drop.personalGrants.filter((one) => keep.personalGrants.some((own) => own.permission === one.permission))
  return [
    ...(keep.role === drop.role
      ? []
      : [
          `The role ${presentRole(state, drop.role).name} is not carried over: ${keep.name} stays ${presentRole(state, keep.role).name}.`,
        ]),
    ...both.map(
      ({ permission }) =>
        `${keep.name} has a personal grant of ${permissionName(state, permission)} already, which stays as it is.`,
    ),
    `The e-mail address ${drop.email} stays taken in Restore until ${drop.name} is purged there; a purge cannot be undone.`,
    'The history of both records stays.',
  ]
}
