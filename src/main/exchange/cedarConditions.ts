import type { CompiledNeed, CompiledPermission, CompiledPersonalGrant, Rules } from '../engine/rules'
import { reachBits } from '../engine/reachBits'

/** A condition in the Cedar language; `true` and `false` stand for themselves. */
export type Condition = string | boolean

/** For whom a condition is written: everyone of a role, or one person with the personal grants that they have. */
export interface Holder {
  readonly role: number
  readonly grants: readonly CompiledPersonalGrant[]
  /** Places of the person's own, with what lies under them; used only where a personal grant names others beside them. */
  readonly ownPlaces: readonly number[]
}

/**
 * What a request has to fulfil so that this holder may use the permission, in Cedar: the seven steps of architecture.md
 * ("Order of a decision") but the first, which is a policy of its own. Needs are written out, since Cedar does not ask
 * one action from within another.
 */
export function cedarCondition(rules: Rules, holder: Holder, permission: CompiledPermission): Condition {
  if (!permission.isProductOn) return false
  return allOf([
    ...permission.needs.map((need) => needCondition(rules, holder, need)),
    productCondition(rules, holder, permission),
    reachCondition(rules, holder, permission),
    ...targetConditions(rules, holder, permission),
  ])
}

export function allOf(conditions: readonly Condition[]): Condition {
  const parts = conditions.filter((one) => one !== true)
  if (parts.includes(false)) return false
  return parts.length === 0 ? true : parts.length === 1 ? parts[0]! : parts.map((one) => `(${one})`).join(' && ')
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const parts = conditions.filter((one) => one !== false)
  if (parts.includes(true)) return true
  return parts.length === 0 ? false : parts.length === 1 ? parts[0]! : parts.map((one) => `(${one})`).join(' || ')
}

export function entity(type: 'Person' | 'Place' | 'Role' | 'Action', id: string): string {
  return `${type}::${JSON.stringify(id)}`
}

function needCondition(rules: Rules, holder: Holder, need: CompiledNeed): Condition {
  if (need.roles !== null && need.roles[holder.role] !== 1) return true
  const inner: Condition =
    need.kind === 'switch'
      ? need.isOn
      : need.kind === 'fact'
        ? factCondition(need.key)
        : cedarCondition(rules, holder, rules.permissions[need.permission]!)
  if (inner === true) return true
  const when: Condition[] = []
  if (need.whenFactBit !== 0) {
    const fact = [...rules.factBits].find(([, bit]) => bit === need.whenFactBit)![0]
    when.push(`!(${factCondition(fact)})`)
  }
  if (need.whenOn) when.push('!(resource is Person)')
  return anyOf([...when, inner])
}

function factCondition(key: string): string {
  const name = JSON.stringify(key)
  return `context.facts has ${name} && context.facts[${name}]`
}

function productCondition(rules: Rules, holder: Holder, permission: CompiledPermission): Condition {
  if (permission.product === -1 || rules.roles[holder.role]!.source.ungated) return true
  return `principal.covers.contains(${entity('Place', rules.places.interner.ids[permission.product]!)})`
}

function reachCondition(rules: Rules, holder: Holder, permission: CompiledPermission): Condition {
  const cell = rules.cellBits[holder.role * rules.permissions.length + permission.number]!
  const personal = holder.grants.filter((grant) => grant.permission === permission.number)
  const bits = personal.reduce((union, grant) => union | grant.bit, cell)
  if (bits === 0) return false
  if ((bits & reachBits.all) !== 0) return true
  const conditions: Condition[] = []
  if ((bits & reachBits.own) !== 0) {
    conditions.push('context has createdBy && context.createdBy == principal')
    if (permission.isSelf) {
      conditions.push('!(context has createdBy) && (!(resource is Person) || resource == principal)')
    }
  }
  if ((bits & reachBits.shared) !== 0) conditions.push('context.sharedWith.contains(principal)')
  if ((bits & reachBits.connected) !== 0) {
    const common = inCommon('principal.covers', permission)
    conditions.push('context has connected && context.connected')
    conditions.push(`!(context has connected) && resource is Person && (${common})`)
  }
  if ((bits & reachBits.assigned) !== 0) {
    const held = heldPlaces(rules, holder, cell, personal)
    if (held !== null) conditions.push(...assignedConditions(held, permission))
  }
  return anyOf(conditions)
}

/** The set of places where grants of reach `assigned` hold: the person's own, or these and others by name. */
function heldPlaces(
  rules: Rules,
  holder: Holder,
  cell: number,
  personal: readonly CompiledPersonalGrant[],
): string | null {
  const named = personal.filter((grant) => grant.bit === reachBits.assigned && grant.places !== null)
  const isByOwnPlaces =
    (cell & reachBits.assigned) !== 0 ||
    personal.some((grant) => grant.bit === reachBits.assigned && grant.places === null)
  if (named.length === 0) return isByOwnPlaces ? 'principal.covers' : null
  const places = new Set(named.flatMap((grant) => placesUnder(rules, [...grant.places!])))
  if (isByOwnPlaces) for (const place of holder.ownPlaces) places.add(place)
  if (places.size === 0) return null
  return `[${[...places].map((place) => entity('Place', rules.places.interner.ids[place]!)).join(', ')}]`
}

/** Living places under these, themselves included. */
export function placesUnder(rules: Rules, places: readonly number[]): number[] {
  return [...new Set(places.flatMap((place) => [...(rules.places.under[place] ?? [])]))]
}

function assignedConditions(held: string, permission: CompiledPermission): Condition[] {
  const ofRecord = anyOf(
    permission.scope.kinds.map((kind) => `${held}.containsAny(resource.at[${JSON.stringify(kind)}])`),
  )
  const roots = `resource.roots[${JSON.stringify(scopeKey(permission))}]`
  const ofTarget =
    permission.target === 'every' ? `!${roots}.isEmpty() && ${held}.containsAll(${roots})` : inCommon(held, permission)
  return [`resource is Record && (${ofRecord})`, `resource is Person && (${ofTarget})`]
}

function inCommon(held: string, permission: CompiledPermission): string {
  return String(
    anyOf(permission.scope.kinds.map((kind) => `${held}.containsAny(resource.coversOf[${JSON.stringify(kind)}])`)),
  )
}

/** Names the kinds that count for a permission; people carry the places that lead to such ones under this name. */
export function scopeKey(permission: CompiledPermission): string {
  return permission.scope.kinds.join('+')
}

function targetConditions(rules: Rules, holder: Holder, permission: CompiledPermission): Condition[] {
  const conditions: Condition[] = []
  rules.roles.forEach((role) => {
    const isOfRole = `resource in ${entity('Role', role.key)}`
    const unless = rules.hiddenUnless[role.rank] ?? -1
    if (unless !== -1 && !holdsAll(rules, holder, unless)) conditions.push(`!(${isOfRole}) || resource == principal`)
    if (permission.touchesPeople && rules.isMasked[role.rank] === 1) {
      conditions.push(`!(${isOfRole}) || resource == principal`)
    }
  })
  if (permission.guardsPeople) {
    const { manages } = rules.roles[holder.role]!
    const managed = rules.roles.filter((role) => manages[role.rank] === 1)
    if (managed.length < rules.roles.length) {
      conditions.push(
        anyOf(['!(resource is Person)', ...managed.map((role) => `resource in ${entity('Role', role.key)}`)]),
      )
    }
  }
  return [...new Set(conditions)]
}

function holdsAll(rules: Rules, holder: Holder, permission: number): boolean {
  const cell = rules.cellBits[holder.role * rules.permissions.length + permission]!
  const bits = holder.grants.reduce(
    (union, grant) => (grant.permission === permission ? union | grant.bit : union),
    cell,
  )
  return (bits & reachBits.all) !== 0
}
