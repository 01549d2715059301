import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from './ids'
import { parseReach } from './reach'

/**
 * What an access review is of: everyone with a place at, under or above a place or with a personal grant there; everyone
 * in a role; everyone who holds a permission.
 */
export const parseReviewScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), place: parsePlaceId }),
  z.strictObject({ kind: z.literal('role'), role: parseRoleKey }),
  z.strictObject({ kind: z.literal('permission'), permission: parsePermissionKey }),
])
export type ReviewScope = z.output<typeof parseReviewScope>

export const reviewDecisions = ['keep', 'remove', 'ask'] as const
export type ReviewDecision = (typeof reviewDecisions)[number]

/** At most this many people in one document of a review, so that their decisions fit into another. */
export const peoplePerReviewPage = 150
/** Longest reason. Control characters would take several characters each in the document. */
export const longestReviewReason = 200
export const parseReviewReason = z
  .string()
  .trim()
  .max(longestReviewReason, `must be at most ${longestReviewReason} characters`)
  .regex(/^\P{C}*$/u, 'must be one line of plain text')

const count = z.int().min(0)

/** The review itself, at its key. `n` is the entry at which it was frozen. */
const parseHead = z.strictObject({
  part: z.literal('review'),
  name: z.string().min(1).max(200),
  scope: parseReviewScope,
  n: z.int().min(0),
  startedAtMs: z.number(),
  startedBy: parseStaffId,
  /** Whether whoever froze it could see everybody in the organization. */
  isWhole: z.boolean(),
  people: count,
  pages: count,
  holdingPages: count,
  finishedAtMs: z.number().nullable(),
  finishedBy: parseStaffId.nullable(),
})
export type ReviewHead = z.output<typeof parseHead>

/** Somebody as they were at the entry. Long lists are cut; `more` says how many places were left out. */
const parseFrozenPerson = z.strictObject({
  id: parseStaffId,
  role: parseRoleKey,
  state: z.enum(['invited', 'active']),
  at: z.array(parsePlaceId).max(40),
  more: count.optional(),
  grants: z.array(z.strictObject({ permission: parsePermissionKey, reach: parseReach })).max(60),
  /** Which of the holdings, counted over all their documents. */
  hold: count,
  /** Something about them changed since the last finished review. */
  changed: z.literal(true).optional(),
})
export type FrozenPerson = z.output<typeof parseFrozenPerson>

/** What people held, by permission; everybody who held the same shares one. */
const parseHolding = z.record(parsePermissionKey, parseReach)
export type FrozenHolding = z.output<typeof parseHolding>

const parseDecided = z.strictObject({
  decision: z.enum(reviewDecisions),
  reason: parseReviewReason.min(1).optional(),
  by: parseStaffId,
  atMs: z.number(),
})
export type ReviewDecided = z.output<typeof parseDecided>

/** INVARIANT (own row needs a reason): no decision about oneself without one, whoever wrote the document. */
const parseDecisions = z.strictObject({
  part: z.literal('decisions'),
  decisions: z
    .record(parseStaffId, parseDecided)
    .refine(
      (decisions) =>
        Object.entries(decisions).every(([staffId, one]) => one.by !== staffId || one.reason !== undefined),
      'hold one about oneself without a reason',
    ),
})
export type ReviewDecisions = z.output<typeof parseDecisions>

/**
 * The documents of the collection `review`: the review at its key; who is in it at `key/people/0…`; what they held at
 * `key/holdings/0…`; what was decided about the people of a page at `key/decisions/` with the number of that page. None
 * holds a name or an e-mail address.
 */
export const parseReviewDocument = z.discriminatedUnion('part', [
  parseHead,
  z.strictObject({ part: z.literal('people'), people: z.array(parseFrozenPerson).min(1).max(peoplePerReviewPage) }),
  z.strictObject({ part: z.literal('holdings'), holdings: z.array(parseHolding).min(1) }),
  parseDecisions,
])
