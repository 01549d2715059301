import type { ChangeRow } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import { enrolClaim } from '../../shared/domain/keyClaims'
import type { StaffMember } from '../../shared/domain/staff'
import { agreed, applied, firstRefusal, type Planning, refused, type RowVerdict } from './planning'

/** Enrols a key of a console for one person (sync.md, "Keys"). */
export function planKeyEnroll(planning: Planning, row: ChangeRow<'key.enroll'>): RowVerdict {
  const { state } = planning
  const { kind, publicKey, name } = row.to
  const bad = unsoundKey(planning, publicKey)
  if (bad !== null) return bad
  if (planning.keys.idOf(publicKey) !== row.key) return refused('bad-key', 'The id does not belong to the key.')
  const known = state.keys.get(row.key)
  const isSame = known?.kind === kind && known.staffId === row.staffId && !known.isRevoked
  if (known !== undefined && !isSame) return keyKnown
  const claim = enrolClaim({ org: planning.org, staffId: row.staffId, kind, publicKey })
  if (!planning.keys.isSigned(publicKey, claim, row.proof)) {
    return refused(
      'bad-proof',
      'The request does not show that its console holds the key for this person of this organization. Make a new request there.',
    )
  }
  const refusal = mayNotEnrolFor(planning, row.staffId)
  if (refusal !== null) return refusal
  if (known !== undefined) return agreed
  planning.put({
    entity: 'key',
    id: row.key,
    after: {
      id: row.key,
      kind,
      staffId: row.staffId,
      name: planning.personal(name.hash) ?? '',
      publicKey,
      isRevoked: false,
    },
  })
  return applied
}

export const keyKnown = refused(
  'key-known',
  'This key is known to the organization already. A key serves one console of one person, once: make a new request there.',
)

/** A key that nobody may sign with, whoever asks. */
export function unsoundKey(planning: Planning, publicKey: string): RowVerdict | null {
  if (!planning.keys.isSound(publicKey)) {
    return refused('bad-key', 'The key is of small order or no key at all, so that anybody could sign with it.')
  }
  return publicKey === planning.state.settings.recoveryPublicKey ? keyKnown : null
}

/**
 * One's own further consoles need no right. For others it takes the right to manage that person, or the console's own
 * guard, and whoever approves must be able to give all that the person holds: a key for somebody more powerful would be
 * a way around the ranks.
 */
function mayNotEnrolFor(planning: Planning, staffId: StaffId): RowVerdict | null {
  const person = planning.state.staff.get(staffId)
  if (person === undefined || !planning.authority.sees(staffId)) {
    return refused('no-such-person', 'There is no such person in this organization.')
  }
  if (person.state !== 'active') {
    return refused(
      'not-active',
      'Only an active person can have a console. Mark them as active, or restore them first.',
    )
  }
  if (staffId === planning.author) return null
  const asManager = planning.authority.edit('staff.edit', { on: staffId })
  const because = asManager === null ? null : planning.authority.edit('console.manage', { on: staffId })
  if (because !== null) return { verdict: 'refused', because }
  return mayNotGiveAllOf(planning, person)
}

/** Right over rights (blueprints.md), for everything that one person holds now. */
function mayNotGiveAllOf(planning: Planning, person: StaffMember): RowVerdict | null {
  const { authority, atMs } = planning
  const isInForce = ({ untilMs }: { readonly untilMs: number | null }) => untilMs === null || untilMs > atMs
  const grants = person.personalGrants.filter(isInForce)
  return firstRefusal(
    () => authority.giveRole(person.role),
    () => authority.givePlaces(person.assignments.filter(isInForce).map(({ place }) => place)),
    ...grants.flatMap((grant) => [
      () => authority.giveReach(grant.permission, grant.reach),
      () => (grant.places === null ? null : authority.givePlaces(grant.places)),
    ]),
  )
}
