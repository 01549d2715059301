import { z } from 'zod'
import { fileErrors } from './desk'
import { operation } from './operation'

export const backup = z.object({
  /** Names the backup in `backup.restore`. */
  id: z.string(),
  takenAtMs: z.number(),
  bytes: z.int(),
  /** The last settled entry in it, and its hash. */
  revision: z.object({ n: z.int(), head: z.string().nullable() }),
  people: z.int(),
  places: z.int(),
  /** Entries that the organization of this window has and the backup has not; null when it is another history, or none is open. */
  changesSince: z.int().nullable(),
})

/** The organization of this window, or the one whose file lies at `path`, which may be damaged. */
const which = { path: z.string().min(1).optional() }

export const backupOperations = {
  'backup.list': operation({
    scope: 'desk',
    writes: false,
    summary: 'The automatic backups of an organization on this computer, newest first.',
    input: z.object(which),
    output: z.object({ folder: z.string().nullable(), backups: z.array(backup) }),
    errors: [],
  }),
  'backup.restore': operation({
    scope: 'desk',
    writes: false,
    summary: 'Writes a backup to a new file; no file is ever replaced.',
    input: z.object({ ...which, id: z.string().regex(/^[\w-]{1,80}$/), to: z.string().min(1) }),
    output: z.object({ path: z.string() }),
    errors: ['no-such-backup', ...fileErrors],
  }),
} as const
