import { reachesByClass } from './blueprintOf'
import type { Person } from './Model'
import type { Row } from './readSettled'
import type { RowInQuestion, Verdict } from './RowInQuestion'
import { seesAt } from './seesAt'

/** How an edit of a person ends; undefined for a kind that the oracle has not heard of. */
export function judgeStaffRow({ blueprint, model, may, kind, row, now, values }: RowInQuestion): Verdict | undefined {
  const { roles } = blueprint
  const rank = (role: string) => roles.findIndex((one) => one.key === role)
  const there = model.people.get(row.staffId)
  const isSingleton = (role: string) => roles[rank(role)]?.singleton === true
  const isLastTop = (one: Person) =>
    one.role === roles[0]!.key &&
    one.state === 'active' &&
    [...model.people.values()].filter((other) => other.role === one.role && other.state === 'active').length === 1
  const isUsable = (place: string) => model.places.get(place)?.archived === false
  const holderOf = (email: string) =>
    [...model.people].find(([, one]) => one.email?.toLowerCase() === email.toLowerCase())?.[0]
  const present = () => there !== undefined && there.state !== 'purged'

  switch (kind) {
    case 'staff.add': {
      const places = (row.to.assignments as { place: string }[]).map(({ place }) => place)
      if (rank(row.to.role) === -1 || isSingleton(row.to.role) || there !== undefined) return 'refused'
      if (!places.every(isUsable)) return 'refused'
      if (!may.edit('staff.add', { touched: places }) || !may.giveRole(row.to.role) || !may.givePlaces(places))
        return 'refused'
      const email = values.get(row.to.email.hash)!
      if (holderOf(email) !== undefined) return 'held'
      model.people.set(row.staffId, {
        name: values.get(row.to.name.hash)!,
        email,
        role: row.to.role,
        state: row.to.state,
        at: new Map(row.to.assignments.map((one: Row) => [one.place, one.untilMs])),
        grants: new Map(),
      })
      return 'applied'
    }
    case 'staff.edit': {
      if (!present() || !may.edit('staff.edit', { on: row.staffId })) return 'refused'
      if (there!.state === 'removed') return 'held'
      const next = { name: there!.name, email: there!.email }
      for (const field of ['name', 'email'] as const) {
        if (row.to[field] === undefined) continue
        const to = values.get(row.to[field].hash)!
        if (to === there![field]) continue
        const seen = row.from[field] === undefined ? undefined : values.get(row.from[field].hash)
        if (seen !== undefined && seen !== there![field]) return 'held'
        const holder = field === 'email' ? holderOf(to) : undefined
        if (holder !== undefined && holder !== row.staffId) return 'held'
        next[field] = to
      }
      if (next.name === there!.name && next.email === there!.email) return 'agreed'
      Object.assign(there!, next)
      return 'applied'
    }
    case 'staff.setState':
      if (!present() || !may.edit('staff.edit', { on: row.staffId })) return 'refused'
      if (row.to === 'invited' && (isSingleton(there!.role) || isLastTop(there!))) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (there!.state === row.to) return 'agreed'
      there!.state = row.to
      return 'applied'
    case 'staff.setRole': {
      if (!present() || rank(row.to) === -1 || isSingleton(there!.role)) return 'refused'
      const isSo = there!.role === row.to
      if (!may.edit('staff.setRole', { on: row.staffId }) || !may.giveRole(row.to)) return 'refused'
      if (!isSo && (isSingleton(row.to) || isLastTop(there!))) return 'refused'
      if (!isSo && blueprint.ladder.moves === 'up-only' && rank(row.to) > rank(there!.role)) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (isSo) return 'agreed'
      if (there!.role !== row.from) return 'held'
      there!.role = row.to
      return 'applied'
    }
    case 'staff.assign': {
      if (!present() || !may.edit('staff.assign', { on: row.staffId, touched: [row.place] })) return 'refused'
      if (row.to !== null && !may.givePlaces([row.place])) return 'refused'
      if (there!.state === 'removed') return 'held'
      const has = there!.at.has(row.place) ? { untilMs: there!.at.get(row.place)! } : null
      if (JSON.stringify(has) === JSON.stringify(row.to)) return 'agreed'
      if (JSON.stringify(has) !== JSON.stringify(row.from)) return 'held'
      if (row.to !== null && !isUsable(row.place)) return 'refused'
      if (row.to === null) there!.at.delete(row.place)
      else there!.at.set(row.place, row.to.untilMs)
      return 'applied'
    }
    case 'staff.grant': {
      const permission = blueprint.permissions.find((one) => one.key === row.permission)
      if (!present() || permission === undefined) return 'refused'
      if (row.to !== null && !reachesByClass[permission.class]!.includes(row.to.reach)) return 'refused'
      if (!may.edit('grants.edit', { on: row.staffId })) return 'refused'
      if (row.to !== null && !may.giveReach(row.permission, row.to.reach)) return 'refused'
      if (row.to?.places && !may.givePlaces(row.to.places)) return 'refused'
      if (there!.state === 'removed') return 'held'
      const text = (one: Row | null | undefined) =>
        one ? `${one.reach} ${JSON.stringify(one.places)} ${one.untilMs}` : ''
      const has = text(there!.grants.get(row.permission))
      if (has === text(row.to)) return 'agreed'
      if (has !== text(row.from)) return 'held'
      if (row.to?.places && !row.to.places.every(isUsable)) return 'refused'
      if (row.to === null) there!.grants.delete(row.permission)
      else there!.grants.set(row.permission, row.to)
      return 'applied'
    }
    case 'staff.remove':
      if (!present() || isSingleton(there!.role) || !may.edit('staff.remove', { on: row.staffId }) || isLastTop(there!))
        return 'refused'
      if (there!.state === 'removed') return 'agreed'
      if (there!.state !== row.from) return 'held'
      there!.state = 'removed'
      return 'applied'
    case 'staff.restore':
      if (!present() || !may.edit('staff.restore', { on: row.staffId }) || !may.giveRole(there!.role)) return 'refused'
      if (there!.state === row.to) return 'agreed'
      if (there!.state !== 'removed') return 'held'
      there!.state = row.to
      return 'applied'
    case 'staff.purge':
      if (there === undefined || isSingleton(there.role) || !may.edit('staff.purge', { on: row.staffId }))
        return 'refused'
      if (there.state === 'purged') return 'agreed'
      if (there.state !== 'removed') return 'held'
      if (model.keys.get(model.registrar)?.owner === row.staffId) return 'refused'
      Object.assign(there, { name: null, email: null, state: 'purged', at: new Map(), grants: new Map() })
      for (const key of model.keys.values()) if (key.owner === row.staffId) key.revoked = true
      return 'applied'
    case 'staff.merge': {
      const into = model.people.get(row.into)
      if (row.into === row.staffId || into === undefined || into.state === 'purged' || !present()) return 'refused'
      if (isSingleton(there!.role) || isLastTop(there!)) return 'refused'
      if (!may.edit('staff.edit', { on: row.into }) || !may.edit('staff.remove', { on: row.staffId })) return 'refused'
      if (into.state === 'removed' || there!.state !== row.from) return 'held'
      there!.state = 'removed'
      return 'applied'
    }
    case 'staff.reassign': {
      if (!present() || rank(row.to) === -1) return 'refused'
      const isSo = there!.role === row.to
      if (!may.edit('staff.setRole', { on: row.staffId }) || !may.giveRole(row.to)) return 'refused'
      if (!isSo && (isSingleton(there!.role) || isSingleton(row.to))) return 'refused'
      if (!isSo && blueprint.ladder.moves === 'up-only' && rank(row.to) > rank(there!.role)) return 'refused'
      if (there!.state !== 'removed') return 'held'
      if (isSo) return 'agreed'
      if (there!.role !== row.from) return 'held'
      there!.role = row.to
      return 'applied'
    }
    case 'staff.demote': {
      if (!present() || rank(row.to) === -1) return 'refused'
      const isSo = there!.role === row.to
      const keeps = [...there!.at].flatMap(([place, untilMs]) => (untilMs === null || untilMs > now ? [place] : []))
      // Judged as a removal and a new start: it takes the rights to remove, to purge and to add (docs/people.md).
      if (!may.edit('staff.remove', { on: row.staffId }) || !may.edit('staff.purge', { on: row.staffId }))
        return 'refused'
      if (!may.edit('staff.add', { touched: keeps }) || !may.giveRole(row.to) || !may.givePlaces(keeps))
        return 'refused'
      if (!isSo && (isSingleton(there!.role) || isLastTop(there!))) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (isSo) return 'agreed'
      if (blueprint.ladder.moves !== 'up-only' || rank(row.to) < rank(there!.role)) return 'refused'
      if (there!.role !== row.from) return 'held'
      if (!keeps.every((place) => seesAt(blueprint, model, row.to, place))) return 'refused'
      there!.role = row.to
      return 'applied'
    }
    default:
      return undefined
  }
}
