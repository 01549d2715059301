import { z } from 'zod'
import { instant } from './shapes'

/** Of commands about an organization as a file. */
export const fileOutputs = {
  new: z.object({ path: z.string(), orgId: z.string(), fingerprint: z.string(), recoveryWords: z.array(z.string()) }),
  sample: z.object({ path: z.string(), people: z.int(), places: z.int() }),
  info: z.object({
    path: z.string(),
    kind: z.enum(['org', 'bundle']),
    name: z.string(),
    blueprint: z.string(),
    orgId: z.string(),
    fingerprint: z.string(),
    timeZone: z.string(),
    revision: z.int(),
    head: z.string().nullable(),
    /** the moment that is answered for; null: today */
    asOf: instant.nullable(),
    people: z.int(),
    byRole: z.record(z.string(), z.int()),
    byState: z.object({ invited: z.int(), active: z.int(), removed: z.int(), purged: z.int() }),
    places: z.int(),
    pending: z.int(),
    /** open items of the inbox */
    inbox: z.int(),
    /** who acts; null when nobody of this device is enrolled */
    as: z.string().nullable(),
  }),
  export: z.object({
    path: z.string(),
    /** size and hash of the file at path */
    bytes: z.int(),
    sha256: z.string(),
    entries: z.int(),
    people: z.int(),
    /** every file written, path first */
    files: z.array(z.string()),
  }),
  open: z.object({ path: z.string(), entries: z.int() }),
  verifier: z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }),
  verify: z.object({
    ok: z.boolean(),
    entries: z.int(),
    changes: z.int(),
    problems: z.array(z.object({ where: z.string(), text: z.string() })),
  }),
  /** what the operation answers */
  call: z.unknown(),
} as const
