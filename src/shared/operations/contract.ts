import { accessOperations } from './access'
import { auditOperations } from './audit'
import { compareOperations } from './compare'
import { definitionOperations } from './definitions'
import { bulkOperations } from './bulk'
import { coverOperations } from './cover'
import { demotionOperations } from './demotion'
import { deskOperations } from './desk'
import { backupOperations } from './backups'
import { deviceOperations } from './devices'
import { draftOperations } from './drafts'
import { hubOperations } from './hub'
import { importOperations } from './imports'
import { inboxOperations } from './inbox'
import { invitationOperations } from './invitation'
import { mergeOperations } from './merge'
import { newPermissionOperations } from './newPermissions'
import type { CallInputOf, ErrorCodeOf, InputOf, OutputOf } from './operation'
import { orgOperations } from './org'
import { expectationOperations } from './expectations'
import { permissionOperations } from './permissions'
import { reportOperations } from './reports'
import { reviewOperations } from './reviews'
import { setupOperations } from './setup'
import { placeOperations } from './places'
import { roleOperations } from './roles'
import { settingsOperations } from './settings'
import { sideOperations } from './sides'
import { staffOperations } from './staff'
import { syncOperations } from './sync'
import { viewOperations } from './views'
import type { Result } from '../domain/result'

/** Every operation, once. What the app, the command line and the reference docs know comes from here. */
export const contract = {
  ...deskOperations,
  ...orgOperations,
  ...staffOperations,
  ...coverOperations,
  ...demotionOperations,
  ...bulkOperations,
  ...mergeOperations,
  ...invitationOperations,
  ...roleOperations,
  ...draftOperations,
  ...definitionOperations,
  ...permissionOperations,
  ...expectationOperations,
  ...sideOperations,
  ...viewOperations,
  ...newPermissionOperations,
  ...placeOperations,
  ...accessOperations,
  ...importOperations,
  ...syncOperations,
  ...inboxOperations,
  ...deviceOperations,
  ...hubOperations,
  ...backupOperations,
  ...setupOperations,
  ...compareOperations,
  ...settingsOperations,
  ...auditOperations,
  ...reportOperations,
  ...reviewOperations,
} as const

export type Contract = typeof contract
export type OperationName = keyof Contract
export type OperationInput<Name extends OperationName> = InputOf<Contract[Name]>
export type OperationCall<Name extends OperationName> = CallInputOf<Contract[Name]>
export type OperationOutput<Name extends OperationName> = OutputOf<Contract[Name]>
export type OperationResult<Name extends OperationName> = Result<OutputOf<Contract[Name]>, ErrorCodeOf<Contract[Name]>>

/** What main tells its windows unasked. */
export interface DeskEvents {
  /** The organization of this window moved on, or was opened or closed. */
  'org.changed': { readonly n: number | null }
  /** `total` is 0 while unknown. */
  'job.progress': { readonly job: string; readonly phase: string; readonly done: number; readonly total: number }
  /** An exchange ended, asked for or by itself: what it did, or what stood against it. */
  'sync.exchanged': {
    /** As whoever asked named it; null: it began by itself. */
    readonly job: string | null
    readonly atMs: number
    readonly did: OperationOutput<'sync.exchange'> | null
    readonly failure: { readonly code: string; readonly message: string } | null
    /** The folder where it was; null: a hub, or a file for mail. */
    readonly folder: string | null
  }
  /** A menu item or a dropped file: `open`, `new`, `close`, `undo`, `search`, `help`, `open-path`. */
  'menu.command': { readonly command: string; readonly path?: string }
}
