import { z } from 'zod'
import { parsePermissionKey, parseStaffId } from '../domain/ids'
import { operation } from './operation'
import { applied, page, place, reasons, staffRow } from './shapes'

const pair = z.object({
  /** The record that stays. */
  keep: parseStaffId,
  /** The record that goes to Restore. */
  drop: parseStaffId,
})

/** The same person twice. */
export const mergeOperations = {
  'staff.duplicates': operation({
    scope: 'org',
    writes: false,
    summary: 'People of the same name whom the actor may see: candidates for a merge.',
    input: z.object(page),
    output: z.object({ total: z.int(), groups: z.array(z.array(staffRow)) }),
    errors: [],
  }),
  'staff.previewMerge': operation({
    scope: 'org',
    writes: false,
    summary: 'What a merge gives the record that stays, and what it leaves behind; changes nothing.',
    input: pair,
    output: z.object({
      allowed: z.boolean(),
      because: reasons,
      keep: staffRow,
      drop: staffRow,
      places: z.array(place),
      grants: z.array(z.object({ permission: parsePermissionKey, name: z.string() })),
      /** What stays behind in Restore, in sentences. */
      leaves: z.array(z.string()),
    }),
    errors: ['no-such-person', 'same-person'],
  }),
  'staff.merge': operation({
    scope: 'org',
    writes: true,
    summary: 'Gives one record the places and personal grants of the other, which goes to Restore; one undoable item.',
    input: pair,
    output: applied,
    errors: ['no-such-person', 'same-person', 'refused'],
  }),
} as const
