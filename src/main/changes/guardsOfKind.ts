import type { GuardedEdit } from '../../shared/domain/blueprint'
import type { ChangeKind } from '../../shared/domain/change'
import { collections } from '../../shared/domain/documents'

/** Which collection a document belongs to is not said by its kind: all of their guards together. */
const documentGuards: readonly GuardedEdit[] = [...new Set(Object.values(collections).map(({ guard }) => guard))]

/**
 * The guards that stand before edits of a kind, as their planners ask them (blueprints.md, "Guards"), for whoever judges
 * an edit without its rows. test/main/changes/guardsOfKind.test.ts asks the planners.
 */
export const guardsOfKind: Readonly<Record<ChangeKind, readonly GuardedEdit[]>> = {
  'org.create': ['console.manage'],
  'org.edit': ['grants.edit'],
  'staff.add': ['staff.add'],
  'staff.edit': ['staff.edit'],
  'staff.setState': ['staff.edit'],
  'staff.setRole': ['staff.setRole'],
  'staff.reassign': ['staff.setRole'],
  'staff.demote': ['staff.remove', 'staff.purge', 'staff.add'],
  'staff.assign': ['staff.assign'],
  'staff.grant': ['grants.edit'],
  'staff.remove': ['staff.remove'],
  'staff.restore': ['staff.restore'],
  'staff.purge': ['staff.purge'],
  'staff.merge': ['staff.edit', 'staff.remove'],
  'place.create': ['places.edit'],
  'place.edit': ['places.edit'],
  'place.delete': ['places.edit'],
  'grant.set': ['grants.edit'],
  'switch.set': ['grants.edit'],
  'document.set': documentGuards,
  'inbox.close': ['console.manage'],
  'sequencer.set': ['console.manage'],
  'key.enroll': ['console.manage'],
  'key.revoke': ['console.manage'],
  'registrar.set': ['console.manage'],
  'recovery.set': ['console.manage'],
  'role.create': ['grants.edit'],
  'role.edit': ['grants.edit'],
  'role.move': ['grants.edit'],
  'role.delete': ['grants.edit'],
  'permission.create': ['grants.edit'],
  'permission.edit': ['grants.edit'],
  'permission.delete': ['grants.edit'],
  'area.set': ['grants.edit'],
  'blueprint.own': ['grants.edit'],
  'blueprint.update': ['grants.edit'],
}
