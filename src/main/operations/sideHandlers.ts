import type { z } from 'zod'
import { cellReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { PermissionKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { reachContains } from '../../shared/domain/reach'
import { done, failed, type Result } from '../../shared/domain/result'
import { whenIn } from '../../shared/domain/whenIn'
import type { OperationOutput } from '../../shared/operations/contract'
import type { comparedSide } from '../../shared/operations/sides'
import { accessAt, type ReachAt } from '../engine/accessAt'
import type { Rules } from '../engine/compileRules'
import { findMoment } from '../org/findMoment'
import type { Org } from '../org/Org'
import { readThen } from '../org/openMoment'
import type { Watch } from '../org/runInSteps'
import { knownMoments } from './momentHandlers'
import { findPerson, presentPlace } from './present'
import type { OrgHandlers, Session } from './session'
import { unknownRole } from './unknownRole'

type Side = z.output<typeof comparedSide>
type Compared = OperationOutput<'access.compare'>
type SideFailure = 'unknown-role' | 'no-such-person' | 'unknown-place' | 'bad-moment' | 'cancelled'

interface ReadSide {
  readonly title: string
  readonly note: string
  readonly state: OrgState
  readonly held: ReadonlyMap<PermissionKey, ReachAt>
}

export const sideHandlers: Pick<OrgHandlers, 'access.compare'> = {
  'access.compare': (org, { a, b, job }, session) =>
    session.watch(job, async (watch) => {
      const first = await readSide(org, a, session, watch)
      if (!first.ok) return first
      const second = await readSide(org, b, session, watch)
      if (!second.ok) return second
      const title = ({ title: name, note }: ReadSide) => ({ title: name, note })
      return done({ a: title(first.value), b: title(second.value), rows: compare(first.value, second.value) })
    }),
}

/** One side as it stands, or stood; whom the reader may see is decided today. */
async function readSide(org: Org, side: Side, session: Session, watch: Watch): Promise<Result<ReadSide, SideFailure>> {
  const found = 'who' in side ? findPerson(org, side.who) : undefined
  if ('who' in side && (found === undefined || found.masked)) {
    return failed('no-such-person', 'There is no such person here, or you may not see what they may do.')
  }
  const then = await readMoment(org, side.moment, session, watch)
  if (!then.ok) return then
  const { state, rules, atMs, when } = then.value
  if (!('who' in side)) {
    const role = findRole(state.blueprint, side.role)
    if (role === undefined) return unknownRole(state, side.role)
    const held = state.blueprint.permissions.map(({ key }): [PermissionKey, ReachAt] => [
      key,
      { reach: cellReach(state, side.role, key), places: null },
    ])
    return done({ title: role.name, note: when, state, held: new Map(held) })
  }
  if (side.at !== undefined && !state.places.has(side.at)) {
    return failed(
      'unknown-place',
      `There is no place “${side.at}” in this organization${when === '' ? '' : ` ${when}`}.`,
    )
  }
  const { id, name } = found!.person
  const person = state.staff.get(id)
  const role = person === undefined ? 'not here yet' : (findRole(state.blueprint, person.role)?.name ?? person.role)
  const where = side.at === undefined ? '' : `at ${state.places.get(side.at)!.name}`
  const isActive = person === undefined || person.state === 'active'
  const notes = [role, isActive ? '' : `${person.state}: holds nothing`, where, when]
  return done({
    title: name ?? '',
    note: notes.filter((note) => note !== '').join(' · '),
    state,
    held: accessAt(rules, { who: id, at: side.at, atMs }),
  })
}

interface AMoment {
  readonly state: OrgState
  readonly rules: Rules
  readonly atMs: number
  /** In words; '' for now. */
  readonly when: string
}

async function readMoment(
  org: Org,
  wanted: string | undefined,
  session: Session,
  watch: Watch,
): Promise<Result<AMoment, 'bad-moment' | 'cancelled'>> {
  if (wanted === undefined) return done({ state: org.state(), rules: org.rules(), atMs: org.now(), when: '' })
  const today = org.asOf?.today ?? org
  const moment = findMoment(today, wanted)
  if (!moment.ok) return moment
  const then = await readThen(today, moment.value.n, watch, knownMoments(session))
  if (then === undefined) return failed('cancelled', 'Stopped.')
  const { instant } = whenIn(today.state().settings.timeZone)
  return done({ ...then, atMs: moment.value.atMs, when: `as of ${instant(moment.value.atMs)}` })
}

/** Permission by permission, in the order of the later side; what only the earlier one knows comes last. */
function compare(a: ReadSide, b: ReadSide): Compared['rows'] {
  const keys = new Set<PermissionKey>(
    [...b.state.blueprint.permissions, ...a.state.blueprint.permissions].map((one) => one.key),
  )
  return [...keys].map((key) => {
    const from = [b.state, a.state].find(({ blueprint }) => findPermission(blueprint, key) !== undefined)!
    const permission = findPermission(from.blueprint, key)!
    const before = a.held.get(key) ?? nothing
    const after = b.held.get(key) ?? nothing
    return {
      permission: key,
      name: permission.name,
      area: from.blueprint.areas.find((area) => area.key === permission.area)?.name ?? '',
      a: present(a.state, before),
      b: present(b.state, after),
      kind: kindOf(before, after),
    }
  })
}

const nothing: ReachAt = { reach: 'none', places: null }

function present(state: OrgState, { reach, places }: ReachAt): Compared['rows'][number]['a'] {
  return { reach, places: places?.map((place) => presentPlace(state, place)) ?? null }
}

function kindOf(before: ReachAt, after: ReachAt): Compared['rows'][number]['kind'] {
  const gains = !holds(before, after)
  const loses = !holds(after, before)
  if (gains) return loses ? 'other' : 'gain'
  return loses ? 'loss' : 'same'
}

function holds(wide: ReachAt, narrow: ReachAt): boolean {
  if (!reachContains(wide.reach, narrow.reach)) return false
  if (wide.reach !== 'assigned' || narrow.reach !== 'assigned') return true
  return (narrow.places ?? []).every((place) => wide.places?.includes(place) ?? true)
}
