import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { fileErrors } from './desk'
import { operation } from './operation'
import { place, reasons } from './shapes'

/** People by id or e-mail, so that scripts need no ids. */
const person = z.string().min(1).max(400)

/** One question, as a line of `rolecall can-batch` has it (cli.md). */
export const question = z.strictObject({
  who: person,
  do: parsePermissionKey,
  at: z.array(parsePlaceId).optional(),
  atEach: z.array(z.array(parsePlaceId)).optional(),
  createdBy: person.optional(),
  sharedWith: z.array(person).optional(),
  connected: z.boolean().optional(),
  on: person.optional(),
  facts: z.record(z.string(), z.boolean()).optional(),
})

export const answer = z.object({
  allowed: z.boolean(),
  reach: parseReach,
  because: reasons,
  wouldNeed: z.array(reasons),
})

const questionErrors = ['no-such-person', 'unknown-permission', 'unknown-place', 'bad-question'] as const

export const accessOperations = {
  'access.can': operation({
    scope: 'org',
    writes: false,
    summary: 'One decision with its reasons, and what would change it to yes.',
    input: question.extend({ atMs: z.number().optional() }),
    output: answer,
    errors: questionErrors,
  }),
  'access.canBatch': operation({
    scope: 'org',
    writes: false,
    summary: 'Many decisions in order.',
    input: z.object({ questions: z.array(question).max(100_000) }),
    output: z.array(answer),
    errors: questionErrors,
  }),
  'access.ask': operation({
    scope: 'org',
    writes: false,
    summary: 'The Ask form: one question, about one permission or about each of them, answered with reasons.',
    input: question.extend({ do: parsePermissionKey.optional(), atMs: z.number().optional() }),
    output: z.array(z.object({ permission: parsePermissionKey, name: z.string(), area: z.string(), answer })),
    errors: questionErrors,
  }),
  'access.whoCan': operation({
    scope: 'org',
    writes: false,
    summary: 'Everyone the actor may see who may do this, at a place or anywhere.',
    /** With `limit`, only the first so many, for screens that show a few. */
    input: z.object({
      do: parsePermissionKey,
      at: parsePlaceId.optional(),
      limit: z.int().min(1).max(1_000_000).optional(),
    }),
    output: z.array(
      z.object({
        staffId: parseStaffId,
        name: z.string().nullable(),
        email: z.string().nullable(),
        role: z.string(),
        reach: parseReach,
        places: z.array(place).nullable(),
      }),
    ),
    errors: questionErrors,
  }),
  'access.ofPerson': operation({
    scope: 'org',
    writes: false,
    summary: 'Everything one person may do, with the source of each; with `all`, also what they may not, and why.',
    input: z.object({ who: person, all: z.boolean().default(false) }),
    output: z.array(
      z.object({
        permission: parsePermissionKey,
        name: z.string(),
        area: z.string(),
        reach: parseReach,
        places: z.array(place).nullable(),
        because: reasons,
      }),
    ),
    errors: questionErrors,
  }),
  'access.export': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes what one person may do to a CSV file; `permissions` names the lines, left out: every permission.',
    input: z.object({
      who: person,
      path: z.string().min(1),
      permissions: z.array(parsePermissionKey).max(1000).optional(),
      replace: z.boolean().default(false),
    }),
    output: z.object({ path: z.string(), bytes: z.int(), lines: z.int() }),
    errors: [...questionErrors, ...fileErrors],
  }),
} as const
