import { z } from 'zod'
import { parsePermissionKey } from '../domain/ids'
import { operation } from './operation'
import { applied, nothing } from './shapes'

export const newPermissionOperations = {
  'newPermission.list': operation({
    scope: 'org',
    writes: false,
    summary:
      'Permissions that came with a feature or a blueprint version and wait for somebody to decide who gets them.',
    input: nothing,
    output: z.array(
      z.object({ permission: parsePermissionKey, name: z.string(), because: z.string(), sinceMs: z.number() }),
    ),
    errors: [],
  }),
  'newPermission.keep': operation({
    scope: 'org',
    writes: true,
    summary: 'Says that new permissions stay as they are, so that they wait no longer.',
    input: z.object({ permissions: z.array(parsePermissionKey).min(1).max(400) }),
    output: applied,
    errors: ['nothing-to-change', 'refused'],
  }),
} as const
