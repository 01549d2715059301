import { z } from 'zod'
import { operation } from './operation'
import { applied, nothing } from './shapes'

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
    summary: 'Exchanges with the other consoles through a folder or USB stick, or through a PostgreSQL hub.',
    input: z
      .object({
        folder: z.string().min(1).optional(),
        /** The URL of this console at the hub (docs/hub.md). */
        hub: z.string().min(1).max(2000).optional(),
        job: z.string().optional(),
      })
      .refine(({ folder, hub }) => (folder === undefined) !== (hub === undefined), 'name a folder or a hub'),
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
    errors: ['bad-url', 'place-not-found', 'wrong-place', 'no-connection', 'not-admitted', 'newer-version', 'halted'],
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
    summary: 'Says who settles from now on: the registrar alone, or every console that is up to date, through a hub.',
    input: z.object({ to: z.enum(['registrar', 'hub']) }),
    output: applied,
    errors: [],
  }),
} as const
