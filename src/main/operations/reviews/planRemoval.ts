import { cellReach, findRole } from '../../../shared/domain/cellReach'
import type { Intent } from '../../../shared/domain/change'
import type { PlaceId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { FrozenPerson, ReviewScope } from '../../../shared/domain/review'
import type { PersonalGrant, StaffMember } from '../../../shared/domain/staff'
import { isInForce, permissionName } from '../present'
import { placesAbout } from './reviewScope'

/** What *remove* comes to for one person today. */
export interface Removal {
  /** In words, as what it does. */
  readonly text: string
  /** Empty when nothing is left to take away: `isMade`. */
  readonly intents: readonly Intent[]
  readonly isMade: boolean
}

/**
 * What to stage when a review says *remove*: of a place, the places and personal grants that lead there; of a permission,
 * the personal grant of it; the person, where their role gives it, since nobody holds less than their role. By what was
 * frozen, so that an edit that is made does not call for a harder one.
 */
export function removalsFor(state: OrgState, scope: ReviewScope, atMs: number): (frozen: FrozenPerson) => Removal {
  const about = scope.kind === 'place' ? placesAbout(state, scope.place) : new Set<PlaceId>()
  return (frozen) => {
    const person = state.staff.get(frozen.id)
    if (person === undefined || person.state === 'removed' || person.state === 'purged') {
      return made(person?.state === 'removed' ? 'In Restore already' : 'No longer in the organization')
    }
    switch (scope.kind) {
      case 'place':
        return leavePlaces(state, person, about, atMs)
      case 'role':
        return person.role === scope.role
          ? toRestore(person, 'Moves them to Restore, where they hold nothing until somebody restores them')
          : made(`No longer in the role ${findRole(state.blueprint, scope.role)?.name ?? scope.role}`)
      case 'permission': {
        const name = permissionName(state, scope.permission)
        const role = findRole(state.blueprint, person.role)?.name ?? person.role
        const isGiven = cellReach(state, person.role, scope.permission) !== 'none'
        if (frozen.grants.some(({ permission }) => permission === scope.permission)) {
          const grant = person.personalGrants.find(({ permission }) => permission === scope.permission)
          if (grant === undefined) return made('Their personal grant of it has ended')
          const rest = isGiven ? `; the role ${role} goes on giving it` : ''
          return {
            text: `Ends their personal grant of ${name}${rest}`,
            intents: [{ kind: 'staff.grant', body: { rows: [grantRow(person, grant, null)] } }],
            isMade: false,
          }
        }
        if (!isGiven) return made('They no longer hold it')
        return toRestore(person, `Moves them to Restore, since the role ${role} gives ${name} to everyone in it`)
      }
    }
  }
}

function made(text: string): Removal {
  return { text, intents: [], isMade: true }
}

function toRestore(person: StaffMember, text: string): Removal {
  const from = person.state === 'invited' ? ('invited' as const) : ('active' as const)
  const rows = [{ staffId: person.id, from, to: 'removed' as const }]
  return { text, intents: [{ kind: 'staff.remove', body: { rows } }], isMade: false }
}

function leavePlaces(state: OrgState, person: StaffMember, about: ReadonlySet<PlaceId>, atMs: number): Removal {
  const places = person.assignments.filter((one) => about.has(one.place) && isInForce(one, atMs))
  const grants = person.personalGrants.filter(
    (one) => isInForce(one, atMs) && one.places?.some((place) => about.has(place)) === true,
  )
  if (places.length + grants.length === 0) return made('No place or personal grant of theirs leads there any more')
  const words = [
    ...(places.length === 0
      ? []
      : [`takes ${names(places.map(({ place }) => state.places.get(place)?.name ?? place))} away from them`]),
    ...(grants.length === 0
      ? []
      : [
          `ends their personal ${grants.length === 1 ? 'grant' : 'grants'} of ${names(grants.map((one) => permissionName(state, one.permission)))} there`,
        ]),
  ].join(' and ')
  return {
    text: words.charAt(0).toUpperCase() + words.slice(1),
    intents: [
      ...(places.length === 0
        ? []
        : [
            {
              kind: 'staff.assign' as const,
              body: {
                rows: places.map(({ place, untilMs }) => ({
                  staffId: person.id,
                  place,
                  from: { untilMs },
                  to: null,
                })),
              },
            },
          ]),
      ...(grants.length === 0
        ? []
        : [
            {
              kind: 'staff.grant' as const,
              body: {
                rows: grants.map((grant) => {
                  const left = (grant.places ?? []).filter((place) => !about.has(place))
                  return grantRow(person, grant, left.length === 0 ? null : left)
                }),
              },
            },
          ]),
    ],
    isMade: false,
  }
}

function grantRow(
  person: StaffMember,
  { permission, reach, places, untilMs }: PersonalGrant,
  left: PlaceId[] | null,
): Extract<Intent, { kind: 'staff.grant' }>['body']['rows'][number] {
  return {
    staffId: person.id,
    permission,
    from: { reach, places: places === null ? null : [...places], untilMs },
    to: left === null ? null : { reach, places: left, untilMs },
  }
}

const mostNames = 5

function names(all: readonly string[]): string {
  if (all.length <= mostNames) return all.join(', ')
  return `${all.slice(0, mostNames).join(', ')} and ${all.length - mostNames} more`
}
