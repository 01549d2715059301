import type { RoleKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { isHeld } from '../changes/defining'
import { diffRules } from '../engine/diffRules'
import { done, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Applied, ApplyFailure, Org } from '../org/Org'
import { rulesAfter } from '../org/settle'
import { planRoleWish, type PlannedWish, type RoleWish } from './planRoleWish'
import { presentApplied, presentDifference, visibleDifferences } from './present'
import { callPerson } from './callPerson'
import type { OrgHandlers } from './session'

type Handled = 'role.preview' | 'role.create' | 'role.edit' | 'role.move' | 'role.delete'
type Preview = OperationOutput<'role.preview'>

export const roleEditHandlers: Pick<OrgHandlers, Handled> = {
  'role.preview': (org, { wish, limit }) => {
    const planned = planRoleWish(org, wish)
    if (!planned.ok) {
      return planned.error.code === 'refused'
        ? done({ ...nothingHappens, refusedBecause: [...(planned.error.because ?? [])] })
        : planned
    }
    return done(previewWish(org, planned.value, limit))
  },

  'role.create': (org, input) => {
    const planned = planRoleWish(org, { do: 'create', ...input })
    if (!planned.ok) return planned
    const applied = org.apply({ intents: planned.value.intents, personal: [] })
    return applied.ok ? done({ ...presentApplied(applied.value), role: planned.value.role }) : applied
  },

  'role.edit': (org, input) => applyWish(org, { do: 'edit', ...input }),

  'role.move': (org, input) => applyWish(org, { do: 'move', ...input }),

  'role.delete': async (org, { job, ...input }, session) => {
    const planned = planRoleWish(org, { do: 'delete', ...input })
    if (!planned.ok) return planned
    const { intents } = planned.value
    if (intents.length < 3) return present(org.apply({ intents, personal: [] }))
    return session.watch(job, async (watch) =>
      present(
        await org.applyInSteps(
          { intents, personal: [] },
          {
            onProgress: (count, total) => {
              watch.onProgress('Giving people another role', count, total)
              return !watch.isCancelled()
            },
          },
        ),
      ),
    )
  },
}

const nothingHappens: Preview = {
  sentences: [],
  gain: [],
  lose: [],
  peopleGaining: 0,
  peopleLosing: 0,
  moving: 0,
  movingNames: [],
  refusedBecause: [],
  finalBecause: null,
}

function previewWish(org: Org, planned: PlannedWish, limit: number): Preview {
  const movingNames = planned.moving
    .slice(0, limit)
    .map((person) => ({ name: callPerson(org, person.id), state: person.state }))
  const after = org.preview({ intents: planned.intents, personal: [] })
  const described = {
    ...nothingHappens,
    sentences: planned.sentences,
    moving: planned.moving.length,
    movingNames,
    finalBecause: finalBecause(org, planned, after.ok ? after.value : null),
  }
  if (!after.ok) {
    const { because, code, message } = after.error
    return { ...described, refusedBecause: because?.slice(0, 20) ?? [{ code, text: message }] }
  }
  // Adding, describing and moving a role leave what everyone holds as it is.
  if (planned.moving.length === 0) return described
  const effects = planned.moving.map(({ id }) => ({ entity: 'staff' as const, id, after: after.value.staff.get(id)! }))
  const blueprint = { entity: 'org' as const, settings: after.value.settings, blueprint: after.value.blueprint }
  const difference = diffRules(org.rules(), rulesAfter(org.rules(), after.value, [...effects, blueprint]), org.now())
  const gain = visibleDifferences(org, difference.gain)
  const lose = visibleDifferences(org, difference.lose)
  return {
    ...described,
    gain: gain.slice(0, limit).map((one) => presentDifference(org, one)),
    lose: lose.slice(0, limit).map((one) => presentDifference(org, one)),
    peopleGaining: new Set(gain.map((one) => one.staffId)).size,
    peopleLosing: new Set(lose.map((one) => one.staffId)).size,
  }
}

/** On an up-only ladder people given another role cannot go back, and neither can a role past one that somebody has. */
function finalBecause(org: Org, planned: PlannedWish, after: OrgState | null): string | null {
  const { ladder } = org.state().blueprint
  if (ladder.moves !== 'up-only') return null
  if (planned.moving.length > 0) {
    return 'This cannot be taken back: on this ladder roles only move up, and its people would have to come down again.'
  }
  if (after === null || !wouldFallBack(org.state(), after, planned.role)) return null
  return 'This cannot be taken back: on this ladder a role that somebody has would fall below another again.'
}

/** Whether putting a moved role back would let a role that somebody has fall. */
function wouldFallBack(before: OrgState, after: OrgState, moved: RoleKey): boolean {
  const from = before.blueprint.roles.map(({ key }) => key)
  const to = after.blueprint.roles.map(({ key }) => key)
  if (from.length !== to.length) return false
  const isAbove = (order: readonly RoleKey[], key: RoleKey): boolean => order.indexOf(key) < order.indexOf(moved)
  const passed = from.filter((key) => key !== moved && isAbove(from, key) !== isAbove(to, key))
  const wasMovedUp = passed.some((key) => isAbove(from, key))
  const falling = wasMovedUp ? [moved] : passed
  return falling.some((key) => isHeld(after, key))
}

function applyWish(org: Org, wish: RoleWish): Result<OperationOutput<'role.edit'>, ApplyFailure | WishFailure> {
  const planned = planRoleWish(org, wish)
  if (!planned.ok) return planned
  return present(org.apply({ intents: planned.value.intents, personal: [] }))
}

type WishFailure = Extract<ReturnType<typeof planRoleWish>, { ok: false }>['error']['code']

function present(applied: Result<Applied, ApplyFailure>): Result<OperationOutput<'role.edit'>, ApplyFailure> {
  return applied.ok ? done(presentApplied(applied.value)) : applied
}
