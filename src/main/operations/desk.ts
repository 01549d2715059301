import type { DeskEvents, OperationCall, OperationName, OperationResult } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import type { Sources } from '../org/personalValues'

/** Keeps passphrases in the key store of the operating system. */
export interface SecretStore {
  isAvailable(): boolean
  read(key: string): string | null
  keep(key: string, secret: string): void
  forget(key: string): void
}

/** What the surroundings offer: Electron's dialogs in the app, none in the command line. */
export interface DeskHost {
  /** The user-data folder, shared by the app and the command line. */
  readonly home: string
  readonly version: string
  readonly runtime: string
  readonly sources: Sources
  chooseFile?(purpose: string, suggestedName: string | undefined): Promise<string | null>
  /** Asks and opens; false when the person said no. */
  openLink?(url: string): Promise<boolean>
  /** Opens the mail program with a message; main builds the address from these parts and from nothing else. */
  writeMail?(mail: { readonly to: string; readonly subject: string; readonly body: string }): Promise<void>
  /** Turns a drawing into the bytes of a picture or a PDF of the same size. */
  renderDrawing?(svg: string, size: { width: number; height: number }, format: 'png' | 'pdf'): Promise<Uint8Array>
  readTheme?(): 'system' | 'light' | 'dark'
  setTheme?(theme: 'system' | 'light' | 'dark'): void
  emit?<Name extends keyof DeskEvents>(event: Name, detail: DeskEvents[Name]): void
  passphrase?(): string | undefined
  /** Takes daily backups: the app does, a run of the command line does not. */
  readonly keepsBackups?: boolean
  /** Exchanges without being asked, at least this often: the app does, a run of the command line does not. */
  readonly exchangesEveryMs?: number
  /** The key store of this computer, where there is one. */
  readonly secrets?: SecretStore
}

/**
 * One window's desk, or one run of the command line: at most one open organization and the operations of the contract
 * on it. Input is parsed here again, so that every caller meets the same checks.
 */
export interface Desk {
  call<Name extends OperationName>(name: Name, input: OperationCall<Name>): Promise<OperationResult<Name>>
  callUnknown(name: string, input: unknown): Promise<OperationResult<OperationName>>
  readonly org: Org | null
  close(): void
}
