import { defaultReach, reachesByClass } from './blueprintOf'
import type { RowInQuestion, Verdict } from './RowInQuestion'

/** How an edit of what roles may do ends, or of the organization itself; undefined for a kind that the oracle has not heard of. */
export function judgeRightsRow({ blueprint, model, may, kind, me, row }: RowInQuestion): Verdict | undefined {
  const { roles } = blueprint
  switch (kind) {
    case 'grant.set': {
      const permission = blueprint.permissions.find((one) => one.key === row.permission)
      const role = roles.find((one) => one.key === row.role)
      if (permission === undefined || role === undefined || !may.edit('grants.edit')) return 'refused'
      const byDefault = permission.grants[row.role] ?? 'none'
      if (permission.editable === false || (role.locked && byDefault !== 'unspecified')) return 'refused'
      if (row.to !== null && !reachesByClass[permission.class]!.includes(row.to)) return 'refused'
      const after = (row.to as string | null) ?? defaultReach(byDefault)
      const has = model.cells.get(`${row.role}/${row.permission}`) ?? null
      const present = has ?? defaultReach(byDefault)
      if (!may.giveReach(row.permission, after) && !contains(present, after)) return 'refused'
      if (has === row.to) return 'agreed'
      if (has !== row.from) return 'held'
      const top = roles[0]!.key
      const actor = model.people.get(me)!
      const isOwnGuard = blueprint.guards['grants.edit']!.permission === row.permission && actor.role === row.role
      const otherTop = [...model.people].some(([id, one]) => id !== me && one.role === top && one.state === 'active')
      if (isOwnGuard && !contains(after, present) && !(row.role !== top && otherTop)) return 'refused'
      if (row.to === null) model.cells.delete(`${row.role}/${row.permission}`)
      else model.cells.set(`${row.role}/${row.permission}`, row.to)
      return 'applied'
    }
    case 'switch.set': {
      if (row.switch !== 'feature' || !blueprint.features?.some((one) => one.key === row.key)) return 'refused'
      if (!may.edit('grants.edit')) return 'refused'
      const has = model.switches.get(row.key) ?? null
      if (has === row.to) return 'agreed'
      if (has !== row.from) return 'held'
      if (row.to === null) model.switches.delete(row.key)
      else model.switches.set(row.key, row.to)
      return 'applied'
    }
    case 'org.edit':
      if (!may.edit('grants.edit')) return 'refused'
      if (row.to.name === model.orgName) return 'agreed'
      if (row.from.name !== model.orgName) return 'held'
      model.orgName = row.to.name
      return 'applied'
    default:
      return undefined
  }
}

function contains(wide: string, narrow: string): boolean {
  return wide === narrow || wide === 'all' || narrow === 'none'
}
