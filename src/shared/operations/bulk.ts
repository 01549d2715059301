import { z } from 'zod'
import { parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { fileErrors } from './desk'
import { operation } from './operation'
import { applied, somePeople } from './shapes'

/** One deed on many people. */
export const bulkDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-role'), role: parseRoleKey }),
  z.object({
    kind: z.literal('assign'),
    places: z.array(parsePlaceId).min(1).max(100),
    untilMs: z.number().nullable().default(null),
  }),
  z.object({ kind: z.literal('unassign'), places: z.array(parsePlaceId).min(1).max(100) }),
  z.object({ kind: z.literal('activate') }),
  z.object({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('restore') }),
])

const bulkInput = z.object({ who: somePeople, do: bulkDeed, job: z.string().optional() })
const bulkErrors = ['unknown-role', 'unknown-place', 'until-past', 'nobody', 'nothing-to-change', 'refused'] as const

/** The columns of a list as text. */
export const staffColumns = ['name', 'email', 'role', 'state', 'places', 'until', 'added'] as const

export const bulkOperations = {
  'staff.previewBulk': operation({
    scope: 'org',
    writes: false,
    summary: 'What a deed on many people would do, and who is skipped and why; changes nothing.',
    input: bulkInput,
    output: z.object({
      people: z.int(),
      changing: z.int(),
      skipped: z.int(),
      /** The deed cannot be taken back. */
      isFinal: z.boolean(),
      reasons: z.array(z.object({ code: z.string(), text: z.string(), people: z.int() })),
      /** At most 200 of the skipped, by name. */
      skippedPeople: z.array(z.object({ staffId: parseStaffId, name: z.string(), text: z.string() })),
      /** What a change of role takes from those who change, for each role they have now: roles and permissions by name. */
      loses: z.array(z.object({ role: z.string(), people: z.int(), permissions: z.array(z.string()) })),
    }),
    errors: bulkErrors,
  }),
  'staff.bulk': operation({
    scope: 'org',
    writes: true,
    summary: 'Changes many people in one history item, leaving out those the preview skips.',
    input: bulkInput,
    output: applied.extend({ changed: z.int(), skipped: z.int() }),
    errors: bulkErrors,
  }),
  'staff.export': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes people as a CSV file; text that a spreadsheet would run as a formula is escaped.',
    input: z.object({
      who: somePeople,
      columns: z
        .array(z.enum(staffColumns))
        .min(1)
        .default([...staffColumns]),
      path: z.string().min(1),
      replace: z.boolean().default(false),
      job: z.string().optional(),
    }),
    output: z.object({ path: z.string(), people: z.int() }),
    errors: ['nobody', ...fileErrors],
  }),
  'staff.copyTable': operation({
    scope: 'org',
    writes: false,
    summary: 'People as lines of cells separated by tabs, for the clipboard.',
    input: z.object({
      who: somePeople,
      columns: z
        .array(z.enum(staffColumns))
        .min(1)
        .default([...staffColumns]),
    }),
    output: z.object({ text: z.string(), people: z.int() }),
    errors: ['nobody', 'too-many'],
  }),
} as const
