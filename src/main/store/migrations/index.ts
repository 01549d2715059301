import type { WritableDb } from '../database'
import * as orgFile from './0001-org-file'
import * as documents from './0002-documents'
import * as exchange from './0003-exchange'
import * as fileInstance from './0004-file-instance'
import * as keptDrafts from './0005-kept-drafts'

export interface Migration {
  readonly version: number
  readonly name: string
  up(db: WritableDb): void
}

/** Every step a file takes, in order. Steps add; shipped steps stay as they are. */
export const migrations: readonly Migration[] = [orgFile, documents, exchange, fileInstance, keptDrafts]
