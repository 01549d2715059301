import { z } from 'zod'
import { parsePermissionKey, parseRoleKey } from '../domain/ids'
import { parsePermissionClass } from '../domain/reach'
import { fileErrors } from './desk'
import { operation } from './operation'
import { applied, impact, nothing, reasons } from './shapes'

const roleName = z.string().trim().min(1, 'must not be empty').max(80, 'must be at most 80 characters')
const sentence = z.string().trim().min(1, 'must not be empty').max(400, 'must be at most 400 characters')
const path = z.string().min(1).max(4096)
const key = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be a key like front-desk')

/** What someone wants of a role, before it is done. */
export const roleWish = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('create'),
    /** May do what this role may do now. */
    like: parseRoleKey,
    name: roleName,
    summary: sentence.optional(),
    /** Left out: made from the name. */
    role: parseRoleKey.optional(),
    /** The role right above; left out: right under the one it is like. */
    under: parseRoleKey.optional(),
  }),
  z.object({
    do: z.literal('edit'),
    role: parseRoleKey,
    name: roleName.optional(),
    summary: sentence.optional(),
    /** Whose people it manages; `everyone` is everyone from there down. */
    manages: z.union([z.literal('everyone'), z.array(parseRoleKey).max(40)]).optional(),
  }),
  z.object({ do: z.literal('move'), role: parseRoleKey, under: parseRoleKey }),
  z.object({
    do: z.literal('delete'),
    role: parseRoleKey,
    /** What its people, those in Restore included, get instead. */
    reassignTo: parseRoleKey.optional(),
  }),
])

const roleErrors = ['unknown-role', 'role-exists', 'role-has-people', 'nothing-to-change', 'refused'] as const

export const definitionOperations = {
  'role.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'What adding, describing, moving or deleting a role would do, by name; changes nothing.',
    input: z.object({ wish: roleWish, limit: z.int().min(0).max(200_000).default(200) }),
    output: impact.extend({
      /** What would be done, in words. */
      sentences: z.array(z.string()),
      /** People who would get another role, as far as the reader may see them. */
      moving: z.int(),
      movingNames: z.array(z.object({ name: z.string(), state: z.string() })),
      /** Empty when the actor may do it. */
      refusedBecause: reasons,
      /** Null when it could be taken back; otherwise why not. */
      finalBecause: z.string().nullable(),
    }),
    errors: roleErrors,
  }),
  'role.create': operation({
    scope: 'org',
    writes: true,
    summary: 'Adds a role like another one; only where the roles are the organization’s own.',
    input: roleWish.options[0].omit({ do: true }),
    output: applied.extend({ role: parseRoleKey }),
    errors: roleErrors,
  }),
  'role.edit': operation({
    scope: 'org',
    writes: true,
    summary: 'Renames or describes a role, or says whose people it manages.',
    input: roleWish.options[1].omit({ do: true }),
    output: applied,
    errors: roleErrors,
  }),
  'role.move': operation({
    scope: 'org',
    writes: true,
    summary: 'Places a role right under another on the ladder.',
    input: roleWish.options[2].omit({ do: true }),
    output: applied,
    errors: roleErrors,
  }),
  'role.delete': operation({
    scope: 'org',
    writes: true,
    summary: 'Deletes a role and gives its people another one: one history item, one undo.',
    input: roleWish.options[3].omit({ do: true }).extend({ job: z.string().max(80).optional() }),
    output: applied,
    errors: roleErrors,
  }),
  'role.draw': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes the ladder as a picture (.png), a PDF or a drawing (.svg), light, as the reader may see it.',
    input: z.object({ path, replace: z.boolean().default(false) }),
    output: z.object({ path: z.string() }),
    errors: [...fileErrors, 'unknown-format', 'no-display'],
  }),
  'permission.create': operation({
    scope: 'org',
    writes: true,
    summary: 'Adds a permission to an own blueprint. Nobody has it until somebody decides, but for locked roles.',
    input: z.object({
      name: sentence,
      summary: sentence,
      area: key,
      class: parsePermissionClass,
      why: z.string().trim().min(1).max(2000).optional(),
      permission: parsePermissionKey.optional(),
    }),
    output: applied.extend({ permission: parsePermissionKey }),
    errors: ['unknown-area', 'permission-exists', 'refused'],
  }),
  'permission.edit': operation({
    scope: 'org',
    writes: true,
    summary: 'Renames or describes a permission of an own blueprint, or lists it under another area.',
    input: z.object({
      permission: parsePermissionKey,
      name: sentence.optional(),
      summary: sentence.optional(),
      why: z.string().trim().max(2000).nullable().optional(),
      area: key.optional(),
    }),
    output: applied,
    errors: ['unknown-permission', 'nothing-to-change', 'refused'],
  }),
  'permission.delete': operation({
    scope: 'org',
    writes: true,
    summary: 'Takes a permission out of an own blueprint, unless something rests on it.',
    input: z.object({ permission: parsePermissionKey }),
    output: applied,
    errors: ['unknown-permission', 'refused'],
  }),
  'area.set': operation({
    scope: 'org',
    writes: true,
    summary:
      'Adds or renames an area of an own blueprint; with name null it is taken out. Without a key a new one is made from the name.',
    input: z.object({ area: key.optional(), name: sentence.nullable() }),
    output: applied,
    errors: ['nothing-to-change', 'refused'],
  }),
  'blueprint.own': operation({
    scope: 'org',
    writes: true,
    summary: 'Makes a copy of the blueprint the organization’s own, so that its roles and permissions may be changed.',
    input: z.object({ name: sentence.optional() }),
    output: applied,
    errors: ['nothing-to-change', 'refused'],
  }),
  'blueprint.findUpdate': operation({
    scope: 'org',
    writes: false,
    summary: 'The newer version of the blueprint that this Rolecall ships, or that a file holds: what it adds.',
    input: z.object({ path: path.optional() }),
    output: z.object({
      /** Null when there is none. */
      version: z.int().nullable(),
      now: z.int(),
      adds: z.array(z.object({ permission: parsePermissionKey, name: z.string(), summary: z.string() })),
    }),
    errors: [...fileErrors, 'bad-blueprint', 'other-blueprint'],
  }),
  'blueprint.update': operation({
    scope: 'org',
    writes: true,
    summary: 'Brings the blueprint to the newer version. New permissions are nobody’s until somebody decides.',
    input: z.object({ path: path.optional() }),
    output: applied,
    errors: [...fileErrors, 'bad-blueprint', 'other-blueprint', 'nothing-to-change'],
  }),
  'blueprint.export': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes the organization’s blueprint to a JSON file, from which another organization can be made.',
    input: z.object({ path, replace: z.boolean().default(false) }),
    output: z.object({ path: z.string() }),
    errors: fileErrors,
  }),
  'blueprint.read': operation({
    scope: 'org',
    writes: false,
    summary: 'The blueprint of the organization: which it is, and whether its roles are the organization’s own.',
    input: nothing,
    output: z.object({
      id: z.string(),
      version: z.int(),
      name: z.string(),
      source: z.string(),
      summary: z.string(),
      ownRoles: z.boolean(),
      areas: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
    errors: [],
  }),
} as const
