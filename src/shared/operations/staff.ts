import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { applied, email, page, personName, reasons, role, staffFilter, staffRow } from './shapes'

const staffId = z.object({ staffId: parseStaffId })

export const staffOperations = {
  'staff.list': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the people the actor may see, searched, filtered and sorted.',
    input: staffFilter.extend({
      sort: z.enum(['name', 'email', 'role', 'state', 'added']).default('name'),
      descending: z.boolean().default(false),
      /** When nobody is found: people with a name close to what is searched for. */
      near: z.boolean().default(false),
      ...page,
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(staffRow),
      /** Nobody is written so; these are close. */
      isNear: z.boolean(),
      /** For the tabs, whatever the filters. */
      counts: z.object({ staff: z.int(), invited: z.int(), removed: z.int() }),
    }),
    errors: [],
  }),
  'staff.find': operation({
    scope: 'org',
    writes: false,
    summary: 'The person with this e-mail address, among those the actor may see.',
    input: z.object({ email: z.string().max(400) }),
    output: staffRow,
    errors: ['no-such-person'],
  }),
  'staff.show': operation({
    scope: 'org',
    writes: false,
    summary: 'One person: details, the ladder with allowed and refused moves, assignments and personal grants.',
    input: staffId,
    output: z.object({
      person: staffRow,
      /** In words, for an empty scope too: "No location assigned: sees nothing". */
      scope: z.string(),
      personalGrants: z.array(
        z.object({
          permission: parsePermissionKey,
          name: z.string(),
          reach: parseReach,
          places: z.array(z.string()).nullable(),
          untilMs: z.number().nullable(),
          /** Its end has come. */
          isOver: z.boolean(),
        }),
      ),
      moves: z.array(
        z.object({
          role,
          isNow: z.boolean(),
          allowed: z.boolean(),
          because: z.string(),
          /** What to do instead when refused by the ladder. */
          instead: z.string().nullable(),
          gains: z.array(z.object({ permission: parsePermissionKey, name: z.string() })),
          loses: z.array(z.object({ permission: parsePermissionKey, name: z.string() })),
        }),
      ),
      /** Each of the console’s edits on this person. */
      mayDo: z.record(z.string(), z.object({ allowed: z.boolean(), because: z.string() })),
    }),
    errors: ['no-such-person'],
  }),
  'staff.add': operation({
    scope: 'org',
    writes: true,
    summary: 'Adds people: invited, or active at once.',
    input: z.object({
      people: z
        .array(
          z.object({
            name: personName,
            email,
            role: parseRoleKey,
            at: z.array(parsePlaceId).max(1000).default([]),
            /** The end of all their places. */
            untilMs: z.number().nullable().default(null),
          }),
        )
        .min(1)
        .max(1000),
      active: z.boolean().default(false),
    }),
    output: applied.extend({ staffIds: z.array(parseStaffId) }),
    errors: ['email-taken', 'email-in-restore', 'unknown-role', 'unknown-place', 'until-past', 'refused'],
  }),
  'staff.edit': operation({
    scope: 'org',
    writes: true,
    summary: 'Changes a person’s name or e-mail.',
    input: staffId.extend({ name: personName.optional(), email: email.optional() }),
    output: applied,
    errors: ['no-such-person', 'email-taken', 'email-in-restore', 'nothing-to-change', 'refused'],
  }),
  'staff.activate': operation({
    scope: 'org',
    writes: true,
    summary: 'Marks an invited person as active.',
    input: staffId,
    output: applied,
    errors: ['no-such-person', 'refused'],
  }),
  'staff.setRole': operation({
    scope: 'org',
    writes: true,
    summary: 'Moves a person to another role, as the blueprint’s move rule allows.',
    input: staffId.extend({ role: parseRoleKey }),
    output: applied,
    errors: ['no-such-person', 'unknown-role', 'nothing-to-change', 'ladder', 'refused'],
  }),
  'staff.previewRole': operation({
    scope: 'org',
    writes: false,
    summary: 'What a move to another role would give and take away; changes nothing.',
    input: staffId.extend({ role: parseRoleKey }),
    output: z.object({
      allowed: z.boolean(),
      because: reasons,
      gained: z.array(
        z.object({ permission: parsePermissionKey, name: z.string(), before: parseReach, after: parseReach }),
      ),
      lost: z.array(
        z.object({ permission: parsePermissionKey, name: z.string(), before: parseReach, after: parseReach }),
      ),
    }),
    errors: ['no-such-person', 'unknown-role'],
  }),
  'staff.assign': operation({
    scope: 'org',
    writes: true,
    summary: 'Assigns a person to places and takes others away, in one step.',
    input: staffId.extend({
      add: z.array(parsePlaceId).max(1000).default([]),
      remove: z.array(parsePlaceId).max(1000).default([]),
      untilMs: z.number().nullable().default(null),
    }),
    output: applied,
    errors: ['no-such-person', 'unknown-place', 'until-past', 'nothing-to-change', 'refused'],
  }),
  'staff.remove': operation({
    scope: 'org',
    writes: true,
    summary: 'Moves people to Restore. They hold nothing there and keep what they had.',
    input: z.object({ staffIds: z.array(parseStaffId).min(1).max(1000) }),
    output: applied,
    errors: ['no-such-person', 'refused'],
  }),
  'staff.restore': operation({
    scope: 'org',
    writes: true,
    summary: 'Brings people back from Restore to what they had.',
    input: z.object({ staffIds: z.array(parseStaffId).min(1).max(1000) }),
    output: applied,
    errors: ['no-such-person', 'refused'],
  }),
  'staff.purge': operation({
    scope: 'org',
    writes: true,
    summary: 'Erases the personal values of a person in Restore for good. The log still verifies.',
    input: staffId.extend({ confirm: z.literal(true) }),
    output: applied,
    errors: ['no-such-person', 'refused'],
  }),
} as const
