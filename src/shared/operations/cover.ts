import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { applied, place } from './shapes'

const personalGrant = z.object({
  permission: parsePermissionKey,
  /** Left out: as far as the source allows it to one person, or the narrowest reach of the permission. */
  reach: parseReach.optional(),
  /** Where it holds, for reach `assigned`; left out: at the person’s own places. */
  at: z.array(parsePlaceId).min(1).max(1000).optional(),
})

const grantErrors = [
  'no-such-person',
  'unknown-permission',
  'unknown-place',
  'reach-not-allowed',
  'until-past',
  'nothing-to-change',
  'refused',
] as const

/** Grants to one person, and cover: grants and places with an end, never a role (blueprints.md, "Reading a request"). */
export const coverOperations = {
  'staff.grant': operation({
    scope: 'org',
    writes: true,
    summary: 'Gives one person a permission besides their role’s, with an end if wanted. It adds, never narrows.',
    input: personalGrant.extend({ staffId: parseStaffId, untilMs: z.number().nullable().default(null) }),
    output: applied,
    errors: grantErrors,
  }),
  'staff.revoke': operation({
    scope: 'org',
    writes: true,
    summary: 'Takes a personal grant away. What the role gives stays.',
    input: z.object({ staffId: parseStaffId, permission: parsePermissionKey }),
    output: applied,
    errors: grantErrors,
  }),
  'staff.previewCover': operation({
    scope: 'org',
    writes: false,
    summary: 'What one person lacks to stand in for another: places and permissions; changes nothing.',
    input: z.object({ staffId: parseStaffId, for: parseStaffId }),
    output: z.object({
      places: z.array(place),
      grants: z.array(
        z.object({
          permission: parsePermissionKey,
          name: z.string(),
          reach: parseReach,
          /** Null when the actor may give it. */
          refusedBecause: z.string().nullable(),
        }),
      ),
    }),
    errors: ['no-such-person'],
  }),
  'staff.cover': operation({
    scope: 'org',
    writes: true,
    summary: 'Places and permissions for one person until an instant, as one history item; it ends by itself.',
    input: z.object({
      staffId: parseStaffId,
      places: z.array(parsePlaceId).max(1000).default([]),
      grants: z.array(personalGrant).max(200).default([]),
      untilMs: z.number(),
    }),
    output: applied,
    errors: grantErrors,
  }),
  'staff.endCover': operation({
    scope: 'org',
    writes: true,
    summary: 'Ends every dated place and personal grant of a person now.',
    input: z.object({ staffId: parseStaffId }),
    output: applied,
    errors: grantErrors,
  }),
} as const
