import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from './ids'

/**
 * A statement about who may do what, saved to be checked again: "no Member can unblock contacts", "someone in every
 * location can close billing". `must-not` is about everybody whom `who` names.
 */
export const parseExpectation = z.strictObject({
  /** In the organization's own words; people are named by id alone. */
  title: z.string().trim().min(1).max(200),
  must: z.enum(['must', 'must-not']),
  who: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), staffId: parseStaffId }),
    /** Every active person of a role; null: every active person. */
    z.strictObject({ kind: z.literal('everyone'), role: parseRoleKey.nullable() }),
    /** At least one active person of a role; null: of any. */
    z.strictObject({ kind: z.literal('someone'), role: parseRoleKey.nullable() }),
  ]),
  permission: parsePermissionKey,
  where: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('anywhere') }),
    z.strictObject({ kind: z.literal('place'), place: parsePlaceId }),
    /** Each living place of a kind. */
    z.strictObject({ kind: z.literal('every'), placeKind: z.string().min(1).max(60) }),
  ]),
})
export type Expectation = z.output<typeof parseExpectation>
