import { findPermission, findRole } from '../../shared/domain/cellReach'
import { type Expectation, parseExpectation } from '../../shared/domain/expectation'
import type { OperationOutput } from '../../shared/operations/contract'
import { checkExpectation, type ExpectationVerdict } from '../engine/checkExpectation'
import { indexPeople, updatePeopleIndex } from '../engine/peopleIndex'
import type { Rules } from '../engine/rules'
import type { Org } from '../org/Org'
import { peopleIndexOf } from '../org/peopleIndexOf'
import { callPerson } from './callPerson'
import { hasBit, seenPeople } from './seenPeople'

export type CheckedExpectation = OperationOutput<'expectation.list'>[number]

/**
 * Every saved statement, checked against some rules: those in force, those after staged edits, or those that an exchange
 * led to. People whom the reader may not see do not exist for the answer (S0.14).
 */
export function checkExpectations(org: Org, rules: Rules = org.rules()): CheckedExpectation[] {
  const saved = [...org.state().documents.values()].filter((document) => document.collection === 'expectation')
  if (saved.length === 0) return []
  const check = checkerOf(org, rules)
  return saved
    .flatMap(({ key, value }) => {
      const parsed = parseExpectation.safeParse(value)
      return parsed.success ? [{ key, ...check(parsed.data) }] : []
    })
    .sort((one, other) => (one.title < other.title ? -1 : 1))
}

/** One statement, saved or not. */
export function checkOne(org: Org, expectation: Expectation): Omit<CheckedExpectation, 'key'> {
  return checkerOf(org, org.rules())(expectation)
}

function checkerOf(org: Org, rules: Rules): (expectation: Expectation) => Omit<CheckedExpectation, 'key'> {
  const atMs = org.now()
  const index = updatePeopleIndex(peopleIndexOf(org), rules, atMs) ?? indexPeople(rules, atMs, false)
  const { visible } = seenPeople(org)
  return (expectation) => {
    const checked = checkExpectation(index, expectation, atMs, (who) => hasBit(visible, who))
    return {
      title: expectation.title,
      sentence: describeExpectation(org, expectation),
      expectation,
      verdict: checked.verdict,
      because: describeVerdict(org, expectation, checked),
    }
  }
}

/** "No Member can unblock contacts anywhere." */
export function describeExpectation(org: Org, { must, who, permission, where }: Expectation): string {
  const { blueprint } = org.state()
  const role = who.kind !== 'person' && who.role !== null ? (findRole(blueprint, who.role)?.name ?? who.role) : null
  const what = findPermission(blueprint, permission)?.name ?? permission
  const place =
    where.kind === 'anywhere'
      ? ''
      : where.kind === 'place'
        ? ` at ${org.state().places.get(where.place)?.name ?? where.place}`
        : ` at every ${(blueprint.placeKinds.find((one) => one.key === where.placeKind)?.name ?? where.placeKind).toLowerCase()}`
  if (who.kind === 'person') {
    return `${callPerson(org, who.staffId)} ${must === 'must' ? 'has' : 'does not have'} “${what}”${place}.`
  }
  if (must === 'must-not')
    return `No ${role ?? 'one'} has “${what}”${place.replace(' every ', ' any ')}.`.replace('No one', 'Nobody')
  const subject = who.kind === 'someone' ? `At least one ${role ?? 'person'}` : `Every ${role ?? 'person'}`
  return `${subject} has “${what}”${place}.`
}

function describeVerdict(org: Org, expectation: Expectation, checked: ExpectationVerdict): string | null {
  if (checked.verdict === 'holds') return null
  if (checked.verdict === 'unknown') return `The ${checked.what} that it speaks of is no longer there.`
  const what = findPermission(org.state().blueprint, expectation.permission)?.name ?? expectation.permission
  const place = checked.place === null ? null : (org.state().places.get(checked.place)?.name ?? checked.place)
  const at = place === null ? '' : ` at ${place}`
  if (checked.staffId === null) return `Nobody has “${what}”${at}.`
  const name = callPerson(org, checked.staffId)
  return expectation.must === 'must-not' ? `${name} has “${what}”${at}.` : `${name} does not have “${what}”${at}.`
}
