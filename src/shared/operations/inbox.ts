import { z } from 'zod'
import { parseChangeId, parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { applied, email, impact, personName, reasons } from './shapes'

const author = z.object({ staffId: parseStaffId, name: z.string(), isActor: z.boolean() })

/** The settled change that an edit met, in words. */
const metChange = z.object({
  n: z.int(),
  /** Its history item. */
  item: z.string(),
  settledAtMs: z.number(),
  by: author,
  /** “removed Bo, in Restore until purged” */
  sentence: z.string(),
})

/** A value in words; null where it may not be seen or has no words. */
const valueWords = z.string().nullable()

const row = z.object({
  /** Its number in the change, from 0. */
  row: z.int(),
  /** “moved Bo from Member to Manager” */
  sentence: z.string(),
  verdict: z.enum(['held', 'refused']),
  code: z.string(),
  /** Why it did not go through: a whole sentence. */
  reason: z.string(),
  /** What its author saw. */
  before: valueWords,
  /** What its author wanted. */
  mine: valueWords,
  /** What is so now. */
  theirs: valueWords,
  /** The change that it met; null when nothing else did it: an end that came, a right that never was. */
  met: metChange.nullable(),
  /** What it is about: where to look, or to make the edit by hand. */
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), staffId: parseStaffId, name: z.string() }),
    z.object({ kind: z.literal('cell'), role: parseRoleKey, permission: parsePermissionKey }),
    z.object({ kind: z.literal('place'), place: parsePlaceId }),
    z.object({ kind: z.literal('role'), role: parseRoleKey }),
    z.object({ kind: z.literal('permission'), permission: parsePermissionKey }),
    z.object({ kind: z.literal('organization') }),
  ]),
})

const item = z.object({
  /** Names the item in the other operations. */
  change: parseChangeId,
  /** Its entry in the line. */
  n: z.int(),
  kind: z.string(),
  /** “moved Bo from Member to Manager”; of many rows: “changed the role of 12 people”. */
  sentence: z.string(),
  by: author,
  /** The author's clock, shown only. */
  madeAtMs: z.number(),
  settledAtMs: z.number(),
  /** The last entry that its author had seen. */
  sawN: z.int(),
  note: z.string().nullable(),
  /** Rows that the reader may see; `rows` holds the first of them. */
  total: z.int(),
  rows: z.array(row),
  closed: z.object({ as: z.enum(['accepted', 'dismissed']), by: z.string(), atMs: z.number() }).nullable(),
})

const group = z.object({
  /** Names the group for `group` of the input. */
  id: z.string(),
  verdict: z.enum(['held', 'refused']),
  code: z.string(),
  /** “Bo was removed meanwhile”, “3 edits by Tom Bell were refused” */
  title: z.string(),
  /** What happened, in one or two sentences. */
  text: z.string(),
  by: author,
  met: metChange.nullable(),
  total: z.int(),
  items: z.array(item),
})

const changes = z.array(parseChangeId).min(1, 'must name an item').max(200)

/** How an item is taken over: as its author wanted it, with the person restored first, or only restored. */
const how = z.enum(['as-wanted', 'restore-first', 'restore-only'])

/**
 * Another value than the author wanted: what they saw before, for every row; or one of the others, where there is one row
 * that holds such a value. `reach` and `on` null: the default.
 */
const instead = z.object({
  before: z.literal(true).optional(),
  role: parseRoleKey.optional(),
  reach: parseReach.nullable().optional(),
  on: z.boolean().nullable().optional(),
  name: personName.optional(),
  email: email.optional(),
})

/** A value that can be chosen. */
const offered = z.object({
  whose: z.enum(['wanted', 'before', 'now', 'other']),
  /** “Manager” */
  text: z.string(),
  /** How to ask for it; null for what is so now, which dismissing keeps. */
  instead: instead.nullable(),
  /** Why it cannot be had now; empty when it can. */
  because: z.string(),
})

export const inboxOperations = {
  'inbox.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Edits that were held or refused when they were settled, grouped by cause, as far as the actor may see.',
    input: z.object({
      state: z.enum(['open', 'closed']).default('open'),
      /** Only this group, with `offset` and `limit` counting its items. Left out: they count groups. */
      group: z.string().max(80).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(100).default(20),
      /** Items listed of each group. */
      itemsEach: z.int().min(1).max(100).default(5),
      /** Rows listed of each item. */
      rowsEach: z.int().min(1).max(1000).default(10),
    }),
    output: z.object({
      /** Items, in all groups. */
      total: z.int(),
      groups: z.array(group),
      totalGroups: z.int(),
    }),
    errors: ['not-found'],
  }),
  'inbox.show': operation({
    scope: 'org',
    writes: false,
    summary: 'One item of the inbox with all its rows.',
    input: z.object({
      /** The start of its id is enough. */
      change: z.string().regex(/^[0-9a-f]{4,64}$/, 'must be the start of an id'),
    }),
    output: item,
    errors: ['not-found'],
  }),
  'inbox.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'What accepting items of the inbox would do now, in each way that there is; changes nothing.',
    input: z.object({
      changes,
      instead: instead.optional(),
      limit: z.int().min(0).max(10_000).default(50),
      job: z.string().optional(),
    }),
    output: z.object({
      /** What can be chosen for the one row of an item: first what was wanted, then before, now and the rest. */
      values: z.array(offered),
      /** A value that can be typed instead. */
      typed: z.enum(['name', 'email']).nullable(),
      ways: z.array(
        impact.extend({
          how,
          /** For a button: “Restore Bo and make them a Manager” */
          title: z.string(),
          /** What would be done, a sentence for each row; the first 200. */
          sentences: z.array(z.string()),
          /** Nothing takes it back: ask first, and wait. */
          isFinal: z.boolean(),
          /** Empty when it is possible now. */
          refusedBecause: reasons,
        }),
      ),
      /** Whether the actor may dismiss them. */
      mayDismiss: z.object({ allowed: z.boolean(), because: z.string() }),
    }),
    errors: ['not-found', 'already-closed'],
  }),
  'inbox.accept': operation({
    scope: 'org',
    writes: true,
    summary: 'Makes the edits of items again under the actor’s own name, and closes the items: one history item.',
    input: z.object({
      changes,
      how: how.default('as-wanted'),
      instead: instead.optional(),
      /** Needed where nothing takes it back. */
      confirm: z.boolean().default(false),
    }),
    output: applied,
    errors: ['not-found', 'already-closed', 'needs-confirmation', 'nothing-to-change', 'cannot-accept'],
  }),
  'inbox.dismiss': operation({
    scope: 'org',
    writes: true,
    summary: 'Closes items of the inbox without doing anything else.',
    input: z.object({ changes }),
    output: applied,
    errors: ['not-found', 'already-closed'],
  }),
} as const
