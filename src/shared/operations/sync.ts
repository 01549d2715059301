import { z } from 'zod'
import { parseKeyId, parsePermissionKey, parseStaffId } from '../domain/ids'
import { operation } from './operation'
import { applied, nothing, pendingItems } from './shapes'

/** Where the consoles meet, as this desktop remembers it; kept beside the keys, not in the file. */
const placeOfDesktop = z.object({
  /** Null: none yet. `address` of a hub: its URL without the password. */
  place: z.object({ kind: z.enum(['folder', 'hub']), address: z.string() }).nullable(),
  /** The app exchanges without being asked: soon after a change, and every 30 seconds. */
  byItself: z.boolean(),
})

export const syncOperations = {
  'sync.exchange': operation({
    scope: 'org',
    writes: false,
    summary:
      'Exchanges with the other consoles through a folder or USB stick, or through a PostgreSQL hub, or in one file that goes by mail; at the remembered place when none is named.',
    input: z
      .object({
        folder: z.string().min(1).optional(),
        /** The URL of this console at the hub (docs/hub.md). */
        hub: z.string().min(1).max(2000).optional(),
        /** A file for mail: one that came is read, and what this console has to say is added to it, or written anew. */
        file: z.string().min(1).optional(),
        /** A folder in which the organization was before is empty, and is meant to be: it is written there anew. */
        beginAnew: z.boolean().optional(),
        job: z.string().optional(),
      })
      .refine(
        ({ folder, hub, file }) => [folder, hub, file].filter((one) => one !== undefined).length <= 1,
        'name one place: a folder, a hub or a file',
      )
      .refine(
        ({ hub, file, beginAnew }) => beginAnew !== true || (hub === undefined && file === undefined),
        'only a folder begins anew, neither a hub nor a file',
      ),
    output: z.object({
      /** Own changes that wait and lie in the folder now. */
      sent: z.int(),
      /** Entries that came from elsewhere. */
      arrived: z.int(),
      /** Changes that this console settled. */
      settled: z.int(),
      /** Own changes that still wait. */
      pending: z.int(),
      /** Own pending changes that were settled, or would end otherwise than before. */
      moved: z.array(
        z.object({
          item: z.string(),
          kind: z.string(),
          now: z.enum(['settled', 'pending']),
          verdict: z.enum(['applied', 'agreed', 'held', 'refused']),
        }),
      ),
      /** Numbers that should be there and are not; `key` null: of the settled line. */
      missing: z.array(z.object({ key: z.string().nullable(), first: z.int(), last: z.int() })),
      /** Personal values that have not come yet. */
      lacks: z.int(),
      /** Files that were passed over. */
      ignored: z.int(),
    }),
    errors: [
      'bad-url',
      'no-place',
      'place-not-found',
      'place-emptied',
      'wrong-place',
      'no-connection',
      'not-admitted',
      'newer-version',
      'halted',
    ],
  }),
  'sync.status': operation({
    scope: 'org',
    writes: false,
    summary: 'Where this console stands: what is settled, what is pending, who has been heard from, what arrived.',
    input: z.object({
      /** What arrived since then; left out: since the beginning of yesterday, by the organization’s clock. */
      sinceMs: z.number().optional(),
      /** Items listed of what is pending and of what arrived; the totals count all. */
      limit: z.int().min(0).max(500).default(50),
    }),
    output: z.object({
      head: z.object({ n: z.int(), hash: z.string().nullable(), settledAtMs: z.number() }),
      settles: z.object({
        by: z.enum(['registrar', 'hub']),
        isThisConsole: z.boolean(),
        /** “This console settles the changes of everybody.” */
        text: z.string(),
      }),
      /** Why nothing is exchanged any more; null while all is well. */
      halt: z.object({ code: z.string(), text: z.string(), n: z.int() }).nullable(),
      /** The remembered place, else where the last exchange went; null before the first. */
      place: z
        .object({
          kind: z.enum(['folder', 'hub']),
          /** A folder, or the hub’s URL without its password. */
          address: z.string(),
          /** Whether “exchange now” finds its way there without being told again. */
          isEnough: z.boolean(),
        })
        .nullable(),
      /** How the last attempt ended; null before the first. */
      last: z
        .object({
          atMs: z.number(),
          ok: z.boolean(),
          /** “Sent 2, received 5 and settled 3 changes.”, or why it failed. */
          text: z.string(),
          code: z.string().nullable(),
          /** The last one that went through; null when none did. */
          lastGoodMs: z.number().nullable(),
        })
        .nullable(),
      consoles: z.array(
        z.object({
          key: parseKeyId,
          /** Empty where the person’s details may not be seen. */
          name: z.string(),
          person: z.object({ staffId: parseStaffId, name: z.string() }).nullable(),
          isThis: z.boolean(),
          /** It settles for everybody; none does where any console settles, through the hub. */
          settles: z.boolean(),
          /** When its last word came here, by this console’s clock; null when none did. */
          heardMs: z.number().nullable(),
          /** The last entry that it had then. */
          n: z.int().nullable(),
          /** How many entries it lacked of those that are settled now. */
          behind: z.int().nullable(),
          /** Changes that waited there. */
          pending: z.int().nullable(),
          /** “up to date”, “2 changes pending there”, “not heard from” */
          text: z.string(),
          /** Nothing heard for 14 days. */
          isSilent: z.boolean(),
        }),
      ),
      /** Whole sentences, the weightiest first. */
      warnings: z.array(z.string()),
      pending: pendingItems,
      arrived: z.object({
        sinceMs: z.number(),
        total: z.int(),
        items: z.array(
          z.object({
            item: z.string(),
            n: z.int(),
            by: z.object({ staffId: parseStaffId, name: z.string() }),
            settledAtMs: z.number(),
            sentence: z.string(),
            details: z.array(z.string()),
          }),
        ),
      }),
      /** Items of the inbox that are open, as far as the actor may see: for a badge. */
      inbox: z.int(),
    }),
    errors: [],
  }),
  'sync.arrived': operation({
    scope: 'org',
    writes: false,
    summary:
      'What arrived from other desktops, as people and permissions: who came, went or moved, and who may do more or less.',
    input: z.object({
      /** As in `sync.status`. */
      sinceMs: z.number().optional(),
      job: z.string().optional(),
    }),
    output: z.object({
      sinceMs: z.number(),
      /** Its people are pages of `compare.people`, the rest is in `compare.rules`; null when nothing arrived. */
      compareId: z.string().nullable(),
      /** What was settled at entry `fromN` beside what was at `toN`. */
      fromN: z.int(),
      toN: z.int(),
      counts: z.object({
        people: z.int(),
        gaining: z.int(),
        losing: z.int(),
        joined: z.int(),
        left: z.int(),
        moved: z.int(),
        /** Roles, grants, switches and places. */
        rules: z.int(),
      }),
      permissions: z.array(
        z.object({ permission: parsePermissionKey, name: z.string(), gaining: z.int(), losing: z.int() }),
      ),
      /** Edits made on this desktop lie in between: where they meet the same, they are among it. */
      withOwn: z.boolean(),
    }),
    errors: [],
  }),
  'sync.place': operation({
    scope: 'org',
    writes: false,
    summary: 'Where this desktop meets the other consoles, and whether it goes there by itself.',
    input: nothing,
    output: placeOfDesktop,
    errors: [],
  }),
  'sync.setPlace': operation({
    scope: 'org',
    writes: false,
    summary: 'Remembers where this desktop meets the other consoles, or forgets it (null).',
    input: z.object({
      place: z
        .union([
          z.strictObject({ folder: z.string().min(1).max(4096) }),
          /** Its password is kept in the key store of this computer, if there is one, else until the app is closed. */
          z.strictObject({ hub: z.string().min(1).max(2000) }),
        ])
        .nullable()
        .optional(),
      byItself: z.boolean().optional(),
    }),
    output: placeOfDesktop,
    errors: ['bad-url', 'place-not-found'],
  }),
  'sync.setSequencer': operation({
    scope: 'org',
    writes: true,
    summary: 'Says who settles from now on: one console alone, or every console that is up to date, through a hub.',
    input: z.object({
      to: z.enum(['registrar', 'hub']),
      /** With `registrar`: the console that settles from now on, by its key; left out: the one that settled before. */
      console: parseKeyId.optional(),
    }),
    output: applied,
    errors: [],
  }),
} as const
