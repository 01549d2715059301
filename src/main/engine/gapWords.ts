import { findStaffNumber } from './compileRequest'
import type { GapFix } from './closeGaps'
import type { Gap } from './findGaps'
import { isActive } from './people'
import type { Rules } from './rules'
import { callPermission, callPerson, callPlace, listNames } from './wording'

/** A gap as a sentence. `isPartial`: the reader does not see everybody, which the sentence says. */
export function describeGap(rules: Rules, gap: Gap, isPartial: boolean): string {
  const number = rules.permissionByKey.get(gap.permission)
  const what = number === undefined ? `“${gap.permission}”` : callPermission(rules, number)
  const where = listNames(gap.places.map((place) => callPlace(rules, rules.places.interner.numberOf.get(place) ?? -1)))
  const seen = isPartial ? ' whom you may see' : ''
  if (gap.kind === 'one') {
    const who = gap.people[0] === undefined ? -1 : findStaffNumber(rules, gap.people[0])
    const name = gap.able === 1 && who !== -1 ? callPerson(rules, who) : 'one person'
    return `Only ${name} can ${what} at ${where}${isPartial ? ', of the people whom you may see' : ''}.`
  }
  const nobody = gap.isByPlace
    ? `Nobody${seen} assigned to ${where} or above can ${what} there`
    : `Nobody${seen} assigned to ${where} can ${what}`
  if (gap.kind === 'nobody') return `${nobody}, and nobody elsewhere.`
  const roles = gap.byRole.map(({ role, people }) => {
    const name = rules.roles[rules.roleByKey.get(role)!]!.name
    return `${people} ${people === 1 ? name : `people of the role ${name}`}`
  })
  return `${nobody}; ${listNames(roles)} elsewhere can.`
}

/** A fix as a sentence, with how many gaps it closes. */
export function describeGapFix(rules: Rules, fix: GapFix, gaps: readonly Gap[]): string {
  const place = callPlace(rules, rules.places.interner.numberOf.get(fix.place) ?? -1)
  const closes =
    fix.closes.length === gaps.length ? 'closes every gap' : `closes ${fix.closes.length} of ${gaps.length}`
  switch (fix.kind) {
    case 'assign': {
      const who = findStaffNumber(rules, fix.staffId)
      const name = who === -1 ? 'somebody' : callPerson(rules, who)
      return `Assign ${name} to ${place}: ${closes}.`
    }
    case 'invite': {
      const role = rules.roles[rules.roleByKey.get(fix.role)!]!.name
      const products = fix.products.length === 0 ? '' : `, with ${listNames(fix.products)}`
      return `Invite a person as ${role} to ${place}${products}: ${closes}.`
    }
    case 'grant': {
      const who = findStaffNumber(rules, fix.staffId)
      const name = who !== -1 && isActive(rules, who) ? callPerson(rules, who) : 'somebody'
      const permission = callPermission(rules, rules.permissionByKey.get(fix.permission)!)
      return `Give ${name} ${permission} at ${place}, without another role.`
    }
  }
}
