import { z } from 'zod'
import { parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { importFields, importStatuses, sameNameRules } from '../domain/staffImport'
import { fileErrors as storeErrors } from './desk'
import { operation } from './operation'
import { applied, page } from './shapes'

export { importFields, type ImportField } from '../domain/staffImport'

/** Column number (from 0) for each field that has one. */
const column = z.int().min(0)
export const columnMapping = z.object({
  ...(Object.fromEntries(importFields.map((field) => [field, column.optional()])) as Record<
    (typeof importFields)[number],
    z.ZodOptional<typeof column>
  >),
  /** Further columns that hold places, each of a kind of its own. */
  morePlaces: z.array(column).max(20).readonly().optional(),
})

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
  /** Somebody here who has this name under another address; `answer` says whether it is the same person. */
  question: z
    .object({ staffId: parseStaffId, name: z.string(), email: z.string(), answer: z.boolean().nullable() })
    .nullable(),
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
      /** The mapping is the one that was used for such a file last on this desktop. */
      isRemembered: z.boolean(),
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
      /** For rows whose name somebody here has under another address: new people, the same, or ask for each. */
      sameName: z.enum(sameNameRules).default('new'),
      /** What somebody said about such rows, by line. */
      answers: z
        .array(z.object({ line: z.int(), same: z.boolean() }))
        .max(200_000)
        .default([]),
      job: z.string().optional(),
    }),
    output: z.object({
      counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), skipped: z.int(), refused: z.int() }),
      newPlaces: z.array(z.object({ id: parsePlaceId, name: z.string() })),
      /** Rows about which somebody has to say who they are. */
      questions: z.int(),
      /** People here who are not in the file: offered as removals, never assumed. */
      missing: z.int(),
      /** What stands against the file as a whole; empty when it can be applied. */
      blockedBecause: z.array(z.string()),
    }),
    errors: [...fileErrors, 'bad-mapping', 'unknown-role'],
  }),
  'import.rows': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the preview’s rows.',
    input: z.object({
      importId: z.string(),
      status: importStatus.optional(),
      /** Only rows with a question about who it is. */
      questions: z.boolean().default(false),
      search: z.string().max(200).default(''),
      ...page,
    }),
    output: z.object({ total: z.int(), rows: z.array(importRow) }),
    errors: fileErrors,
  }),
  'import.missing': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the people here who are not in the file, and whether each may be removed.',
    input: z.object({ importId: z.string(), ...page }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          staffId: parseStaffId,
          name: z.string(),
          email: z.string(),
          role: z.string(),
          state: z.string(),
          /** Why they are offered. */
          text: z.string(),
          mayRemove: z.object({ allowed: z.boolean(), because: z.string() }),
        }),
      ),
    }),
    errors: fileErrors,
  }),
  'import.saveResult': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes what becomes of every row, with the reason, to a CSV file; formulas are escaped.',
    input: z.object({
      importId: z.string(),
      path: z.string().min(1),
      status: importStatus.optional(),
      replace: z.boolean().default(false),
    }),
    output: z.object({ path: z.string(), rows: z.int() }),
    errors: [...fileErrors, ...storeErrors],
  }),
  'import.apply': operation({
    scope: 'org',
    writes: true,
    summary: 'Applies a previewed import, all or nothing, as one history item. Cancelling leaves nothing behind.',
    input: z.object({
      importId: z.string(),
      /** People missing from the file who go to Restore with it: everyone who may be removed, or these. */
      remove: z.union([z.literal('all'), z.array(parseStaffId).max(200_000)]).default([]),
      job: z.string().optional(),
    }),
    output: applied.extend({ added: z.int(), changed: z.int(), places: z.int(), removed: z.int() }),
    errors: [
      ...fileErrors,
      'rows-refused',
      'questions-open',
      'not-missing',
      'preview-is-old',
      'nothing-to-change',
      'refused',
      'conflict',
      'disk-full',
      'cannot-write',
    ],
  }),
} as const
