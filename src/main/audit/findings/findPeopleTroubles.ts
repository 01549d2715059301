import { listLimitedRoles } from '../../../shared/domain/listLimitedRoles'
import { formatEnd } from '../../../shared/domain/formatEnd'
import type { StaffId } from '../../../shared/domain/ids'
import type { StaffMember } from '../../../shared/domain/staff'
import type { Checking, Finding } from './Finding'
import type { FindingRule } from './findingRules'
import { countOf, listFew } from './words'

type Rule = Extract<
  FindingRule,
  {
    check:
      | 'crowded-top'
      | 'no-place'
      | 'idle-invited'
      | 'cover-ends'
      | 'cover-ended'
      | 'not-purged'
      | 'expectation'
      | 'no-review'
  }
>

const dayMs = 86_400_000

/** What is odd about people: who there are too many of, who waits, whose cover ends. */
export function findPeopleTroubles(checking: Checking, rule: Rule): Finding[] {
  switch (rule.check) {
    case 'crowded-top':
      return findCrowds(checking, rule)
    case 'no-place':
      return findPlaceless(checking, rule)
    case 'idle-invited':
      return findIdle(checking, rule)
    case 'cover-ends':
      return findEnding(checking, rule)
    case 'cover-ended':
      return findEnded(checking, rule)
    case 'not-purged':
      return findUnpurged(checking, rule)
    case 'expectation':
      return checking.failedExpectations().map(({ key, text, people }) =>
        aFinding(rule, key, {
          title: text,
          reason: 'It was written down as something that must hold.',
          people,
          go: 'permissions',
        }),
      )
    case 'no-review':
      return findNoReview(checking, rule)
  }
}

function aFinding(
  rule: Rule,
  about: string,
  more: Partial<Finding> & Pick<Finding, 'title' | 'reason' | 'go'>,
): Finding {
  const { key, severity, advice } = rule
  return { key: `${key}/${about}`, rule: key, severity, advice, people: [], proposal: null, ...more }
}

function* seenPeople({ state, sees }: Checking): Generator<StaffMember> {
  for (const person of state.staff.values()) if (person.state !== 'purged' && sees(person.id) === 'full') yield person
}

/** More than the rule allows in the top role, and than the blueprint advises in any. */
function findCrowds(checking: Checking, rule: Extract<Rule, { check: 'crowded-top' }>): Finding[] {
  const { blueprint } = checking.state
  const top = blueprint.roles[0]!
  const limits = new Map(blueprint.advice.map((advice) => [advice.role, advice]))
  const asked = [...new Set([top.key, ...limits.keys()])]
  return asked.flatMap((key) => {
    const role = blueprint.roles.find((one) => one.key === key)
    if (role === undefined || role.singleton) return []
    const advice = limits.get(key)
    const atMost = advice?.atMost ?? rule.atMost
    const people = [...seenPeople(checking)].filter((one) => one.role === key && one.state === 'active')
    if (people.length <= atMost) return []
    return [
      aFinding(rule, key, {
        title: `${countOf(people.length, 'person is', 'people are')} ${role.name}`,
        reason: advice?.text ?? `More than ${atMost} people can do and change everything.`,
        role: role.key,
        people: people.map(({ id }) => id),
        go: `staff?role=${key}`,
      }),
    ]
  })
}

function findPlaceless(checking: Checking, rule: Rule): Finding[] {
  const { state, atMs } = checking
  const limited = new Set(listLimitedRoles(state))
  const people = [...seenPeople(checking)].filter(
    (person) =>
      person.state === 'active' &&
      limited.has(person.role) &&
      !person.assignments.some(({ untilMs }) => untilMs === null || untilMs > atMs),
  )
  if (people.length === 0) return []
  return [
    aFinding(rule, 'staff', {
      title: `${countOf(people.length, 'person has', 'people have')} no place`,
      reason: `${names(people)}. Their role is limited to assigned places.`,
      people: people.map(({ id }) => id),
      proposal: { kind: 'assign', text: 'Assign them to a place.' },
      go: `staff?noPlace=1&state=active&role=${[...limited].join(',')}`,
    }),
  ]
}

function findIdle(checking: Checking, rule: Extract<Rule, { check: 'idle-invited' }>): Finding[] {
  const people = [...seenPeople(checking)].filter(
    (person) => person.state === 'invited' && person.addedAtMs < checking.atMs - rule.days * dayMs,
  )
  if (people.length === 0) return []
  const oldest = Math.min(...people.slice(0, 10_000).map(({ addedAtMs }) => addedAtMs))
  return [
    aFinding(rule, 'staff', {
      title: `${countOf(people.length, 'invitation is', 'invitations are')} older than ${countOf(rule.days, 'day', 'days')}`,
      reason: `${names(people)}. The oldest is ${countOf(Math.floor((checking.atMs - oldest) / dayMs), 'day', 'days')} old.`,
      people: people.map(({ id }) => id),
      proposal: { kind: 'remove', text: `Remove ${countOf(people.length, 'person', 'people')}: they go to Restore.` },
      go: 'staff?state=invited',
    }),
  ]
}

/** What somebody holds for a time, in words. */
function* coverOf({ state }: Checking, person: StaffMember): Generator<{ untilMs: number; what: string }> {
  for (const { place, untilMs } of person.assignments) {
    if (untilMs !== null) yield { untilMs, what: state.places.get(place)?.name ?? place }
  }
  for (const { permission, untilMs } of person.personalGrants) {
    if (untilMs === null) continue
    yield { untilMs, what: state.blueprint.permissions.find(({ key }) => key === permission)?.name ?? permission }
  }
}

function findEnding(checking: Checking, rule: Extract<Rule, { check: 'cover-ends' }>): Finding[] {
  const { atMs, state } = checking
  const found: Finding[] = []
  for (const person of seenPeople(checking)) {
    if (person.state !== 'active') continue
    const ending = [...coverOf(checking, person)].filter(
      ({ untilMs }) => untilMs > atMs && untilMs <= atMs + rule.days * dayMs,
    )
    if (ending.length === 0) continue
    const untilMs = Math.min(...ending.map((one) => one.untilMs))
    const when = formatEnd(untilMs, state.settings.timeZone)
    found.push(
      aFinding(rule, person.id, {
        title: `Cover by ${person.name ?? 'a person'} ends ${daysWords(untilMs - atMs)}`,
        reason: `${person.name ?? 'A person'} loses ${listFew(ending.map(({ what }) => what))} after ${when}.`,
        people: [person.id],
        go: `staff?id=${person.id}`,
      }),
    )
  }
  return found
}

function daysWords(leftMs: number): string {
  const days = Math.ceil(leftMs / dayMs)
  return days <= 1 ? 'within a day' : `in ${days} days`
}

function findEnded(checking: Checking, rule: Extract<Rule, { check: 'cover-ended' }>): Finding[] {
  const latestMs = checking.atMs - rule.days * dayMs
  const people = [...seenPeople(checking)].filter((person) => {
    for (const { untilMs } of coverOf(checking, person)) if (untilMs <= latestMs) return true
    return false
  })
  if (people.length === 0) return []
  return [
    aFinding(rule, 'staff', {
      title: `Cover of ${countOf(people.length, 'person', 'people')} has ended`,
      reason: `${names(people)}.`,
      people: people.map(({ id }) => id),
      proposal: { kind: 'end-cover', text: 'Take the ended places and grants out of their record.' },
      go: `staff?id=${people[0]!.id}`,
    }),
  ]
}

function findUnpurged(checking: Checking, rule: Extract<Rule, { check: 'not-purged' }>): Finding[] {
  const latestMs = checking.atMs - rule.days * dayMs
  const people = [...seenPeople(checking)].filter(
    (person) => person.state === 'removed' && (checking.removedAtMs(person.id) ?? checking.atMs) < latestMs,
  )
  if (people.length === 0) return []
  return [
    aFinding(rule, 'staff', {
      title: `${countOf(people.length, 'person was', 'people were')} removed more than ${countOf(rule.days, 'day', 'days')} ago`,
      reason: `${names(people)}. Their names and addresses are still kept.`,
      people: people.map(({ id }) => id),
      proposal: { kind: 'purge', text: 'Purge them: names and addresses are erased for good.' },
      go: 'staff?tab=restore',
    }),
  ]
}

function findNoReview(checking: Checking, rule: Extract<Rule, { check: 'no-review' }>): Finding[] {
  const { atMs, state } = checking
  const last = checking.lastReviewedAtMs()
  if (last === undefined) return []
  // An organization that is younger than that owes none yet.
  const sinceMs = last ?? state.settings.createdAtMs
  if (atMs - sinceMs < rule.days * dayMs) return []
  const ago = countOf(Math.floor((atMs - sinceMs) / dayMs), 'day', 'days')
  return [
    aFinding(rule, 'organization', {
      title: last === null ? 'No access review was ever finished' : `The last access review was finished ${ago} ago`,
      reason:
        last === null
          ? `The organization is ${ago} old, and nobody has gone through who has what.`
          : `Nobody has gone through who has what since; ${countOf(rule.days, 'day', 'days')} are the limit.`,
      go: 'audit?tab=reviews',
    }),
  ]
}

function names(people: readonly { readonly id: StaffId; readonly name: string | null }[]): string {
  return (
    listFew(people.slice(0, 4).map(({ name }) => name ?? 'a person')) +
    (people.length > 4 ? ` and ${(people.length - 4).toLocaleString('en')} more` : '')
  )
}
