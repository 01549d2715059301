import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey } from '../domain/ids'
import { severity } from './audit'
import { fileErrors } from './desk'
import { operation } from './operation'
import { state } from './shapes'

export const reportKinds = ['findings', 'matrix', 'access', 'place', 'changes', 'comparison', 'review'] as const
export const reportFormats = ['html', 'pdf', 'xlsx', 'csv', 'json'] as const

export const reportFilter = z.object({
  /** Of people: `access`. */
  search: z.string().max(200).optional(),
  roles: z.array(parseRoleKey).optional(),
  /** People assigned to this place or anything under it. */
  at: parsePlaceId.optional(),
  states: z.array(state).optional(),
  /** Of permissions: `matrix`, `access`, `place`. */
  permissions: z.array(parsePermissionKey).optional(),
  /** Of `place`: which. */
  place: parsePlaceId.optional(),
  /** Of `changes`: since the beginning of a day, up to the end of one; or instants. */
  since: z.string().max(60).optional(),
  until: z.string().max(60).optional(),
  /** Of `findings`. */
  severities: z.array(severity).optional(),
  accepted: z.enum(['without', 'with', 'only']).optional(),
  /** Of `comparison`: what `compare.run` answered with. */
  compareId: z.string().optional(),
  /** Of `review`: its key; left out, the newest finished one. */
  review: z.string().max(100).optional(),
})

export const reportOperations = {
  'report.write': operation({
    scope: 'org',
    writes: false,
    summary:
      'Writes a report to a file: HTML, PDF, XLSX, CSV or JSON, with what it is of on it. Holds only people the actor may see.',
    input: z.object({
      kind: z.enum(reportKinds),
      format: z.enum(reportFormats),
      path: z.string().min(1),
      replace: z.boolean().default(false),
      filter: reportFilter.default({}),
      job: z.string().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() }),
    errors: ['unknown-place', 'unknown-comparison', 'no-such-review', 'bad-moment', 'bad-filter', ...fileErrors],
  }),
  'evidence.write': operation({
    scope: 'org',
    writes: false,
    summary:
      'Writes an evidence pack: frozen reports, filters and counts, the log’s hash chain and signatures, signed by whoever makes it.',
    input: z.object({
      path: z.string().min(1),
      replace: z.boolean().default(false),
      /** Left out: findings, matrix, access and the newest finished review, or the one that the filter names. */
      kinds: z.array(z.enum(reportKinds)).min(1).optional(),
      filter: reportFilter.default({}),
      job: z.string().optional(),
    }),
    output: z.object({
      path: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      /** By the key of whoever made it; false when it was made without an identity. */
      signed: z.boolean(),
      entries: z.int(),
      files: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
    }),
    errors: ['unknown-place', 'unknown-comparison', 'no-such-review', 'bad-moment', 'bad-filter', ...fileErrors],
  }),
  'evidence.page': operation({
    scope: 'desk',
    writes: false,
    summary: 'Writes the page that checks evidence packs in any browser, without a network, as one HTML file.',
    input: z.object({ path: z.string().min(1), replace: z.boolean().default(false) }),
    output: z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }),
    errors: fileErrors,
  }),
  'evidence.verify': operation({
    scope: 'desk',
    writes: false,
    summary:
      'Checks an evidence pack from its bytes alone: every hash, the chain and the signatures; says where it does not hold.',
    input: z.object({ path: z.string().min(1), job: z.string().optional() }),
    output: z.object({
      ok: z.boolean(),
      entries: z.int(),
      signed: z.boolean(),
      organization: z.string(),
      asOf: z.string(),
      problems: z.array(z.object({ where: z.string(), text: z.string() })),
    }),
    errors: fileErrors,
  }),
} as const
