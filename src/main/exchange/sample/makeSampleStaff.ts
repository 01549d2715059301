import type { Blueprint, BlueprintRole } from '../../../shared/domain/blueprint'
import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { readCell } from '../../../shared/domain/reach'
import { newStaffId, type Sources } from '../../org/personalValues'
import type { SamplePlaces } from './makeSamplePlaces'
import { nameInEmail, pickName } from './sampleNames'
import type { Dice } from './seededSources'

export interface SamplePerson {
  readonly staffId: StaffId
  readonly name: string
  readonly email: string
  readonly role: RoleKey
  readonly state: 'invited' | 'active'
  readonly places: readonly PlaceId[]
}

/** Shares of the roles below the top one, from a grown company's staff list; each row adds up to one. */
const shares: readonly (readonly number[])[] = [
  [],
  [1],
  [0.12, 0.88],
  [0.06, 0.3, 0.64],
  [0.04, 0.08, 0.62, 0.26],
  [0.03, 0.035, 0.64, 0.19, 0.105],
]

const mostAtTop = 6

/** People besides the owner, deterministic from the dice. Addresses are distinct whatever the number. */
export function makeSampleStaff(
  blueprint: Blueprint,
  count: number,
  owner: string,
  domain: string,
  places: SamplePlaces,
  dice: Dice,
  sources: Sources,
): SamplePerson[] {
  const emailOf = makeAddresses(domain, owner, dice)
  const roleOf = makeRolePicker(blueprint, count, dice)
  const placesOf = makePlacePicker(blueprint, places, dice)
  return Array.from({ length: count }, (_, index) => {
    const { given, family } = pickName(dice)
    const initial = dice.chance(0.06) ? ` ${String.fromCharCode(65 + dice.below(26))}.` : ''
    const role = roleOf(index)
    return {
      staffId: newStaffId(sources),
      name: `${given}${initial} ${family}`,
      email: emailOf(given, family),
      role: role.key,
      state: dice.chance(0.01) ? 'invited' : 'active',
      places: placesOf(role),
    }
  })
}

function makeAddresses(domain: string, owner: string, dice: Dice): (given: string, family: string) => string {
  const used = new Map<string, number>([[owner.slice(0, owner.indexOf('@')), 1]])
  return (given, family) => {
    const short = nameInEmail(given)
    const local = dice.chance(0.2) && !used.has(short) ? short : `${short}.${nameInEmail(family)}`
    const count = (used.get(local) ?? 0) + 1
    used.set(local, count)
    return `${local}${count === 1 ? '' : count}@${domain}`
  }
}

/** The first few people get the upper role, the others a role by its share. */
function makeRolePicker(blueprint: Blueprint, count: number, dice: Dice): (index: number) => BlueprintRole {
  const free = blueprint.roles.filter((role) => !role.singleton)
  const [upper, ...lower] = free
  if (upper === undefined || lower.length === 0) return () => free[0]!
  const few = blueprint.advice.find((advice) => advice.role === upper.key)?.atMost ?? mostAtTop
  // The owner holds the top role too, where it is not one of a kind.
  const inUpper = Math.min(few, Math.ceil(count / 40)) - (blueprint.roles[0] === upper ? 1 : 0)
  const weights = shares[lower.length] ?? lower.map(() => 1 / lower.length)
  return (index) => {
    if (index < inUpper) return upper
    let left = dice.below(100_000) / 100_000
    for (const [position, role] of lower.entries()) {
      left -= weights[position]!
      if (left < 0) return role
    }
    return lower.at(-1)!
  }
}

/** A home site, places of the kinds that count, products; people of the upper roles reach everything without. */
function makePlacePicker(blueprint: Blueprint, places: SamplePlaces, dice: Dice): (role: BlueprintRole) => PlaceId[] {
  const otherKinds = blueprint.placeKinds.map((kind) => kind.key).filter((kind) => places.bySite.has(kind))
  const products = blueprint.products.map((product) => `product:${product.key}` as PlaceId)
  const needsPlaces = new Map(
    blueprint.roles.map((role) => [
      role.key,
      blueprint.permissions.some((permission) => readCell(permission.grants[role.key] ?? 'none').reach === 'assigned'),
    ]),
  )
  return (role) => {
    const isLimited = needsPlaces.get(role.key) === true
    if (!isLimited && dice.chance(0.4)) return []
    // One in a hundred was never assigned: the screens have to say what that means.
    if (isLimited && dice.chance(0.01)) return []
    const home = dice.pick(places.sites)
    const chosen = new Set<PlaceId>([home.id])
    if (dice.chance(0.2)) chosen.add(dice.pick(places.sites).id)
    for (const kind of otherKinds) {
      const near = places.bySite.get(kind)!.get(home.id) ?? []
      const counts = blueprint.scopeKinds.includes(kind)
      for (const place of dice.pickSome(near, counts ? 1 + dice.below(3) : dice.below(2))) chosen.add(place.id)
    }
    for (const product of products) if (dice.chance(0.7)) chosen.add(product)
    return [...chosen].toSorted()
  }
}
