import { z } from 'zod'
import { emailMaxLength, emailPattern } from '../domain/email'
import { parseChangeId, parsePermissionKey, parsePlaceId, parseRoleKey, parseSha256, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { staffStates } from '../domain/staff'

/** Shapes that several operations share. */
export const nothing = z.object({}).strict()
export const reason = z.object({ code: z.string(), text: z.string() })
export const reasons = z.array(reason)

export const personName = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters')
export const email = z
  .string()
  .trim()
  .max(emailMaxLength, `must be at most ${emailMaxLength} characters`)
  .regex(emailPattern, 'must be an e-mail address like ana@example.org')
export const placeName = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters')

export const role = z.object({ key: parseRoleKey, name: z.string(), rank: z.int() })
export const place = z.object({ id: parsePlaceId, kind: z.string(), name: z.string() })
export const assignment = z.object({ place: parsePlaceId, name: z.string(), untilMs: z.number().nullable() })
export const state = z.enum(staffStates)

/** What a list of people is narrowed to. */
export const staffFilter = z.object({
  search: z.string().max(200).default(''),
  /** A word of the search also finds whoever is assigned to a place of that name, or to anything under it. */
  searchPlaces: z.boolean().default(false),
  roles: z.array(parseRoleKey).default([]),
  /** People assigned to this place or to anything under it. */
  at: parsePlaceId.optional(),
  /** People who also have this product. */
  product: parsePlaceId.optional(),
  noPlace: z.boolean().default(false),
  /** People of whom a place or a personal grant ends before this instant. */
  endsBeforeMs: z.number().optional(),
  states: z.array(state).default(['active', 'invited']),
})

/** Some people: chosen one by one, or everybody whom a filter finds. */
export const somePeople = z.union([
  z.strictObject({ ids: z.array(parseStaffId).min(1).max(200_000) }),
  z.strictObject({ filter: staffFilter }),
])

/** A person as a row of a list. `masked` people show name and role only; their e-mail is null and `at` is empty. */
export const staffRow = z.object({
  id: parseStaffId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  role,
  state,
  at: z.array(assignment),
  addedAtMs: z.number(),
  /** When the last dated place or personal grant in force ends by itself; null without any. */
  coverUntilMs: z.number().nullable(),
  masked: z.boolean(),
  /** Touched by an own change that is not settled yet. */
  pending: z.boolean().optional(),
})

/** Where the organization stands after a change. `n` counts settled entries. */
export const revision = z.object({ n: z.int(), head: parseSha256.nullable() })

/**
 * What a write did. `item` names the history item, for undo: a batch or the single change. `pending`: it is shown, and
 * waits for the console that settles.
 */
export const applied = z.object({
  revision,
  item: z.string(),
  changes: z.array(parseChangeId),
  pending: z.boolean().optional(),
})

export const accessDifference = z.object({
  staffId: parseStaffId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  permission: parsePermissionKey,
  permissionName: z.string(),
  before: parseReach,
  after: parseReach,
  /** null = everywhere */
  places: z.array(place).nullable(),
})

/** Who gains and who loses; the lists hold at most `limit` differences, the counts all of them. */
export const impact = z.object({
  gain: z.array(accessDifference),
  lose: z.array(accessDifference),
  peopleGaining: z.int(),
  peopleLosing: z.int(),
})

export const cellEdit = z.object({
  role: parseRoleKey,
  permission: parsePermissionKey,
  /** null = back to the blueprint's default */
  reach: parseReach.nullable(),
})

export const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(100) }

/** One own change, or one batch of them, that is not settled yet. */
export const pendingItem = z.object({
  item: z.string(),
  by: z.object({ staffId: parseStaffId, name: z.string() }),
  kinds: z.array(z.string()),
  /** What happened, in words, without whoever did it. */
  sentence: z.string(),
  madeAtMs: z.number(),
  rows: z.int(),
  /** How it would end if it were settled now. */
  verdict: z.enum(['applied', 'agreed', 'held', 'refused']),
  /** Why not, when it would not go through. */
  because: z.string(),
})

/** Own changes that are not settled yet, oldest first; `total` counts all of them. */
export const pendingItems = z.object({ total: z.int(), items: z.array(pendingItem) })
