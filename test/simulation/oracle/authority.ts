import { type Blueprint, defaultReach, placeKindOf, reachesByClass } from './blueprintOf'
import type { Model, Person } from './Model'

export type Authority = ReturnType<typeof authority>

/** What one person may do at one moment (blueprints.md, "Reading a request", "Right over rights", "Guards"). */
export function authority(blueprint: Blueprint, model: Model, me: string, now: number) {
  const self = model.people.get(me)!
  const top = blueprint.roles[0]!.key
  const myRole = blueprint.roles.find((one) => one.key === self.role)!
  const manages = (role: string) => myRole.manages === 'everyone' || (myRole.manages ?? []).includes(role)
  const inForce = (untilMs: number | null) => untilMs === null || untilMs > now
  const isAlive = (place: string) => model.places.get(place)?.archived === false

  function holdings(permission: string): { reach: string; places: string[] | null }[] {
    const cell =
      model.cells.get(`${self.role}/${permission}`) ??
      defaultReach(blueprint.permissions.find((one) => one.key === permission)!.grants[self.role] ?? 'none')
    const own = self.grants.get(permission)
    return [{ reach: cell, places: null }, ...(own !== undefined && inForce(own.untilMs) ? [own] : [])].filter(
      ({ reach }) => reach !== 'none',
    )
  }
  const isAll = (permission: string) =>
    holdings(permission).some(({ reach, places }) => reach === 'all' && places === null)

  function placesOf(one: Person): string[] {
    return [...one.at].flatMap(([place, untilMs]) => (inForce(untilMs) ? [place] : []))
  }
  /** Whether a living place lies in one of these, or is one of them. */
  function liesIn(place: string, places: readonly string[]): boolean {
    if (!isAlive(place)) return false
    for (let at: string | null = place; at !== null; at = model.places.get(at)?.parent ?? null) {
      if (isAlive(at) && places.includes(at)) return true
    }
    return false
  }
  function holdsAt(permission: string, place: string): boolean {
    if (isAll(permission)) return true
    if (!blueprint.scopeKinds.includes(placeKindOf(place))) return false
    return holdings(permission).some(
      ({ reach, places }) => (reach === 'assigned' || places !== null) && liesIn(place, places ?? placesOf(self)),
    )
  }
  function isHidden(role: string): boolean {
    return (blueprint.visibility?.hidden ?? []).some((one) => one.role === role && !isAll(one.unless))
  }
  function reaches(permission: string, target: 'one' | 'every', on: Person): boolean {
    if (isAll(permission)) return true
    const theirs = placesOf(on).filter(isAlive)
    if (target === 'every') return theirs.length > 0 && theirs.every((place) => holdsAt(permission, place))
    return [...model.places.keys()].some((place) => liesIn(place, theirs) && holdsAt(permission, place))
  }

  function edit(what: string, about: { on?: string; touched?: readonly string[] } = {}): boolean {
    const guard = blueprint.guards[what]!
    const { permission } = guard
    const on = about.on === undefined ? undefined : model.people.get(about.on)
    if (about.on !== undefined && on === undefined) return false
    if (holdings(permission).length === 0) return false
    if (on !== undefined && guard.target !== 'touched') {
      if (!reaches(permission, guard.target ?? 'one', on)) return false
    } else if (guard.target === 'touched' && about.touched !== undefined) {
      if (!isAll(permission) && about.touched.length === 0) return false
      if (!about.touched.every((place) => holdsAt(permission, place))) return false
    } else if (!isAll(permission) && ![...model.places.keys()].some((place) => holdsAt(permission, place))) return false
    if (on === undefined) return true
    const isSelf = about.on === me
    if (!isSelf && isHidden(on.role)) return false
    // Whatever the guard's permission is: nobody else edits somebody who is masked, or whom their role does not manage.
    if (!isSelf && (blueprint.visibility?.masked ?? []).some((one) => one.role === on.role)) return false
    if (!manages(on.role)) return false
    const isSingleton = blueprint.roles.find((one) => one.key === on.role)?.singleton === true
    return !(isSingleton && ['staff.setRole', 'staff.remove', 'staff.purge'].includes(what))
  }

  return {
    edit,
    sees: (id: string) => {
      if (id === me) return true
      const on = model.people.get(id)!
      const { permission, target } = blueprint.guards['staff.see']!
      return (
        holdings(permission).length > 0 &&
        reaches(permission, target === 'every' ? 'every' : 'one', on) &&
        !isHidden(on.role)
      )
    },
    giveRole: (role: string) => {
      const given = blueprint.roles.find((one) => one.key === role)
      return given !== undefined && given.singleton !== true && (self.role === top || manages(role))
    },
    giveReach: (permission: string, reach: string) => {
      const { class: kind } = blueprint.permissions.find((one) => one.key === permission)!
      if (reach !== 'none' && (kind === 'self' || !reachesByClass[kind]!.includes(reach))) return false
      if (self.role === top || reach === 'none') return true
      return holdings(permission).some(
        (one) =>
          (one.reach === 'all' && one.places === null) || (one.places === null ? one.reach : 'assigned') === reach,
      )
    },
    givePlaces: (places: readonly string[]) =>
      places.every(
        (place) =>
          model.places.has(place) &&
          (self.role === top || holdsAt(blueprint.guards['staff.assign']!.permission, place)),
      ),
  }
}
