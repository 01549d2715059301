import type { CompiledPermission, Rules, Scope } from './rules'

const mostMarks = 30

/**
 * By place number, bits for what being assigned there leads to: products, and places that count for each set of scopes that
 * some permission asks for together with those it needs. Two people of a role without grants of their own, whose places
 * have the same marks in all, hold the same reaches.
 *
 * @returns null when there are more marks than bits, so that nobody can be told to be like another
 */
export function placeMarks(rules: Rules): Int32Array | null {
  const { places, permissions } = rules
  const scopeSets = new Map<string, readonly Scope[]>()
  for (const permission of permissions) {
    const scopes = [...scopesOf(rules, permission)]
    if (scopes.length > 4) return null
    for (let subset = 1; subset < 1 << scopes.length; subset += 1) {
      const chosen = scopes.filter((_, index) => (subset & (1 << index)) !== 0)
      scopeSets.set(
        chosen
          .map((scope) => scope.kinds.join(' '))
          .sort()
          .join(' + '),
        chosen,
      )
    }
  }
  const products = [...new Set(permissions.map((permission) => permission.product))].filter((product) => product !== -1)
  if (scopeSets.size + products.length > mostMarks) return null
  const marks = new Int32Array(places.places.length)
  let bit = 1
  for (const scopes of scopeSets.values()) {
    places.under.forEach((under, place) => {
      if (under.some((one) => scopes.every((scope) => scope.counts[one] === 1))) marks[place]! |= bit
    })
    bit <<= 1
  }
  for (const product of products) {
    for (const above of places.above[product] ?? []) marks[above]! |= bit
    bit <<= 1
  }
  return marks
}

function scopesOf(rules: Rules, permission: CompiledPermission, found = new Set<Scope>()): Set<Scope> {
  found.add(permission.scope)
  for (const need of permission.needs) {
    if (need.kind === 'permission') scopesOf(rules, rules.permissions[need.permission]!, found)
  }
  return found
}
