import type { z } from 'zod'
import type { Blueprint } from '../../shared/domain/blueprint'
import { cellReach, defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow, Intent, PersonalValue } from '../../shared/domain/change'
import type { PermissionKey, RoleKey, StaffId } from '../../shared/domain/ids'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { permissionClasses, type Reach, reachContains, readCell } from '../../shared/domain/reach'
import { done, failed, type Reason, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { cellEdit } from '../../shared/operations/shapes'
import { planGrantSet } from '../changes/grantSet'
import { compareRoles } from '../engine/compareRoles'
import { diffRules } from '../engine/diffRules'
import { matrix } from '../engine/matrix'
import { authorityOf } from '../org/authority'
import type { Org } from '../org/Org'
import { personalValue } from '../org/personalValues'
import { rulesAfter } from '../org/settle'
import { stateLayer } from '../org/stateLayer'
import { findDraft } from '../store/queries/drafts'
import { countPeople } from './countPeople'
import { describeNeed, reachWords } from './describeCell'
import { presentApplied, permissionName, presentDifference, visibleDifferences } from './present'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `role.${string}` | `grant.${string}` | `draft.${string}`>
type CellEdit = z.output<typeof cellEdit>

export const roleHandlers: Pick<OrgHandlers, Handled> = {
  'role.list': (org) => {
    const { blueprint } = org.state()
    return done({
      moves: blueprint.ladder.moves,
      movesReason: blueprint.ladder.movesReason ?? null,
      rungs: listRungs(org),
    })
  },

  'role.show': (org, { role: key }) => {
    const state = org.state()
    const role = findRole(state.blueprint, key)
    if (role === undefined) return unknownRole(state, key)
    const areaNames = new Map(state.blueprint.areas.map((area) => [area.key, area.name]))
    return done({
      rung: listRungs(org).find((rung) => rung.key === key)!,
      manages: role.manages === 'everyone' ? state.blueprint.roles.map((one) => one.key) : [...role.manages],
      holds: state.blueprint.permissions
        .map((permission) => ({
          permission: permission.key,
          name: permission.name,
          area: areaNames.get(permission.area) ?? permission.area,
          reach: cellReach(state, key, permission.key),
        }))
        .filter((held) => held.reach !== 'none'),
    })
  },

  'role.compare': (org, { a, b }) => {
    const state = org.state()
    for (const key of [a, b]) if (findRole(state.blueprint, key) === undefined) return unknownRole(state, key)
    const compared = compareRoles(state, a, b)
    return done({
      a,
      b,
      gained: nameSteps(state, compared.gained),
      lost: nameSteps(state, compared.lost),
      same: nameSteps(state, compared.same),
    })
  },

  'grant.matrix': (org) => done(readMatrix(org)),

  'grant.list': (org, filter) => {
    const state = org.state()
    return done(
      [...state.grants.values()]
        .filter((grant) => filter.role === undefined || grant.role === filter.role)
        .filter((grant) => filter.permission === undefined || grant.permission === filter.permission)
        .map((grant) => ({
          ...grant,
          default: defaultReach(state.blueprint, grant.role, grant.permission),
          wasUnspecified: findPermission(state.blueprint, grant.permission)?.grants[grant.role] === 'unspecified',
        })),
    )
  },

  'grant.preview': (org, { edits, limit }) => {
    const rows = rowsOf(org, edits)
    if (!rows.ok) return rows
    return done(previewGrants(org, rows.value, limit))
  },

  'grant.set': (org, { edits, note }, { host }) => {
    const rows = rowsOf(org, edits)
    if (!rows.ok) return rows
    const changing = rows.value.filter((row) => row.from !== row.to)
    if (changing.length === 0) return failed('nothing-to-change', 'It is so already: there is nothing to change.')
    const personal: PersonalValue[] =
      note === undefined || note.trim() === '' ? [] : [personalValue(host.sources, org.actor!, 'note', note.trim())]
    const intent: Intent = {
      kind: 'grant.set',
      body: { rows: changing, ...(personal[0] === undefined ? {} : { note: { hash: personal[0].hash } }) },
    }
    const applied = org.apply({ intents: [intent], personal })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'draft.read': (org) => {
    const draft = org.actor === null ? undefined : findDraft(org.store.db, draftOwner(org))
    if (draft === undefined) return done({ edits: [], note: '', savedAtMs: null, moved: [] })
    const staged = cellEdit.extend({ seen: cellEdit.shape.reach.optional() }).array().parse(JSON.parse(draft.edits))
    const state = org.state()
    const edits: CellEdit[] = []
    const moved: string[] = []
    for (const { seen, ...edit } of staged) {
      const role = findRole(state.blueprint, edit.role)
      const permission = findPermission(state.blueprint, edit.permission)
      const now = state.grants.get(grantKey(edit.role, edit.permission))?.reach ?? null
      if (role === undefined || permission === undefined || now === edit.reach) {
        moved.push(
          `${role?.name ?? edit.role}, ${permission?.name ?? edit.permission}: it is so already, so this edit was dropped.`,
        )
        continue
      }
      if (seen !== undefined && seen !== now) {
        moved.push(
          `${role.name}, ${permission.name}: it was changed to “${reachWords[now ?? defaultReach(state.blueprint, role.key, permission.key)]}” since you staged your edit.`,
        )
      }
      edits.push(edit)
    }
    return done({ edits, note: draft.note, savedAtMs: draft.savedAtMs, moved })
  },

  'draft.save': (org, { edits, note }) => {
    const state = org.state()
    const before = findDraft(org.store.db, draftOwner(org))
    const seenBefore = new Map<string, Reach | null>()
    if (before !== undefined) {
      for (const edit of JSON.parse(before.edits) as (CellEdit & { seen: Reach | null })[]) {
        seenBefore.set(grantKey(edit.role, edit.permission), edit.seen)
      }
    }
    // An edit keeps what its author saw when it was first staged.
    const withSeen = edits.map((edit) => {
      const key = grantKey(edit.role, edit.permission)
      const seen = seenBefore.has(key) ? seenBefore.get(key)! : (state.grants.get(key)?.reach ?? null)
      return { ...edit, seen }
    })
    org.saveDraft(edits.length === 0 ? null : { edits: JSON.stringify(withSeen), note, savedAtMs: org.now() })
    return done({})
  },
}

function draftOwner(org: Org): string {
  return org.draftOwner ?? ''
}

function nameSteps<Step extends { readonly permission: PermissionKey }>(
  state: OrgState,
  steps: readonly Step[],
): (Step & { name: string })[] {
  return steps.map((step) => ({ ...step, name: permissionName(state, step.permission) }))
}

function listRungs(org: Org): OperationOutput<'role.list'>['rungs'] {
  const state = org.state()
  const { blueprint } = state
  const people = countPeople(org).byRole
  return blueprint.roles.map((role, rank) => {
    const below = blueprint.roles[rank + 1]
    const compared = below === undefined ? { gained: [], lost: [] } : compareRoles(state, below.key, role.key)
    return {
      key: role.key,
      name: role.name,
      rank,
      summary: role.summary,
      locked: role.locked,
      singleton: role.singleton,
      people: people.get(role.key) ?? 0,
      areas: areasOf(state, role.key),
      below: below?.key ?? null,
      gains: nameSteps(state, compared.gained),
      loses: nameSteps(state, compared.lost),
    }
  })
}

function areasOf(state: OrgState, role: RoleKey): OperationOutput<'role.list'>['rungs'][number]['areas'] {
  return state.blueprint.areas.flatMap((area) => {
    const held = state.blueprint.permissions
      .filter((permission) => permission.area === area.key)
      .map((permission) => cellReach(state, role, permission.key))
      .filter((reach) => reach !== 'none')
    return held.length === 0 ? [] : [{ key: area.key, name: area.name, limited: !held.includes('all') }]
  })
}

function readMatrix(org: Org): OperationOutput<'grant.matrix'> {
  const state = org.state()
  const { blueprint } = state
  const people = countPeople(org).byRole
  const rowByPermission = new Map(matrix(state).map((row) => [row.permission, row]))
  return {
    roles: blueprint.roles.map((role, rank) => ({
      key: role.key,
      name: role.name,
      rank,
      locked: role.locked,
      people: people.get(role.key) ?? 0,
    })),
    areas: blueprint.areas.map(({ key, name }) => ({ key, name })),
    permissions: blueprint.permissions.map((permission) => ({
      key: permission.key,
      area: permission.area,
      name: permission.name,
      summary: permission.summary,
      why: permission.why ?? null,
      class: permission.class,
      needs: needsInWords(blueprint, permission),
      notes: permission.notes.map(({ kind, text }) => ({ kind, text })),
      fixedBecause: permission.editable ? null : (permission.fixedBecause ?? 'This cannot be changed.'),
      cells: rowByPermission.get(permission.key)!.cells.map((cell) => ({
        role: cell.role,
        reach: cell.reach,
        default: cell.default,
        grantable: cell.grantable,
        isEdited: cell.isEdited,
        isLocked: cell.isLocked,
        isEditable: cell.isEditable,
        isUnspecified: cell.isUnspecified,
        isOff: cell.isOff,
        allowedReaches: [...permissionClasses[permission.class]],
      })),
    })),
  }
}

function needsInWords(blueprint: Blueprint, permission: Blueprint['permissions'][number]): string[] {
  const needs = permission.needs.map((need) => describeNeed(blueprint, need))
  const product = blueprint.products.find((one) => one.key === permission.product)
  return product === undefined ? needs : [`the product ${product.name}`, ...needs]
}

/** The rows of a `grant.set` change that the edits come to, from what stands there now. */
function rowsOf(
  org: Org,
  edits: readonly CellEdit[],
): Result<ChangeRow<'grant.set'>[], 'unknown-role' | 'unknown-permission' | 'reach-not-allowed'> {
  const state = org.state()
  const rows: ChangeRow<'grant.set'>[] = []
  for (const { role, permission: key, reach } of edits) {
    if (findRole(state.blueprint, role) === undefined) return unknownRole(state, role)
    const permission = findPermission(state.blueprint, key)
    if (permission === undefined)
      return failed('unknown-permission', `There is no permission “${key}” in this organization.`)
    const allowed: readonly Reach[] = permissionClasses[permission.class]
    if (reach !== null && !allowed.includes(reach)) {
      return failed(
        'reach-not-allowed',
        `${permission.name} cannot be set to “${reach}”. It takes ${allowed.join(', ')}.`,
      )
    }
    const from = state.grants.get(grantKey(role, key))?.reach ?? null
    const cell = readCell(permission.grants[role] ?? 'none')
    // Choosing the default again takes the decision back, except where the source is silent: there it decides.
    const to = reach !== null && reach === cell.reach && !cell.isUnspecified ? null : reach
    rows.push({ role, permission: key, from, to })
  }
  return done(rows)
}

function previewGrants(
  org: Org,
  rows: readonly ChangeRow<'grant.set'>[],
  limit: number,
): OperationOutput<'grant.preview'> {
  const state = org.state()
  const atMs = org.now()
  const layer = stateLayer(state)
  const refusals = rows.map((): Reason[] => [])
  const changing = rows.filter((row) => row.from !== row.to)
  if (org.actor !== null && changing.length > 0) {
    const authority = authorityOf(org.rules(), org.actor, atMs)
    const planning = { state, author: org.actor, atMs, authority, personal: () => undefined, put: () => {} }
    for (const [i, verdict] of planGrantSet(planning, changing).entries()) {
      if ('because' in verdict) refusals[rows.indexOf(changing[i]!)]!.push(...verdict.because)
    }
  }
  for (const { role, permission, to } of changing) {
    const after = to === null ? null : { role, permission, reach: to }
    layer.put({ entity: 'grant', key: grantKey(role, permission), after })
  }
  const effects = changing.map(({ role, permission }) => ({
    entity: 'grant' as const,
    key: grantKey(role, permission),
    after: null,
  }))
  const difference =
    changing.length === 0
      ? { gain: [], lose: [] }
      : diffRules(org.rules(), rulesAfter(org.rules(), layer.state, effects), atMs)
  const gain = visibleDifferences(org, difference.gain)
  const lose = visibleDifferences(org, difference.lose)
  return {
    gain: gain.slice(0, limit).map((one) => presentDifference(org, one)),
    lose: lose.slice(0, limit).map((one) => presentDifference(org, one)),
    peopleGaining: new Set(gain.map((one) => one.staffId)).size,
    peopleLosing: new Set(lose.map((one) => one.staffId)).size,
    edits: rows.map((row, i) => {
      const permission = findPermission(state.blueprint, row.permission)!
      const role = findRole(state.blueprint, row.role)!
      const before = cellReach(state, row.role, row.permission)
      const after = row.to ?? defaultReach(state.blueprint, row.role, row.permission)
      const concerns = (staffId: StaffId) => state.staff.get(staffId)?.role === row.role
      const count = (list: typeof gain) =>
        new Set(
          list.filter((one) => one.permission === row.permission && concerns(one.staffId)).map((one) => one.staffId),
        ).size
      return {
        role: row.role,
        permission: row.permission,
        before,
        after,
        sentence: `${role.name}: ${permission.name}, ${reachWords[before]} → ${reachWords[after]}.`,
        gaining: count(gain),
        losing: count(lose),
        advice: adviceFor(state, row, before, after),
        refusedBecause: refusals[i]!,
      }
    }),
  }
}

/** What the blueprint advises against, when the edit widens a role below the advised one (S2.19). */
function adviceFor(state: OrgState, row: ChangeRow<'grant.set'>, before: Reach, after: Reach): string[] {
  if (reachContains(before, after)) return []
  const { roles } = state.blueprint
  const rank = roles.findIndex((role) => role.key === row.role)
  return findPermission(state.blueprint, row.permission)!
    .advice.filter((advice) => rank > roles.findIndex((role) => role.key === advice.notBelow))
    .map((advice) => advice.text)
}

function unknownRole(state: OrgState, role: string): ReturnType<typeof failed<'unknown-role'>> {
  const known = state.blueprint.roles.map((one) => one.key)
  return failed('unknown-role', `There is no role “${role}”. The roles here are ${known.join(', ')}.`)
}
