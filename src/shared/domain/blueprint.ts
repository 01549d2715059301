import { z } from 'zod'
import { parsePermissionKey, parseRoleKey } from './ids'
import { parseCell, parsePermissionClass } from './reach'

export const line = z.string().min(1).max(400)
export const paragraph = z.string().min(1).max(2000)
export const blueprintKey = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be a key like office-manager')
const placeKindKey = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/)

/** Keys of the console's own edits, each guarded by one permission (blueprints.md, "Guards"). */
export const guardedEdits = [
  'staff.see',
  'staff.add',
  'staff.edit',
  'staff.setRole',
  'staff.assign',
  'staff.remove',
  'staff.restore',
  'staff.purge',
  'grants.edit',
  'places.edit',
  'places.editTop',
  'console.manage',
] as const
export type GuardedEdit = (typeof guardedEdits)[number]

const role = z.strictObject({
  key: parseRoleKey,
  name: line,
  /** One sentence: what this role is for. */
  summary: line,
  /** Has every permission at the listed reach, gets new ones at once, cannot be edited. */
  locked: z.boolean().default(false),
  /** Passes product gates (S1.20). */
  ungated: z.boolean().default(false),
  /** Exactly one person, set only by the first change: nobody moves in or out (S4.4, S4.22). */
  singleton: z.boolean().default(false),
  /** Roles whose people this role may act on, when the guard's permission allows it. */
  manages: z.union([z.literal('everyone'), z.array(parseRoleKey)]).default([]),
})

/** One thing a permission needs besides its grant. Exactly one of feature, setting, permission, fact, with optional limits. */
const need = z.strictObject({
  feature: blueprintKey.optional(),
  setting: blueprintKey.optional(),
  permission: parsePermissionKey.optional(),
  fact: blueprintKey.optional(),
  /** Applies only to these roles. */
  roles: z.array(parseRoleKey).optional(),
  /** Applies only when this fact of the request is true. */
  whenFact: blueprintKey.optional(),
  /** Applies only when the request names a person as its target. */
  whenOn: z.boolean().optional(),
})

export const parsePermissionDefinition = z.strictObject({
  key: parsePermissionKey,
  area: blueprintKey,
  name: line,
  summary: line,
  class: parsePermissionClass,
  grants: z.record(parseRoleKey, parseCell),
  /** "Why you might change it" (S2.27). */
  why: paragraph.optional(),
  /** Kinds of place that count for reach `assigned`. Left out: the blueprint's `scopeKinds`. */
  scopeKinds: z.array(placeKindKey).optional(),
  /** The product one must have, unless the role is ungated. The product being inactive stops everyone. */
  product: blueprintKey.optional(),
  needs: z.array(need).default([]),
  /** When false the whole row is fixed; `fixedBecause` says why (S2.9). */
  editable: z.boolean().default(true),
  fixedBecause: line.optional(),
  /** What a person who lacks it sees, per entry point of the product (S2.11, S2.16, S2.24). */
  entryPoints: z
    .array(z.strictObject({ name: line, effect: z.enum(['hide', 'disable', 'refuse']), text: line.optional() }))
    .default([]),
  /** Warnings shown when a role below `notBelow` gets it (S2.19). */
  advice: z.array(z.strictObject({ notBelow: parseRoleKey, text: line })).default([]),
  /** Contradictions and silences of the source, and other remarks, in our own words. */
  notes: z
    .array(
      z.strictObject({
        kind: z.enum(['contradiction', 'silence', 'remark']),
        text: paragraph,
        source: line.optional(),
      }),
    )
    .default([]),
  sources: z.array(z.string()).default([]),
})

const guard = z.strictObject({
  permission: parsePermissionKey,
  /**
   * Which places of a person as target must be the actor's: `one` in common (view, edit), `every` (role, remove,
   * restore, purge), `touched` (assign: only the places being changed). Ignored when the permission reaches everything.
   */
  target: z.enum(['one', 'every', 'touched']).optional(),
  /** Another permission decides for touched places of these kinds (S1.16, S1.18: products and lines). */
  byPlaceKind: z.record(placeKindKey, parsePermissionKey).optional(),
})

/**
 * A blueprint: a role system as data (blueprints.md). Roles are listed from the top of the ladder down; a role's rank is
 * its index, 0 at the top. The engine knows no blueprint by name.
 */
export const parseBlueprintShape = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('rolecall/blueprint/1'),
  id: blueprintKey,
  version: z.int().positive(),
  name: line,
  /** Where the role system is described. */
  source: line,
  /** One sentence for the welcome screen. */
  tagline: line,
  summary: paragraph,
  ladder: z.strictObject({
    moves: z.enum(['any', 'up-only']),
    movesReason: line.optional(),
    /** A role holds at least what the role below holds (S1.10, S2.2). */
    containsBelow: z.boolean().default(false),
  }),
  /** True for "your own": roles and permissions may be added, renamed, reordered and deleted. */
  ownRoles: z.boolean().default(false),
  roles: z.array(role).min(1).max(40),
  placeKinds: z
    .array(
      z.strictObject({
        key: placeKindKey,
        name: line,
        plural: line,
        /** Kinds a place of this kind may lie under; any kind may lie under a location. */
        under: z.array(placeKindKey).default([]),
      }),
    )
    .min(1),
  /** Kinds that count for reach `assigned`; being assigned to any of them is enough. `location` always holds what lies under it. */
  scopeKinds: z.array(placeKindKey).min(1),
  /** Products of the account. Each becomes a place `product:<key>` with the first change; inactive stops everyone (S1.22). */
  products: z.array(z.strictObject({ key: blueprintKey, name: line, summary: line, active: z.boolean() })).default([]),
  features: z.array(z.strictObject({ key: blueprintKey, name: line, summary: line, on: z.boolean() })).default([]),
  settings: z.array(z.strictObject({ key: blueprintKey, name: line, summary: line, on: z.boolean() })).default([]),
  facts: z
    .array(z.strictObject({ key: blueprintKey, name: line }))
    .max(30)
    .default([]),
  areas: z.array(z.strictObject({ key: blueprintKey, name: line })).min(1),
  permissions: z.array(parsePermissionDefinition).min(1).max(400),
  visibility: z.strictObject({
    /** People of `role` appear nowhere for those who lack `unless`; history says `calledInstead` (S0.14). */
    hidden: z
      .array(z.strictObject({ role: parseRoleKey, unless: parsePermissionKey, calledInstead: line }))
      .default([]),
    /** People of `role` appear with name and role only, for everyone but themselves (S4.6). */
    masked: z.array(z.strictObject({ role: parseRoleKey })).default([]),
  }),
  /** Default views and landing page: names per role key (S3.6–S3.14). `permission` is the one a role needs to open it. */
  defaultViews: z
    .array(
      z.strictObject({
        key: blueprintKey,
        name: line,
        kind: z.enum(['list', 'landing']),
        views: z.record(parseRoleKey, z.strictObject({ name: line, permission: parsePermissionKey.optional() })),
      }),
    )
    .default([]),
  advice: z
    .array(z.strictObject({ kind: z.enum(['few-people']), role: parseRoleKey, atMost: z.int().positive(), text: line }))
    .default([]),
  guards: z.record(z.enum(guardedEdits), guard),
})

export type Blueprint = z.output<typeof parseBlueprintShape>
export type BlueprintRole = Blueprint['roles'][number]
export type BlueprintPermission = Blueprint['permissions'][number]
export type BlueprintNeed = BlueprintPermission['needs'][number]
