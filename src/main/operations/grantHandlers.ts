import type { z } from 'zod'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow, Intent, PersonalValue } from '../../shared/domain/change'
import { grantKey } from '../../shared/domain/orgState'
import { permissionClasses, type Reach, readCell } from '../../shared/domain/reach'
import { done, failed, type Result } from '../../shared/domain/result'
import type { cellEdit } from '../../shared/operations/shapes'
import type { Org } from '../org/Org'
import { warmPeopleIndex } from '../org/peopleIndexOf'
import { personalValue } from '../org/personalValues'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'
import { previewGrants } from './previewGrants'
import { readMatrix } from './readMatrix'
import { unknownRole } from './unknownRole'

type Handled = 'grant.matrix' | 'grant.list' | 'grant.preview' | 'grant.set'
type CellEdit = z.output<typeof cellEdit>

export const grantHandlers: Pick<OrgHandlers, Handled> = {
  'grant.matrix': (org) => {
    // Whoever looks at the matrix asks about people next.
    warmPeopleIndex(org)
    return done(readMatrix(org))
  },

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

  'grant.preview': (org, { edits, limit, onlyAllowed }) => {
    const rows = rowsOf(org, edits)
    if (!rows.ok) return rows
    return done(previewGrants(org, rows.value, { limit, onlyAllowed }))
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
