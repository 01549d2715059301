import { z } from 'zod'
import { parseStaffId } from '../domain/ids'
import { parseReviewReason, parseReviewScope, reviewDecisions } from '../domain/review'
import { operation } from './operation'
import { applied, page, reason } from './shapes'

const key = z.string().min(1).max(100)
const job = z.string().optional()

const review = z.object({
  key,
  name: z.string(),
  scope: parseReviewScope,
  /** Who is in it, in words. */
  scopeText: z.string(),
  /** The entry at which it was frozen. */
  n: z.int(),
  startedAtMs: z.number(),
  startedBy: z.string(),
  finishedAtMs: z.number().nullable(),
  finishedBy: z.string().nullable(),
  /** Whether whoever froze it could see everybody. */
  isWhole: z.boolean(),
  /** People whom the reader may see; nobody else counts below. */
  people: z.int(),
  decided: z.int(),
  keep: z.int(),
  remove: z.int(),
  ask: z.int(),
})

export const reviewRow = z.object({
  staffId: parseStaffId,
  /** Null once purged. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** As frozen. */
  role: z.string(),
  state: z.string(),
  places: z.array(z.string()),
  morePlaces: z.int(),
  /** The permission that the review is of, or how many they held; then personal grants, in words. */
  holds: z.array(z.string()),
  /** Others in this review with the same role. */
  sameRole: z.int(),
  sinceMs: z.number(),
  /** Something about them changed between the last finished review and the freezing. */
  isChanged: z.boolean(),
  /** What is different today, in words. */
  since: z.array(z.string()),
  isSelf: z.boolean(),
  decision: z.enum(reviewDecisions).nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAtMs: z.number().nullable(),
  /** What *remove* proposes, in words. */
  removal: z.string(),
})

/** Of a decision to remove: what it comes to, and whether that is made. */
const edit = z.object({
  staffId: parseStaffId,
  name: z.string().nullable(),
  /** Null where the reader may not see it, and for somebody purged since. */
  email: z.string().nullable(),
  text: z.string(),
  status: z.enum(['open', 'made', 'refused']),
  /** Why it cannot be made. */
  because: z.string().nullable(),
})

const narrowing = {
  only: z.enum(['all', 'undecided', 'changed', ...reviewDecisions]).default('all'),
  search: z.string().max(200).default(''),
}

export const reviewOperations = {
  'review.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Access reviews, the newest first, with how far each is.',
    input: z.object({}),
    output: z.array(review),
    errors: [],
  }),
  'review.read': operation({
    scope: 'org',
    writes: false,
    summary: 'One access review with how far it is. Counts hold only people whom the reader may see.',
    input: z.object({ key }),
    output: review,
    errors: ['no-such-review'],
  }),
  'review.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'How many people an access review of a scope would hold, without freezing it.',
    input: z.object({ scope: parseReviewScope }),
    output: z.object({ people: z.int(), text: z.string(), isWhole: z.boolean() }),
    errors: ['unknown-place', 'unknown-role', 'unknown-permission'],
  }),
  'review.start': operation({
    scope: 'org',
    writes: true,
    summary:
      'Freezes who is in a scope with their roles, places and what they hold, as an access review. Holds only people whom the actor may see.',
    input: z.object({
      scope: parseReviewScope,
      /** Left out: named after its scope. Not the name of a person: it stays for ever. */
      name: z.string().trim().min(1, 'must not be empty').max(200).optional(),
      job,
    }),
    output: applied.extend({ key, people: z.int() }),
    errors: ['unknown-place', 'unknown-role', 'unknown-permission', 'nobody'],
  }),
  'review.people': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the people of an access review: those changed since the last one first, then by name.',
    input: z.object({ key, ...narrowing, ...page }),
    output: z.object({ total: z.int(), rows: z.array(reviewRow) }),
    errors: ['no-such-review'],
  }),
  'review.holding': operation({
    scope: 'org',
    writes: false,
    summary: 'Everything that a person of an access review held when it was frozen.',
    input: z.object({ key, staffId: parseStaffId }),
    output: z.array(z.object({ permission: z.string(), name: z.string(), reach: z.string() })),
    errors: ['no-such-review', 'no-such-person'],
  }),
  'review.decide': operation({
    scope: 'org',
    writes: true,
    summary:
      'Decides keep, remove or ask about people of an access review, or takes decisions back. Acts on nobody. One’s own row needs a reason; among many it is left out.',
    input: z.object({
      key,
      who: z.union([
        z.strictObject({ ids: z.array(parseStaffId).min(1).max(200_000) }),
        z.strictObject({ filter: z.object(narrowing) }),
      ]),
      /** Null: undecided again. */
      decision: z.enum(reviewDecisions).nullable(),
      /** About the matter, not about a person: it stays for ever. */
      reason: parseReviewReason.optional(),
      job,
    }),
    output: applied.extend({ decided: z.int(), ownLeftOut: z.boolean() }),
    errors: ['no-such-review', 'review-finished', 'nobody', 'reason-needed', 'nothing-to-change'],
  }),
  'review.edits': operation({
    scope: 'org',
    writes: false,
    summary: 'What the decisions to remove come to: a staged edit for each person, and whether it is made.',
    input: z.object({ key, ...page, job }),
    output: z.object({ total: z.int(), open: z.int(), made: z.int(), refused: z.int(), rows: z.array(edit) }),
    errors: ['no-such-review'],
  }),
  'review.apply': operation({
    scope: 'org',
    writes: true,
    summary: 'Makes the staged edits of an access review, of some people or all, as one history item.',
    input: z.object({ key, staffIds: z.array(parseStaffId).max(200_000).optional(), job }),
    output: applied.extend({ changed: z.int(), refused: z.int(), because: z.array(reason) }),
    errors: ['no-such-review', 'nothing-to-change'],
  }),
  'review.finish': operation({
    scope: 'org',
    writes: true,
    summary: 'Finishes an access review: decisions can no longer be changed, and its result is evidence.',
    input: z.object({
      key,
      /** Finishes although somebody is undecided; the result says so. */
      withUndecided: z.boolean().default(false),
    }),
    output: applied,
    errors: ['no-such-review', 'review-finished', 'undecided'],
  }),
  'review.discard': operation({
    scope: 'org',
    writes: true,
    summary: 'Strikes out an access review that is not finished. The history still has it.',
    input: z.object({ key, job }),
    output: applied,
    errors: ['no-such-review', 'review-finished'],
  }),
} as const
