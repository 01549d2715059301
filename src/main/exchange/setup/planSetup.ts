import type { ChangeRow } from '../../../shared/domain/change'
import { cellReach, findPermission, findRole } from '../../../shared/domain/cellReach'
import type { StaffId } from '../../../shared/domain/ids'
import { grantKey, switchKey, type OrgState } from '../../../shared/domain/orgState'
import { isOn, type Setup, type SetupTemplate } from '../../../shared/domain/setup'
import { extent } from '../../engine/wording'
import { didYouMean } from './closestWord'
import { permissionProblem, roleProblem } from './setupProblems'
import { planSetupPeople } from './planSetupPeople'
import { planSetupPlaces } from './planSetupPlaces'
import type { PlanLine, SetupPlan, SetupProblem } from './setupPlan'
import { findTemplate } from './templates'

export interface SetupSurroundings {
  /** Now, UTC milliseconds. */
  readonly atMs: number
  /** How the reader sees a person. */
  sees(staffId: StaffId): 'full' | 'masked' | 'hidden'
  /** True spares asking about each of many people. */
  readonly seesEverybody?: boolean
}

/**
 * What a setup would do to an organization: a line for everything it names, and what stands against it. Pure and
 * deterministic; planning the same setup after it was applied finds nothing to do. Whether the actor may is the door's
 * question (previewSetup).
 */
export function planSetup(state: OrgState, setup: Setup, surroundings: SetupSurroundings): SetupPlan {
  const problems: SetupProblem[] = []
  let template: SetupTemplate | null = null
  if (setup.template !== undefined) {
    const found = findTemplate(state, setup.template)
    if (typeof found === 'string') problems.push({ code: 'unknown-template', text: found, path: ['template'] })
    else template = found.template
  }
  const places = planSetupPlaces(state, setup, template)
  problems.push(...places.problems)
  const switched = planSwitches(state, setup)
  const people = planSetupPeople(state, setup, template, places, switched.productsOn, surroundings)
  const granted = planGrants(state, setup)
  const wanted = (setup.wanted ?? template?.wanted ?? []).map(({ role, atLeast }, index) => {
    const path = setup.wanted === undefined ? ['template'] : ['wanted', index, 'role']
    problems.push(...roleProblem(state, role, path))
    return { role, atLeast }
  })
  return {
    location: places.location?.id ?? null,
    lines: [...places.lines, ...switched.lines, ...people.lines, ...granted.lines],
    problems: [...problems, ...switched.problems, ...people.problems, ...granted.problems],
    newPlaces: places.newPlaces.filter((level) => level.length > 0),
    placeEdits: places.edits,
    switches: switched.rows,
    grants: granted.rows,
    newcomers: people.newcomers,
    people: people.people,
    wanted,
  }
}

export function changesNothing(plan: SetupPlan): boolean {
  return plan.lines.every((line) => line.mark === '=')
}

function planSwitches(state: OrgState, setup: Setup) {
  const lines: PlanLine[] = []
  const problems: SetupProblem[] = []
  const rows: ChangeRow<'switch.set'>[] = []
  const { blueprint } = state
  const productsOn = new Set(
    blueprint.products
      .filter((product) => state.switches.get(switchKey('product', product.key))?.on ?? product.active)
      .map((product) => product.key),
  )
  const kinds = [
    { kind: 'product', field: 'accountProducts', list: blueprint.products.map((one) => ({ ...one, on: one.active })) },
    { kind: 'feature', field: 'features', list: blueprint.features },
    { kind: 'setting', field: 'settings', list: blueprint.settings },
  ] as const
  for (const { kind, field, list } of kinds) {
    for (const [key, value] of Object.entries(setup[field] ?? {})) {
      const path = [field, key]
      const known = list.find((one) => one.key === key)
      if (known === undefined) {
        const keys = list.map((one) => one.key)
        const none = keys.length === 0 ? ` It has no ${kind}s.` : didYouMean(key, keys)
        problems.push({ code: `unknown-${kind}`, path, text: `This organization has no ${kind} “${key}”.${none}` })
        continue
      }
      const to = isOn(value)
      if (kind === 'product' && to) productsOn.add(key)
      if (kind === 'product' && !to) productsOn.delete(key)
      const from = state.switches.get(switchKey(kind, key))?.on ?? null
      const word = to ? 'on' : 'off'
      if ((from ?? known.on) === to) {
        lines.push({ mark: '=', about: 'switch', path, text: `The ${kind} ${known.name} is ${word}.` })
        continue
      }
      rows.push({ switch: kind, key, from, to })
      lines.push({ mark: '~', about: 'switch', path, text: `Turn the ${kind} ${known.name} ${word}, for everybody.` })
    }
  }
  return { lines, problems, rows, productsOn }
}

function planGrants(state: OrgState, setup: Setup) {
  const lines: PlanLine[] = []
  const problems: SetupProblem[] = []
  const rows: ChangeRow<'grant.set'>[] = []
  const seen = new Set<string>()
  for (const [index, { role, do: permission, reach }] of (setup.grants ?? []).entries()) {
    const path = ['grants', index]
    const found = findPermission(state.blueprint, permission)
    const wrong = [
      ...roleProblem(state, role, [...path, 'role']),
      ...(found === undefined ? [permissionProblem(state, permission, [...path, 'do'])] : []),
    ]
    problems.push(...wrong)
    if (wrong.length > 0 || found === undefined) continue
    const key = grantKey(role, permission)
    if (seen.has(key)) {
      problems.push({
        code: 'twice',
        path,
        text: `${role} and ${permission} stand twice in this setup. Write them once.`,
      })
      continue
    }
    seen.add(key)
    const before = cellReach(state, role, permission)
    const roleName = findRole(state.blueprint, role)!.name
    if (before === reach) {
      lines.push({ mark: '=', about: 'grant', path, text: `${roleName} has “${found.name}” ${extent[reach]}.` })
      continue
    }
    rows.push({ role, permission, from: state.grants.get(key)?.reach ?? null, to: reach })
    const text = `${roleName}: “${found.name}” ${extent[reach]} rather than ${extent[before]}, for the whole organization.`
    lines.push({ mark: '~', about: 'grant', path, text })
  }
  return { lines, problems, rows }
}
