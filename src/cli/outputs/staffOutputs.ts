import { z } from 'zod'
import { parsePlaceId } from '../../shared/domain/ids'
import { parseReach } from '../../shared/domain/reach'
import { staffStates } from '../../shared/domain/staff'
import { importFields, importStatuses } from '../../shared/domain/staffImport'
import { applied, instant, places, reason, roleStep } from './shapes'

const person = z.object({
  /** null where only name and role may be seen */
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: z.string(),
  state: z.enum(staffStates),
  at: places,
  /** the first end among their places, when any has one */
  until: instant.optional(),
  /** touched by a change of this desktop that is not settled yet */
  pending: z.boolean().optional(),
})

/** Of commands about people. */
export const staffOutputs = {
  import: z.object({
    file: z.string(),
    encoding: z.string(),
    delimiter: z.string(),
    /** sheet of a workbook that was read; null for text */
    sheet: z.string().nullable(),
    knownExport: z.string().nullable(),
    /** column name of each field found */
    mapping: z.object({
      ...(Object.fromEntries(importFields.map((field) => [field, z.string().optional()])) as Record<
        (typeof importFields)[number],
        z.ZodOptional<z.ZodString>
      >),
      morePlaces: z.array(z.string()).optional(),
    }),
    counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), skipped: z.int(), refused: z.int() }),
    /** people here who are not in the file */
    missing: z.int(),
    /** those of them who go to Restore, with --remove-missing */
    removals: z.array(z.object({ email: z.string(), name: z.string(), role: z.string(), reason: z.string() })),
    newPlaces: z.array(z.object({ id: parsePlaceId, name: z.string() })),
    rows: z.array(
      z.object({
        line: z.int(),
        status: z.enum(importStatuses),
        reason: z.string(),
        email: z.string(),
        name: z.string(),
        role: z.string(),
        at: z.array(z.string()),
      }),
    ),
    applied: applied.nullable(),
  }),
  'staff list': z.array(person),
  'staff show': person.extend({
    scope: z.string(),
    assignments: z.array(z.object({ place: parsePlaceId, name: z.string(), until: instant.nullable() })),
    grants: z.array(
      z.object({
        permission: z.string(),
        reach: parseReach,
        places: z.array(z.string()).nullable(),
        until: instant.nullable(),
      }),
    ),
    moves: z.array(
      z.object({ role: z.string(), allowed: z.boolean(), because: z.string(), instead: z.string().nullable() }),
    ),
  }),
  'staff add': applied.extend({ email: z.string() }),
  'staff edit': applied,
  'staff activate': applied,
  'staff set-role': z.object({
    email: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    allowed: z.boolean(),
    because: z.array(reason),
    gained: z.array(roleStep),
    lost: z.array(roleStep),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  'staff assign': applied,
  'staff unassign': applied,
  'staff grant': applied,
  'staff revoke': applied,
  'staff demote': z.object({
    email: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    allowed: z.boolean(),
    because: z.array(reason),
    gained: z.array(roleStep),
    lost: z.array(roleStep),
    /** what the person has by being added to it */
    items: z.array(
      z.object({
        /** a place or a permission key */
        item: z.string(),
        kind: z.enum(['place', 'grant']),
        name: z.string(),
        until: instant.nullable(),
        /** the lower role sees nothing of it: it has to be handed over or dropped */
        losesSight: z.boolean(),
        /** permissions at this place that the lower role lacks */
        loses: z.array(z.string()),
        /** what happens to it; null where nothing is decided yet */
        do: z.enum(['keep', 'hand-over', 'drop']).nullable(),
        handOver: z.string().nullable(),
      }),
    ),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  'staff remove': applied,
  'staff restore': applied,
  'staff purge': applied,
} as const
