import type { Intent } from '../../shared/domain/change'
import { planDocumentSet } from './documentSet'
import { planBlueprintOwn, planBlueprintUpdate } from './blueprintChanges'
import { planGrantSet } from './grantSet'
import { planKeyEnroll } from './keyEnroll'
import { planKeyRevoke } from './keyRevoke'
import { planOrgEdit } from './orgEdit'
import { planInboxClose } from './inboxClose'
import { planPlaceCreate, planPlaceDelete, planPlaceEdit } from './placeChanges'
import { type Planning, refused, type RowVerdict } from './planning'
import { planSequencerSet } from './sequencerSet'
import { planRecoverySet } from './recoverySet'
import { planRegistrarSet } from './registrarSet'
import { planAreaSet, planPermissionCreate, planPermissionDelete, planPermissionEdit } from './permissionChanges'
import { planRoleCreate, planRoleDelete, planRoleEdit, planRoleMove } from './roleChanges'
import { planStaffAdd } from './staffAdd'
import { planStaffAssign } from './staffAssign'
import { planStaffDemote } from './staffDemote'
import { planStaffEdit } from './staffEdit'
import { planStaffGrant } from './staffGrant'
import { planStaffReassign } from './staffReassign'
import { planStaffMerge } from './staffMerge'
import { planStaffSetRole } from './staffSetRole'
import { planStaffPurge, planStaffRemove, planStaffRestore, planStaffSetState } from './staffState'
import { planSwitchSet } from './switchSet'

/**
 * Judges one change row by row and puts what the applied rows do. Pure but for `planning.put`.
 *
 * @returns one verdict for each row, in order; `org.create` has none of its own, since only a first change may be one
 * Source: sync.md, "Settling a proposal", steps 2 to 4.
 */
export function planChange(planning: Planning, intent: Intent): RowVerdict[] {
  switch (intent.kind) {
    case 'org.create':
      return [refused('not-first', 'An organization is created by its first change only.')]
    case 'org.edit':
      return intent.body.rows.map((row) => planOrgEdit(planning, row))
    case 'staff.add':
      return intent.body.rows.map((row, i) => planStaffAdd(planning, row, planning.recorded?.[i]))
    case 'staff.edit':
      return intent.body.rows.map((row, i) => planStaffEdit(planning, row, planning.recorded?.[i]))
    case 'staff.setState':
      return intent.body.rows.map((row) => planStaffSetState(planning, row))
    case 'staff.setRole':
      return intent.body.rows.map((row) => planStaffSetRole(planning, row))
    case 'staff.demote':
      return intent.body.rows.map((row) => planStaffDemote(planning, row))
    case 'staff.assign':
      return intent.body.rows.map((row) => planStaffAssign(planning, row))
    case 'staff.grant':
      return intent.body.rows.map((row) => planStaffGrant(planning, row))
    case 'staff.remove':
      return intent.body.rows.map((row) => planStaffRemove(planning, row))
    case 'staff.restore':
      return intent.body.rows.map((row) => planStaffRestore(planning, row))
    case 'staff.purge':
      return intent.body.rows.map((row) => planStaffPurge(planning, row))
    case 'staff.merge':
      return intent.body.rows.map((row) => planStaffMerge(planning, row))
    case 'place.create':
      return intent.body.rows.map((row) => planPlaceCreate(planning, row))
    case 'place.edit':
      return intent.body.rows.map((row) => planPlaceEdit(planning, row))
    case 'place.delete':
      return intent.body.rows.map((row) => planPlaceDelete(planning, row))
    case 'grant.set':
      return planGrantSet(planning, intent.body.rows)
    case 'switch.set':
      return intent.body.rows.map((row) => planSwitchSet(planning, row))
    case 'inbox.close':
      return intent.body.rows.map((row) => planInboxClose(planning, row))
    case 'sequencer.set':
      return intent.body.rows.map((row) => planSequencerSet(planning, row))
    case 'document.set':
      return intent.body.rows.map((row) => planDocumentSet(planning, row))
    case 'key.enroll':
      return intent.body.rows.map((row) => planKeyEnroll(planning, row))
    case 'key.revoke':
      return intent.body.rows.map((row) => planKeyRevoke(planning, row))
    case 'registrar.set':
      return intent.body.rows.map((row) => planRegistrarSet(planning, row))
    case 'recovery.set':
      return intent.body.rows.map((row) => planRecoverySet(planning, row))
    case 'role.create':
      return intent.body.rows.map((row) => planRoleCreate(planning, row))
    case 'role.edit':
      return intent.body.rows.map((row) => planRoleEdit(planning, row))
    case 'role.move':
      return intent.body.rows.map((row) => planRoleMove(planning, row))
    case 'role.delete':
      return intent.body.rows.map((row) => planRoleDelete(planning, row))
    case 'staff.reassign':
      return intent.body.rows.map((row) => planStaffReassign(planning, row))
    case 'permission.create':
      return intent.body.rows.map((row) => planPermissionCreate(planning, row))
    case 'permission.edit':
      return intent.body.rows.map((row) => planPermissionEdit(planning, row))
    case 'permission.delete':
      return intent.body.rows.map((row) => planPermissionDelete(planning, row))
    case 'area.set':
      return intent.body.rows.map((row) => planAreaSet(planning, row))
    case 'blueprint.own':
      return intent.body.rows.map((row) => planBlueprintOwn(planning, row))
    case 'blueprint.update':
      return intent.body.rows.map((row) => planBlueprintUpdate(planning, row))
  }
}
