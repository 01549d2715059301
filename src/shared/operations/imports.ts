import { z } from 'zod'
import { parsePlaceId, parseRoleKey } from '../domain/ids'
import { importFields, importStatuses } from '../domain/staffImport'
import { operation } from './operation'
import { applied, page } from './shapes'

export { importFields, type ImportField } from '../domain/staffImport'

/** Column number (from 0) for each field that has one. */
export const columnMapping = z.partialRecord(z.enum(importFields), z.int().min(0))

export const importStatus = z.enum(importStatuses)

export const importRow = z.object({
  /** Line of the file where the row begins, from 1. */
  line: z.int(),
  status: importStatus,
  /** Why refused or skipped, or what changes, in words. */
  text: z.array(z.string()),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  at: z.array(z.string()),
})

const fileErrors = [
  'file-not-found',
  'not-a-table',
  'too-large',
  'bad-encoding',
  'no-such-sheet',
  'unknown-import',
] as const

export const importOperations = {
  'import.read': operation({
    scope: 'org',
    writes: false,
    summary: 'Reads a CSV file or a sheet of an XLSX workbook: columns, samples and the mapping. Changes nothing.',
    input: z.object({
      path: z.string().min(1),
      /** A sheet of a workbook; left out: the first visible one that holds something. */
      sheet: z.string().max(100).optional(),
      job: z.string().optional(),
    }),
    output: z.object({
      importId: z.string(),
      fileName: z.string(),
      /** XLSX for a workbook. */
      encoding: z.string(),
      /** Empty for a workbook. */
      delimiter: z.string(),
      /** The sheet that was read; null for text. */
      sheet: z.string().nullable(),
      sheets: z.array(z.string()),
      columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
      mapping: columnMapping,
      /** The product whose export this is, when recognized by its column names. */
      knownExport: z.string().nullable(),
      rows: z.int(),
    }),
    errors: fileErrors,
  }),
  'import.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'Says for every row whether it is new, changed, unchanged, skipped or refused, and why. Changes nothing.',
    input: z.object({
      importId: z.string(),
      mapping: columnMapping,
      role: parseRoleKey.optional(),
      active: z.boolean().default(false),
      createPlaces: z.boolean().default(true),
      skipRefused: z.boolean().default(false),
      job: z.string().optional(),
    }),
    output: z.object({
      counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), skipped: z.int(), refused: z.int() }),
      newPlaces: z.array(z.object({ id: parsePlaceId, name: z.string() })),
      /** What stands against the file as a whole; empty when it can be applied. */
      blockedBecause: z.array(z.string()),
    }),
    errors: [...fileErrors, 'bad-mapping', 'unknown-role'],
  }),
  'import.rows': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the preview’s rows.',
    input: z.object({ importId: z.string(), status: importStatus.optional(), ...page }),
    output: z.object({ total: z.int(), rows: z.array(importRow) }),
    errors: fileErrors,
  }),
  'import.apply': operation({
    scope: 'org',
    writes: true,
    summary: 'Applies a previewed import, all or nothing, as one history item. Cancelling leaves nothing behind.',
    input: z.object({ importId: z.string(), job: z.string().optional() }),
    output: applied.extend({ added: z.int(), changed: z.int(), places: z.int() }),
    errors: [
      ...fileErrors,
      'rows-refused',
      'preview-is-old',
      'nothing-to-change',
      'refused',
      'conflict',
      'disk-full',
      'cannot-write',
    ],
  }),
} as const
