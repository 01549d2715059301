import type { Intent } from '../../shared/domain/change'
import { rowsPerChange } from '../../shared/domain/change'
import { type DocumentValue, documentKey } from '../../shared/domain/documents'
import type { StaffId } from '../../shared/domain/ids'
import { grantKey, switchKey } from '../../shared/domain/orgState'
import { readInstant } from '../../shared/domain/readInstant'
import { done, failed, type Result } from '../../shared/domain/result'
import { searchKey } from '../../shared/domain/searchKey'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Finding, Proposal } from '../audit/findings/Finding'
import { readFindingRules, shippedFindingRules } from '../audit/findings/findingRules'
import type { ApplyFailure, Org } from '../org/Org'
import { permissionName, presentApplied, presentStaff } from './present'
import { acceptedKey, findAccepted, readFindings, readFindingsAtOnce } from './readFindings'
import { seeingPerson } from './seenBy'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `audit.${string}`>

export const auditHandlers: Pick<OrgHandlers, Handled> = {
  'audit.findings': (org, input, session) =>
    session.watch(input.job, async (watch) => {
      const rules =
        input.rulesFile === undefined ? done(shippedFindingRules()) : readFindingRules(input.rulesFile, 'the rules')
      if (!rules.ok) return rules
      const found = await readFindings(org, watch, rules.value)
      if (found === undefined) return failed('cancelled', 'Stopped. Nothing was looked for.')
      const atMs = org.now()
      const isAccepted = (finding: Finding) => findAccepted(org.state(), finding.key, atMs) !== null
      const open = found.filter((finding) => !isAccepted(finding))
      const words = searchKey(input.search)
        .split(/\s+/u)
        .filter((word) => word !== '')
      const chosen = found.filter((finding) => {
        if (input.severities.length > 0 && !input.severities.includes(finding.severity)) return false
        if (input.rules.length > 0 && !input.rules.includes(finding.rule)) return false
        if (input.accepted !== 'with' && isAccepted(finding) !== (input.accepted === 'only')) return false
        const text = searchKey(`${finding.title} ${finding.reason}`)
        return words.every((word) => text.includes(word))
      })
      const countOf = (severity: Finding['severity']) => open.filter((one) => one.severity === severity).length
      return done({
        revision: org.revision(),
        atMs,
        total: chosen.length,
        counts: {
          high: countOf('high'),
          medium: countOf('medium'),
          low: countOf('low'),
          accepted: found.length - open.length,
        },
        rules: rules.value.map(({ key, name }) => ({
          key,
          name,
          findings: open.filter(({ rule }) => rule === key).length,
          accepted: found.filter((one) => one.rule === key && isAccepted(one)).length,
        })),
        findings: chosen.slice(input.offset, input.offset + input.limit).map((one) => {
          const name = rules.value.find(({ key }) => key === one.rule)?.name ?? one.rule
          return presentFinding(org, one, name, atMs)
        }),
      })
    }),

  'audit.people': (org, { key, offset, limit }) => {
    const finding = readFindingsAtOnce(org).find((one) => one.key === key)
    if (finding === undefined) return noSuchFinding
    const people = finding.people.filter((staffId) => seeingPerson(org, staffId) !== 'hidden')
    const state = org.state()
    return done({
      total: people.length,
      rows: people.slice(offset, offset + limit).flatMap((staffId) => {
        const person = state.staff.get(staffId)
        return person === undefined
          ? []
          : [presentStaff(state, person, seeingPerson(org, staffId) === 'masked', org.now())]
      }),
    })
  },

  'audit.accept': (org, { key, reason, until }) => {
    if (!readFindingsAtOnce(org).some((one) => one.key === key)) return noSuchFinding
    const untilMs = until === null ? null : readInstant(until, org.state().settings.timeZone, 'end')
    if (until !== null && untilMs === null) {
      return failed('bad-moment', `“${until}” is neither a date like 2026-11-30 nor an instant.`, { at: 'until' })
    }
    if (untilMs !== null && untilMs <= org.now()) return failed('bad-moment', `${until} has passed.`, { at: 'until' })
    return writeDown(org, key, { reason, untilMs, acceptedAtMs: org.now(), by: org.actor! })
  },

  'audit.unaccept': (org, { key }) =>
    org.state().documents.has(documentKey('finding', acceptedKey(key))) ? writeDown(org, key, null) : noSuchFinding,

  'audit.fix': async (org, { key, staffIds }) => {
    const finding = readFindingsAtOnce(org).find((one) => one.key === key)
    if (finding === undefined) return noSuchFinding
    const wanted = staffIds === undefined ? null : new Set(staffIds)
    const people = finding.people.filter((staffId) => wanted === null || wanted.has(staffId))
    const intents = intentsOf(org, finding.proposal, people)
    if (intents.length === 0) return failed('nothing-to-change', 'This finding has no edit that can be made from here.')
    const edit = { intents, personal: [] }
    const applied = intents.length > 1 ? await org.applyInSteps(edit) : org.apply(edit)
    return applied.ok ? done({ ...presentApplied(applied.value), because: [] }) : applied
  },
}

const noSuchFinding = failed(
  'no-such-finding',
  'There is no such finding now. It may have been put right meanwhile; look at the findings again.',
)

export function presentFinding(
  org: Org,
  finding: Finding,
  ruleName: string,
  atMs: number,
): OperationOutput<'audit.findings'>['findings'][number] {
  const state = org.state()
  const accepted = findAccepted(state, finding.key, atMs)
  const { proposal } = finding
  return {
    key: finding.key,
    rule: finding.rule,
    ruleName,
    severity: finding.severity,
    title: finding.title,
    reason: finding.reason,
    advice: finding.advice,
    people: finding.people.length,
    names: finding.people.slice(0, 5).map((staffId) => state.staff.get(staffId)?.name ?? 'a person'),
    permissions: (finding.permissions ?? []).map((key) => ({ key, name: permissionName(state, key) })),
    places: (finding.places ?? []).slice(0, 20).map((id) => ({ id, name: state.places.get(id)?.name ?? id })),
    proposal:
      proposal === null
        ? null
        : {
            kind: proposal.kind,
            text: proposal.text,
            edits: proposal.kind === 'grants' ? proposal.edits.map((edit) => ({ ...edit })) : [],
            canApply: proposal.kind !== 'assign' && proposal.kind !== 'promote-second',
          },
    go: finding.go,
    accepted:
      accepted === null
        ? null
        : {
            reason: accepted.reason,
            untilMs: accepted.untilMs,
            atMs: accepted.acceptedAtMs,
            by: callAuthor(org, accepted.by as StaffId),
          },
  }
}

function callAuthor(org: Org, staffId: StaffId): string {
  return seeingPerson(org, staffId) === 'hidden' ? 'somebody' : (org.state().staff.get(staffId)?.name ?? 'somebody')
}

function writeDown(
  org: Org,
  key: string,
  to: DocumentValue | null,
): Result<OperationOutput<'audit.accept'>, ApplyFailure> {
  const document = acceptedKey(key)
  const from = org.state().documents.get(documentKey('finding', document))?.value ?? null
  const row = { collection: 'finding' as const, key: document, from, to }
  const applied = org.apply({ intents: [{ kind: 'document.set', body: { rows: [row] } }], personal: [] })
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

/** The proposed edit as changes, in pieces that one change may hold. */
function intentsOf(org: Org, proposal: Proposal | null, people: readonly StaffId[]): Intent[] {
  const state = org.state()
  const inPieces = <Row>(rows: readonly Row[], make: (rows: Row[]) => Intent): Intent[] => {
    const pieces: Intent[] = []
    for (let from = 0; from < rows.length; from += rowsPerChange)
      pieces.push(make(rows.slice(from, from + rowsPerChange)))
    return pieces
  }
  switch (proposal?.kind) {
    case 'grants':
      return inPieces(
        proposal.edits.map(({ role, permission, reach }) => ({
          role,
          permission,
          from: state.grants.get(grantKey(role, permission))?.reach ?? null,
          to: reach,
        })),
        (rows) => ({ kind: 'grant.set', body: { rows } }),
      )
    case 'remove':
      return inPieces(
        people.map((staffId) => ({
          staffId,
          from: state.staff.get(staffId)?.state === 'invited' ? ('invited' as const) : ('active' as const),
          to: 'removed' as const,
        })),
        (rows) => ({ kind: 'staff.remove', body: { rows } }),
      )
    case 'purge':
      return inPieces(
        people.map((staffId) => ({ staffId, from: 'removed' as const, to: 'purged' as const })),
        (rows) => ({ kind: 'staff.purge', body: { rows } }),
      )
    case 'switch': {
      const { key, on } = proposal
      const kind = state.blueprint.products.some((one) => one.key === key) ? 'product' : 'feature'
      const from = state.switches.get(switchKey(kind, key))?.on ?? null
      return [{ kind: 'switch.set', body: { rows: [{ switch: kind, key, from, to: on }] } }]
    }
    case 'end-cover':
      return endCover(org, people, inPieces)
    default:
      return []
  }
}

function endCover(
  org: Org,
  people: readonly StaffId[],
  inPieces: <Row>(rows: readonly Row[], make: (rows: Row[]) => Intent) => Intent[],
): Intent[] {
  const atMs = org.now()
  const isOver = (untilMs: number | null) => untilMs !== null && untilMs <= atMs
  const staff = people.flatMap((staffId) => org.state().staff.get(staffId) ?? [])
  return [
    ...inPieces(
      staff.flatMap(({ id, assignments }) =>
        assignments
          .filter(({ untilMs }) => isOver(untilMs))
          .map(({ place, untilMs }) => ({ staffId: id, place, from: { untilMs }, to: null })),
      ),
      (rows) => ({ kind: 'staff.assign', body: { rows } }),
    ),
    ...inPieces(
      staff.flatMap(({ id, personalGrants }) =>
        personalGrants
          .filter(({ untilMs }) => isOver(untilMs))
          .map(({ permission, reach, places, untilMs }) => ({
            staffId: id,
            permission,
            from: { reach, places: places === null ? null : [...places], untilMs },
            to: null,
          })),
      ),
      (rows) => ({ kind: 'staff.grant', body: { rows } }),
    ),
  ]
}
