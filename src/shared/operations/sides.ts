import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { place } from './shapes'

/** An entry, an instant or a date; left out: what is shown now. */
const moment = z.string().min(1).max(60).optional()

/** What is compared: a role, or a person, everywhere or at one place. */
export const comparedSide = z.union([
  z.strictObject({ role: parseRoleKey, moment }),
  z.strictObject({
    /** Id or e-mail address. */
    who: z.string().min(1).max(320),
    at: parsePlaceId.optional(),
    moment,
  }),
])

const held = z.object({
  reach: parseReach,
  /** For reach `assigned` of a person everywhere: where; null otherwise. */
  places: z.array(place).nullable(),
})

export const sideOperations = {
  'access.compare': operation({
    scope: 'org',
    writes: false,
    summary: 'Any two compared: roles, people, one person at two places, one role or person at two moments.',
    input: z.object({ a: comparedSide, b: comparedSide, job: z.string().max(80).optional() }),
    output: z.object({
      a: z.object({ title: z.string(), note: z.string() }),
      b: z.object({ title: z.string(), note: z.string() }),
      rows: z.array(
        z.object({
          permission: parsePermissionKey,
          name: z.string(),
          area: z.string(),
          a: held,
          b: held,
          /** From a to b. `other`: neither contains the other, so that something is gained and something lost. */
          kind: z.enum(['gain', 'loss', 'other', 'same']),
        }),
      ),
    }),
    errors: ['unknown-role', 'no-such-person', 'unknown-place', 'bad-moment'],
  }),
} as const
