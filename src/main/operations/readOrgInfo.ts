import { guardedEdits } from '../../shared/domain/blueprint'
import type { OperationOutput } from '../../shared/operations/contract'
import type { KeyId, StaffId } from '../../shared/domain/ids'
import type { StaffState } from '../../shared/domain/staff'
import { whenIn } from '../../shared/domain/whenIn'
import { explainEdit } from '../engine/explainEdit'
import { fingerprintOf } from '../org/keys/recoveryWords'
import type { Org } from '../org/Org'
import { countOwnProposals } from '../store/queries/proposals'
import { countPeople } from './countPeople'
import { countOpenItems } from './inbox/readInbox'
import { presentRole } from './present'
import { seenBy } from './seenBy'

/** What the window shows of its organization; counts hold only people the actor may see. */
export function readOrgInfo(org: Org): OperationOutput<'org.info'> {
  const state = org.state()
  const seen = seenBy(org)
  const { byState, byRole, nextEndMs } = countPeople(org)
  const count = (key: StaffState) => byState.get(key) ?? 0
  const seenRoles = state.blueprint.roles.filter((role) => !seen.hiddenRoles.includes(role.key))
  return {
    path: org.path,
    kind: org.kind,
    orgId: org.orgId,
    fingerprint: fingerprintOf(org.orgId),
    name: state.settings.name,
    timeZone: state.settings.timeZone,
    blueprint: {
      id: state.blueprint.id,
      name: state.blueprint.name,
      version: state.blueprint.version,
      ownRoles: state.blueprint.ownRoles,
      roles: state.blueprint.roles.length,
    },
    revision: org.revision(),
    mode: org.mode,
    readOnlyBecause: org.readOnlyBecause,
    needsKey: needsKey(org),
    isLocked: org.isLocked,
    asOf: org.asOf === null ? null : presentMoment(org.asOf, state.settings.timeZone),
    viewAs: org.viewedAs,
    actor: org.actor === null ? null : readActor(org.asOf?.today ?? org, org.actor, org.asOf !== null),
    nextEndMs,
    counts: {
      people: count('active') + count('invited') + count('removed'),
      invited: count('invited'),
      active: count('active'),
      removed: count('removed'),
      purged: count('purged'),
      places: [...state.places.values()].reduce((sum, place) => sum + (place.isArchived ? 0 : 1), 0),
      pending: countOwnProposals(org.store.db),
      inbox: countOpenItems(org),
      byRole: Object.fromEntries(seenRoles.map((role) => [role.key, byRole.get(role.key) ?? 0])),
    },
  }
}

function needsKey(org: Org): boolean {
  if (org.kind !== 'org' || org.viewedAs !== null) return false
  if (org.draftOwner === null) return !org.isLocked
  const { keys } = (org.asOf?.today ?? org).state()
  return keys.get(org.draftOwner as KeyId)?.isRevoked === true
}

/** The moment in words, by the organization's clock. */
function presentMoment(
  { n, atMs }: NonNullable<Org['asOf']>,
  timeZone: string,
): NonNullable<OperationOutput<'org.info'>['asOf']> {
  return { n, atMs, text: `${whenIn(timeZone).instant(atMs)} (${timeZone}), after entry ${n.toLocaleString('en')}` }
}

function readActor(org: Org, staffId: StaffId, isPast: boolean): NonNullable<OperationOutput<'org.info'>['actor']> {
  const state = org.state()
  const person = state.staff.get(staffId)!
  return {
    staffId,
    name: person.name ?? '',
    email: person.email ?? '',
    role: presentRole(state, person.role),
    mayDo: isPast ? nothingInThePast : readMayDo(org, staffId, {}),
  }
}

const nothingInThePast = Object.fromEntries(
  guardedEdits.map((edit) => [edit, { allowed: false, because: 'The past cannot be changed.' }]),
)

/** Each of the console's edits: allowed or not, and the deciding reason. */
export function readMayDo(
  org: Org,
  who: StaffId,
  about: { readonly on?: StaffId },
): Record<string, { allowed: boolean; because: string }> {
  return Object.fromEntries(
    guardedEdits.map((edit) => {
      const decision = explainEdit(org.rules(), { who, edit, ...about, atMs: org.now() })
      return [edit, { allowed: decision.allowed, because: decision.because[0]?.text ?? '' }]
    }),
  )
}
