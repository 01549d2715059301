import type { ChangeKind, ChangeRow, Intent } from '../../shared/domain/change'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { PermissionKey } from '../../shared/domain/ids'
import { findPermission } from '../../shared/domain/cellReach'
import type { PermissionEntry } from '../../shared/domain/permissionDefinition'
import { isInUse } from './placeChanges'

type Inverse = Result<Intent | null, 'cannot-undo'>

function swapped<Row extends { from: unknown; to: unknown }>(rows: readonly Row[]): Row[] {
  return rows.toReversed().map((row) => ({ ...row, from: row.to, to: row.from }))
}

/**
 * A permission as it was made, for the roles that there are now: what came with a later role goes with the permission, and
 * what a role held that is gone is gone. What was decided of it since stays a reason against taking it back.
 */
function withRolesOf(state: OrgState, key: PermissionKey, made: PermissionEntry): PermissionEntry {
  const now = findPermission(state.blueprint, key)
  if (now === undefined) return made
  const keys = state.blueprint.roles.map((role) => role.key)
  const cells = keys.map((role) => [role, made.definition.grants[role] ?? now.grants[role]])
  return {
    ...made,
    definition: { ...made.definition, grants: Object.fromEntries(cells) as PermissionEntry['definition']['grants'] },
    decided: Object.fromEntries(Object.entries(made.decided).filter(([role]) => keys.some((one) => one === role))),
  }
}

/**
 * The change that takes another back (architecture.md, "A change"), from the state that it left.
 * Null when there is nothing to take back.
 */
export function invertChange(state: OrgState, intent: Intent): Inverse {
  switch (intent.kind) {
    case 'staff.add':
      return done({
        kind: 'staff.remove',
        body: {
          rows: intent.body.rows.map((row) => ({ staffId: row.staffId, from: row.to.state, to: 'removed' as const })),
        },
      })
    case 'staff.remove':
      return done({
        kind: 'staff.restore',
        body: {
          rows: intent.body.rows.map((row) => ({ staffId: row.staffId, from: 'removed' as const, to: row.from })),
        },
      })
    case 'staff.merge':
      return done({
        kind: 'staff.restore',
        body: {
          rows: intent.body.rows.map((row) => ({ staffId: row.staffId, from: 'removed' as const, to: row.from })),
        },
      })
    case 'staff.restore':
      return done({
        kind: 'staff.remove',
        body: { rows: intent.body.rows.map((row) => ({ staffId: row.staffId, from: row.to, to: 'removed' as const })) },
      })
    case 'staff.edit':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'staff.setState':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'staff.setRole':
    case 'staff.reassign':
      if (state.blueprint.ladder.moves === 'up-only') {
        return failed(
          'cannot-undo',
          'On this ladder roles only move up. To go down, remove the person and add them again in the lower role.',
        )
      }
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'staff.demote':
      // Back up, which the ladder allows.
      return done({
        kind: 'staff.setRole',
        body: { rows: intent.body.rows.map((row) => ({ staffId: row.staffId, from: row.to, to: row.from })) },
      })
    case 'staff.assign':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'staff.grant':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'place.create': {
      const used = intent.body.rows.some((row) => isInUse(state, row.place))
      // People in Restore keep their places, so a place that came with them is archived rather than deleted.
      return done(
        used
          ? {
              kind: 'place.edit',
              body: {
                rows: intent.body.rows
                  .toReversed()
                  .map((row) => ({ place: row.place, from: { isArchived: false }, to: { isArchived: true } })),
              },
            }
          : {
              kind: 'place.delete',
              body: {
                rows: intent.body.rows.toReversed().map((row) => ({ place: row.place, from: row.to, to: null })),
              },
            },
      )
    }
    case 'place.delete':
      return done({
        kind: 'place.create',
        body: { rows: intent.body.rows.toReversed().map((row) => ({ place: row.place, from: null, to: row.from })) },
      })
    case 'place.edit':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'org.edit':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) as ChangeRow<'org.edit'>[] } })
    case 'grant.set':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'switch.set':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'inbox.close':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'sequencer.set':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'document.set':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'key.enroll':
      return done({
        kind: 'key.revoke',
        body: {
          rows: intent.body.rows
            .toReversed()
            .map(({ staffId, key }) => ({ staffId, key, from: 'enrolled' as const, to: 'revoked' as const })),
        },
      })
    case 'registrar.set':
      if (intent.body.rows.some((row) => row.takeOver !== undefined)) {
        return failed(
          'cannot-undo',
          'What was taken over with the recovery words stays so. Hand the settling over to another console instead.',
        )
      }
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'key.revoke':
      return failed('cannot-undo', 'A revoked key stays revoked. Let that console make a new one and approve it.')
    case 'recovery.set':
      return failed('cannot-undo', 'Recovery words that were replaced stay worthless. Make new ones again instead.')
    case 'role.create':
      return done({
        kind: 'role.delete',
        body: { rows: intent.body.rows.toReversed().map((row) => ({ role: row.role, from: row.to, to: null })) },
      })
    case 'role.delete':
      return done({
        kind: 'role.create',
        body: { rows: intent.body.rows.toReversed().map((row) => ({ role: row.role, from: null, to: row.from })) },
      })
    case 'role.edit':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'role.move':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'permission.create':
      return done({
        kind: 'permission.delete',
        body: {
          rows: intent.body.rows.toReversed().map((row) => ({
            permission: row.permission,
            from: withRolesOf(state, row.permission, row.to),
            to: null,
          })),
        },
      })
    case 'permission.delete':
      return done({
        kind: 'permission.create',
        body: {
          rows: intent.body.rows.toReversed().map((row) => ({ permission: row.permission, from: null, to: row.from })),
        },
      })
    case 'permission.edit':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'area.set':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'blueprint.own':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'blueprint.update':
      return done({ kind: intent.kind, body: { rows: swapped(intent.body.rows) } })
    case 'staff.purge':
      return failed('cannot-undo', 'A purge erases for good: there is nothing left to bring back.')
    case 'org.create':
      return failed('cannot-undo', 'The first change made the organization itself.')
  }
}

/** Kinds that can never be taken back, whatever happened since. */
export const finalKinds: ReadonlySet<ChangeKind> = new Set(['org.create', 'staff.purge', 'key.revoke', 'recovery.set'])
