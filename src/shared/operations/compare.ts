import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { fileErrors } from './desk'
import { operation } from './operation'
import { page, place } from './shapes'

/** One side of a comparison: the open organization or a file, today or at a moment. */
export const compareSource = z.object({
  /** Another org file or an exported bundle; left out: the organization that is open. */
  path: z.string().min(1).optional(),
  /** An entry, an instant or a date, as `org.travel` takes it; left out: the newest. */
  moment: z.string().max(60).optional(),
})

const side = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['org', 'bundle']),
  orgId: z.string(),
  n: z.int(),
  head: z.string().nullable(),
  atMs: z.number(),
})

const accessChange = z.object({
  permission: parsePermissionKey,
  name: z.string(),
  before: parseReach,
  after: parseReach,
  /** null = everywhere */
  places: z.array(place).nullable(),
  /** Through which change, in words. */
  through: z.array(z.string()),
})

const compareId = { compareId: z.string() }

export const compareOperations = {
  'compare.run': operation({
    scope: 'org',
    writes: false,
    summary: 'Compares two organizations, two moments of one, or an export with today, by effective access.',
    input: z.object({ before: compareSource, after: compareSource, job: z.string().optional() }),
    output: z.object({
      ...compareId,
      before: side,
      after: side,
      /** Two organizations share no ids: their people are matched by e-mail address. */
      isSameOrg: z.boolean(),
      isSame: z.boolean(),
      counts: z.object({
        people: z.int(),
        gaining: z.int(),
        losing: z.int(),
        sinceReview: z.int(),
        cells: z.int(),
        switches: z.int(),
        places: z.int(),
        roles: z.int(),
      }),
      /** The newest finished access review of the later side. */
      review: z.object({ key: z.string(), name: z.string(), n: z.int() }).nullable(),
    }),
    errors: ['bad-moment', 'bad-bundle', 'passphrase-needed', 'not-enrolled', ...fileErrors],
  }),
  'compare.people': operation({
    scope: 'org',
    writes: false,
    summary:
      'A page of the people who differ: those changed since the last review first, then who gains or loses most.',
    input: z.object({
      ...compareId,
      only: z.enum(['all', 'gain', 'lose', 'joined', 'left', 'moved', 'since-review', 'details']).default('all'),
      /** Only who gains or loses this. */
      permission: parsePermissionKey.optional(),
      search: z.string().max(200).default(''),
      ...page,
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          staffId: parseStaffId,
          name: z.string().nullable(),
          email: z.string().nullable(),
          role: z.string(),
          /** What is different about the person, in words. */
          what: z.array(z.string()),
          /** They came, they went, or they have another role or other places. */
          way: z.enum(['joined', 'left', 'moved']).nullable(),
          gain: z.array(accessChange),
          lose: z.array(accessChange),
          /** Entries in between that touch them, when both sides are of one organization. */
          entries: z.array(z.int()),
          sinceReview: z.boolean(),
        }),
      ),
    }),
    errors: ['unknown-comparison'],
  }),
  'compare.rules': operation({
    scope: 'org',
    writes: false,
    summary: 'What differs besides people: roles, grants, switches and places.',
    input: z.object(compareId),
    output: z.object({
      roles: z.array(z.string()),
      cells: z.array(
        z.object({
          role: parseRoleKey,
          roleName: z.string(),
          permission: parsePermissionKey,
          name: z.string(),
          before: parseReach.nullable(),
          after: parseReach.nullable(),
        }),
      ),
      switches: z.array(
        z.object({
          kind: z.enum(['feature', 'product', 'setting']),
          key: z.string(),
          name: z.string(),
          before: z.boolean().nullable(),
          after: z.boolean().nullable(),
        }),
      ),
      /** At most a thousand; `counts.places` says how many there are. */
      places: z.array(z.object({ place: parsePlaceId, name: z.string(), what: z.array(z.string()) })),
    }),
    errors: ['unknown-comparison'],
  }),
} as const
