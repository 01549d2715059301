import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey } from '../domain/ids'
import { orgInfo } from './desk'
import { operation } from './operation'
import { nothing, place } from './shapes'

export const viewOperations = {
  'org.viewAs': operation({
    scope: 'org',
    writes: false,
    summary:
      'Answers every reading operation as somebody else would see it, and refuses every change, until it is called with nobody.',
    input: z.object({
      /** A person by id or e-mail; null with no role: oneself again. */
      who: z.string().min(1).max(400).nullable().default(null),
      role: parseRoleKey.optional(),
      /** With a role: the places of somebody who has it; left out: the first of each kind that counts, and every product. */
      at: z.array(parsePlaceId).max(100).optional(),
    }),
    output: orgInfo,
    errors: ['no-such-person', 'unknown-role', 'unknown-place'],
  }),
  'product.read': operation({
    scope: 'org',
    writes: false,
    summary:
      'The product as the actor sees it: every entry point shown, hidden, disabled or refused, default views and landing page.',
    input: nothing,
    output: z.object({
      as: z.object({ name: z.string(), role: z.string(), at: z.array(place) }),
      areas: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          permissions: z.array(
            z.object({
              permission: parsePermissionKey,
              name: z.string(),
              isHeld: z.boolean(),
              /** How far, or why not. */
              because: z.string(),
              entryPoints: z.array(
                z.object({
                  name: z.string(),
                  state: z.enum(['shown', 'hidden', 'disabled', 'refused']),
                  text: z.string().nullable(),
                }),
              ),
            }),
          ),
        }),
      ),
      views: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kind: z.enum(['list', 'landing']),
          view: z.string(),
          permissionName: z.string().nullable(),
          /** Whether the person may open the view that they land on. */
          isPermitted: z.boolean(),
        }),
      ),
    }),
    errors: ['no-such-person'],
  }),
} as const
