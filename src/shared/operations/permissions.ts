import { z } from 'zod'
import { parsePermissionKey, parseRoleKey } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { cellEdit, place } from './shapes'

/** One past value of a cell, newest first. */
export const pastGrant = z.object({
  item: z.string(),
  n: z.int(),
  settledAtMs: z.number(),
  author: z.string(),
  role: parseRoleKey,
  roleName: z.string(),
  permission: parsePermissionKey,
  permissionName: z.string(),
  /** null = the blueprint's default */
  from: parseReach.nullable(),
  to: parseReach.nullable(),
  fromText: z.string(),
  toText: z.string(),
  note: z.string().nullable(),
})

export const permissionOperations = {
  'permission.read': operation({
    scope: 'org',
    writes: false,
    summary: 'One permission in detail: what it needs, what needs it, what people see who lack it, and who has it.',
    input: z.object({ permission: parsePermissionKey, limit: z.int().min(0).max(1000).default(8) }),
    output: z.object({
      needs: z.array(
        z.object({
          kind: z.enum(['feature', 'setting', 'product', 'permission', 'fact']),
          key: z.string(),
          text: z.string(),
          /** Of features, settings and products; null where it depends on the role or the record. */
          isOn: z.boolean().nullable(),
        }),
      ),
      neededBy: z.array(z.object({ permission: parsePermissionKey, name: z.string() })),
      entryPoints: z.array(
        z.object({ name: z.string(), effect: z.enum(['hide', 'disable', 'refuse']), text: z.string().nullable() }),
      ),
      advice: z.array(z.object({ notBelow: z.string(), text: z.string() })),
      holders: z.object({
        /** People whom the reader sees in full. */
        people: z.int(),
        byRole: z.array(z.object({ role: parseRoleKey, name: z.string(), people: z.int() })),
        first: z.array(
          z.object({
            staffId: z.string(),
            name: z.string().nullable(),
            role: z.string(),
            places: z.array(place).nullable(),
          }),
        ),
      }),
    }),
    errors: ['unknown-permission'],
  }),
  'grant.history': operation({
    scope: 'org',
    writes: false,
    summary: 'Every value that cells of the matrix have had, with who changed them, when and why; newest first.',
    input: z.object({
      role: parseRoleKey.optional(),
      permission: parsePermissionKey.optional(),
      limit: z.int().min(1).max(1000).default(100),
    }),
    output: z.array(pastGrant),
    errors: ['unknown-role', 'unknown-permission'],
  }),
  'grant.restore': operation({
    scope: 'org',
    writes: false,
    summary:
      'The edits that bring cells back to what they were after an entry; 0 is the shipped defaults. Applies nothing.',
    input: z.object({
      n: z.int().min(0),
      role: parseRoleKey.optional(),
      permission: parsePermissionKey.optional(),
    }),
    output: z.object({ edits: z.array(cellEdit) }),
    errors: ['unknown-role', 'unknown-permission'],
  }),
} as const
