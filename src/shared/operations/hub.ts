import { z } from 'zod'
import { operation } from './operation'

const url = z.string().min(1).max(2000)
const hubErrors = [
  'bad-url',
  'place-not-found',
  'wrong-place',
  'no-connection',
  'not-admitted',
  'newer-version',
] as const

/** A database role of a console: a plain name, so that it reads well in URLs and needs no quotes anywhere. */
const consoleRole = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be a name like console_anna: small letters, digits and _, a letter first')

/** Running a PostgreSQL hub. Each takes the URL of whoever runs it; exchanging through one is `sync.exchange`. */
export const hubOperations = {
  'hub.init': operation({
    scope: 'desk',
    writes: false,
    summary: 'Makes a PostgreSQL database a hub, or brings an older hub up to date.',
    input: z.object({ url }),
    output: z.object({
      address: z.string(),
      /** 0: it was no hub before. */
      from: z.int(),
      version: z.int(),
    }),
    errors: hubErrors,
  }),
  'hub.admit': operation({
    scope: 'org',
    writes: false,
    summary: 'Lets a console into this organization’s part of a hub, under a database role of its own.',
    input: z.object({ url, role: consoleRole }),
    output: z.object({
      role: consoleRole,
      /** For that console alone. Null when the role was there before and keeps its password. */
      url: z.string().nullable(),
    }),
    errors: hubErrors,
  }),
  'hub.dismiss': operation({
    scope: 'org',
    writes: false,
    summary: 'Shuts a console out of this organization’s part of a hub. What it brought stays.',
    input: z.object({ url, role: consoleRole }),
    output: z.object({ role: consoleRole }),
    errors: [...hubErrors, 'not-found'],
  }),
  'hub.consoles': operation({
    scope: 'org',
    writes: false,
    summary: 'The database roles that a hub has admitted to this organization.',
    input: z.object({ url }),
    output: z.array(consoleRole),
    errors: hubErrors,
  }),
} as const
