import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Switch } from '../../shared/domain/orgState'
import { grantKey, switchKey } from '../../shared/domain/orgState'
import { findPermission } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { permissionClasses } from '../../shared/domain/reach'
import { matrix } from '../engine/matrix'
import { done, failed, type Result } from '../../shared/domain/result'
import { searchKey } from '../../shared/domain/searchKey'
import type { OperationOutput } from '../../shared/operations/contract'
import { explainEdit } from '../engine/explainEdit'
import { exportBundle } from '../exchange/exportBundle'
import { exportPolicies } from '../exchange/exportPolicies'
import type { ApplyFailure, Org } from '../org/Org'
import { verifyOrg } from '../org/verifyOrg'
import { storeFailure } from '../store/failures'
import { listStaff } from '../store/queries/listStaff'
import { placeKind } from '../../shared/domain/ids'
import { readCharts } from './readCharts'
import { readOverview } from './readOverview'
import { readOrgInfo } from './readOrgInfo'
import { pendingThings } from './pendingThings'
import { presentApplied, presentRole } from './present'
import { seenBy } from './seenBy'
import type { OrgHandlers } from './session'

type Handled =
  | 'org.info'
  | 'org.blueprint'
  | 'org.verify'
  | 'org.saveCopy'
  | 'org.export'
  | 'feature.set'
  | 'setting.set'
  | 'switch.list'
  | 'search.all'
  | 'overview.read'
  | 'overview.charts'

export const orgHandlers: Pick<OrgHandlers, Handled> = {
  'org.info': (org) => done(readOrgInfo(org)),

  'org.blueprint': (org) => done(org.state().blueprint),

  'org.verify': async (org, { job }, session) => {
    const { store } = org.asOf?.today ?? org
    const reader = store.openReader()
    const verified = await session.watch(job, (watch) => verifyOrg(reader.db, watch)).finally(() => reader.close())
    if (verified === undefined) return failed('cancelled', 'Stopped before everything was checked.')
    return done({ ...verified, problems: [...verified.problems] })
  },

  'org.saveCopy': async (org, { path }) => {
    const target = resolve(path)
    const refusal = mayTakeEverythingOut(org)
    if (refusal !== null) return refusal
    // A file that ends in the past could be written on: two histories of one organization.
    if (org.asOf !== null) return failed('not-allowed', 'A copy is made of today. Go back to today first.')
    if (existsSync(target)) {
      return failed('file-exists', `“${basename(target)}” exists already and was left as it is. Choose another name.`)
    }
    try {
      await org.copyTo(target)
      return done({ path: target, bytes: statSync(target).size })
    } catch (error) {
      return storeFailure(error, target)
    }
  },

  'org.export': (org, { path, format, replace }) => {
    const target = resolve(path)
    const refusal = mayTakeEverythingOut(org)
    if (refusal !== null) return refusal
    const written =
      format === 'bundle' ? exportBundle(org, target, replace) : exportPolicies(org, target, format, replace)
    if (!written.ok) return written
    const counts = { entries: org.revision().n, people: readOrgInfo(org).counts.people }
    return done({ path: target, files: [target], ...written.value, ...counts })
  },

  'feature.set': (org, { key, on, grants }) => {
    const { blueprint } = org.state()
    const kind = blueprint.features.some((feature) => feature.key === key)
      ? 'feature'
      : blueprint.products.some((product) => product.key === key)
        ? 'product'
        : null
    if (kind === null) {
      const known = [...blueprint.features, ...blueprint.products].map((one) => one.key)
      return failed('unknown-feature', `There is no feature or product “${key}”. ${knownKeys(known)}`)
    }
    return setSwitch(org, kind, key, on, on && grants === 'none' ? emptyCells(org, kind, key) : [])
  },

  'setting.set': (org, { key, on }) => {
    const known = org.state().blueprint.settings.map((setting) => setting.key)
    if (!known.includes(key)) return failed('unknown-setting', `There is no setting “${key}”. ${knownKeys(known)}`)
    return setSwitch(org, 'setting', key, on)
  },

  'switch.list': (org) => done(listSwitches(org)),

  'search.all': (org, { text, limit }) => {
    const words = searchKey(text)
      .split(/\s+/u)
      .filter((word) => word !== '')
    if (words.length === 0) return done({ people: [], roles: [], permissions: [], places: [] })
    const matches = (name: string) => {
      const key = searchKey(name)
      return words.every((word) => key.includes(word))
    }
    const state = org.state()
    const found = listStaff(
      org.store.db,
      {
        search: text,
        roles: [],
        noPlace: false,
        states: ['active', 'invited', 'removed'],
        sort: 'name',
        descending: false,
        offset: 0,
        limit,
      },
      seenBy(org),
    )
    const masked = new Set(seenBy(org).maskedRoles)
    return done({
      people: found.ids.map((id) => {
        const person = state.staff.get(id)!
        const email = masked.has(person.role) && id !== org.actor ? null : person.email
        return { id, name: person.name ?? '', email, role: presentRole(state, person.role).name }
      }),
      roles: state.blueprint.roles
        .filter((role) => matches(role.name))
        .slice(0, limit)
        .map(({ key, name }) => ({ key, name })),
      permissions: state.blueprint.permissions
        .filter((permission) => matches(`${permission.name} ${permission.key}`))
        .slice(0, limit)
        .map(({ key, name, area }) => ({ key, name, area })),
      places: [...state.places.values()]
        .filter((place) => matches(place.name))
        .slice(0, limit)
        .map((place) => ({ id: place.id, name: place.name, kind: placeKind(place.id) })),
    })
  },

  'overview.read': (org) => done(readOverview(org)),

  'overview.charts': (org, { job }, session) =>
    session.watch(job, async (watch) => {
      const charts = await readCharts(org, watch)
      return charts === undefined ? failed('cancelled', 'Stopped.') : done(charts)
    }),
}

/** A full copy holds everything and needs that right; a file open without an identity is read whole anyway. */
export function mayTakeEverythingOut(shown: Org): ReturnType<typeof failed<'not-allowed'>> | null {
  const org = shown.asOf?.today ?? shown
  if (org.actor === null) return null
  const decision = explainEdit(org.rules(), { who: org.actor, edit: 'console.manage', atMs: org.now() })
  if (decision.allowed) return null
  return failed(
    'not-allowed',
    `A full copy holds everything in the organization. ${decision.because[0]?.text ?? ''}`.trim(),
    {
      because: decision.because,
    },
  )
}

function setSwitch(
  org: Org,
  kind: Switch['kind'],
  key: string,
  on: boolean,
  cells: readonly ChangeRow<'grant.set'>[] = [],
): Result<OperationOutput<'feature.set'>, ApplyFailure> {
  const state = org.state()
  const from = state.switches.get(switchKey(kind, key))?.on ?? null
  const applied = org.apply({
    intents: [
      { kind: 'switch.set', body: { rows: [{ switch: kind, key, from, to: on }] } },
      ...(cells.length === 0 ? [] : [{ kind: 'grant.set' as const, body: { rows: [...cells] } }]),
    ],
    personal: [],
  })
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

/** What takes the permissions of a feature or product from every role that can be edited, so that somebody decides. */
function emptyCells(org: Org, kind: 'feature' | 'product', key: string): ChangeRow<'grant.set'>[] {
  const state = org.state()
  const governed = new Set<string>(
    listSwitches(org)
      .filter((one) => one.kind === kind && one.key === key)
      .flatMap((one) => one.governs.map(({ permission }) => permission)),
  )
  return matrix(state).flatMap((row) =>
    governed.has(row.permission)
      ? row.cells.flatMap((cell) => {
          const permission = findPermission(state.blueprint, row.permission)!
          const allowed: readonly string[] = permissionClasses[permission.class]
          if (!cell.isEditable || cell.reach === 'none' || !allowed.includes('none')) return []
          const from = state.grants.get(grantKey(cell.role, row.permission))?.reach ?? null
          return [{ role: cell.role, permission: row.permission, from, to: cell.default === 'none' ? null : 'none' }]
        })
      : [],
  )
}

function listSwitches(org: Org): OperationOutput<'switch.list'> {
  const { blueprint, switches } = org.state()
  const governs = (kind: Switch['kind'], key: string) =>
    blueprint.permissions
      .filter((permission) =>
        kind === 'product' ? permission.product === key : permission.needs.some((need) => need[kind] === key),
      )
      .map((permission) => ({ permission: permission.key, name: permission.name }))
  const pending = pendingThings(org, 'switch')
  const describe = (kind: Switch['kind'], one: { key: string; name: string; summary: string }, byDefault: boolean) => ({
    kind,
    key: one.key,
    name: one.name,
    summary: one.summary,
    on: switches.get(switchKey(kind, one.key))?.on ?? byDefault,
    default: byDefault,
    governs: governs(kind, one.key),
    ...(pending.has(switchKey(kind, one.key)) ? { pending: true } : {}),
  })
  return [
    ...blueprint.features.map((feature) => describe('feature', feature, feature.on)),
    ...blueprint.products.map((product) => describe('product', product, product.active)),
    ...blueprint.settings.map((setting) => describe('setting', setting, setting.on)),
  ]
}

function knownKeys(keys: readonly string[]): string {
  return keys.length === 0 ? 'This organization has none.' : `Known here: ${keys.join(', ')}.`
}
