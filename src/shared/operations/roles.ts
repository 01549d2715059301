import { z } from 'zod'
import { parsePermissionKey, parseRoleKey } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { checkedExpectation } from './expectations'
import { operation } from './operation'
import { accessDifference, applied, cellEdit, impact, nothing, reasons } from './shapes'

const roleStep = z.object({ permission: parsePermissionKey, name: z.string(), before: parseReach, after: parseReach })

/** One rung of the ladder, with what it gains and loses against the next rung below. */
export const rung = z.object({
  key: parseRoleKey,
  name: z.string(),
  rank: z.int(),
  summary: z.string(),
  locked: z.boolean(),
  singleton: z.boolean(),
  people: z.int(),
  /** Holds something in these areas; `limited` when only assigned, own, shared or connected. */
  areas: z.array(z.object({ key: z.string(), name: z.string(), limited: z.boolean() })),
  /** Null on the lowest rung. */
  below: parseRoleKey.nullable(),
  gains: z.array(roleStep),
  loses: z.array(roleStep),
  /** It, or what it holds, is touched by an own change that is not settled yet. */
  pending: z.boolean().optional(),
})

export const matrixCell = z.object({
  role: parseRoleKey,
  reach: parseReach,
  default: parseReach,
  /** The reach that the source allows once switched on; null otherwise. */
  grantable: parseReach.nullable(),
  isEdited: z.boolean(),
  isLocked: z.boolean(),
  isEditable: z.boolean(),
  isUnspecified: z.boolean(),
  /** Feature or product off for this organization. */
  isOff: z.boolean(),
  allowedReaches: z.array(parseReach),
  /** Touched by an own change that is not settled yet. */
  pending: z.boolean().optional(),
})

/** What somebody gains or loses by an edit, with the role that they have. */
const editDifference = accessDifference.extend({ role: parseRoleKey })

export const roleOperations = {
  'role.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The ladder from the top down, each rung with people, gains and losses against the one below.',
    input: nothing,
    output: z.object({
      moves: z.enum(['any', 'up-only']),
      movesReason: z.string().nullable(),
      /** True when roles may be added, described, placed and deleted here. */
      ownRoles: z.boolean(),
      blueprint: z.string(),
      rungs: z.array(rung),
    }),
    errors: [],
  }),
  'role.show': operation({
    scope: 'org',
    writes: false,
    summary: 'One role: its rung and what it holds.',
    input: z.object({ role: parseRoleKey }),
    output: z.object({
      rung,
      /** Whose people it manages, itself included where so. */
      manages: z.array(parseRoleKey),
      /** Who manages its people, and so may give and take the role. */
      managedBy: z.array(parseRoleKey),
      holds: z.array(
        z.object({ permission: parsePermissionKey, name: z.string(), area: z.string(), reach: parseReach }),
      ),
    }),
    errors: ['unknown-role'],
  }),
  'role.compare': operation({
    scope: 'org',
    writes: false,
    summary:
      'What role b has over role a (gained), lacks (lost), and what is the same. A change between two middle reaches is both.',
    input: z.object({ a: parseRoleKey, b: parseRoleKey }),
    output: z.object({
      a: parseRoleKey,
      b: parseRoleKey,
      gained: z.array(roleStep),
      lost: z.array(roleStep),
      same: z.array(roleStep),
    }),
    errors: ['unknown-role'],
  }),
  'grant.matrix': operation({
    scope: 'org',
    writes: false,
    summary: 'Role × permission: reach, default, edited, locked, not specified, off.',
    input: nothing,
    output: z.object({
      roles: z.array(
        z.object({ key: parseRoleKey, name: z.string(), rank: z.int(), locked: z.boolean(), people: z.int() }),
      ),
      areas: z.array(z.object({ key: z.string(), name: z.string() })),
      permissions: z.array(
        z.object({
          key: parsePermissionKey,
          area: z.string(),
          name: z.string(),
          summary: z.string(),
          why: z.string().nullable(),
          class: z.string(),
          needs: z.array(z.string()),
          notes: z.array(z.object({ kind: z.string(), text: z.string() })),
          fixedBecause: z.string().nullable(),
          cells: z.array(matrixCell),
        }),
      ),
    }),
    errors: [],
  }),
  'grant.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The grants that the organization decided differently from its blueprint.',
    input: z.object({ role: parseRoleKey.optional(), permission: parsePermissionKey.optional() }),
    output: z.array(
      z.object({
        role: parseRoleKey,
        permission: parsePermissionKey,
        reach: parseReach,
        default: parseReach,
        wasUnspecified: z.boolean(),
      }),
    ),
    errors: [],
  }),
  'grant.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'Who gains and who loses by a set of edits, by name and place; changes nothing.',
    input: z.object({
      edits: z.array(cellEdit).max(1000),
      limit: z.int().min(0).max(200_000).default(200),
      /** Edits that the actor may not make change nothing: they are neither counted nor named. */
      onlyAllowed: z.boolean().default(false),
    }),
    output: impact.extend({
      gain: z.array(editDifference),
      lose: z.array(editDifference),
      /** One line for each edit, with its own counts. */
      edits: z.array(
        z.object({
          role: parseRoleKey,
          permission: parsePermissionKey,
          before: parseReach,
          after: parseReach,
          sentence: z.string(),
          gaining: z.int(),
          losing: z.int(),
          advice: z.array(z.string()),
          /** Empty when the actor may make this edit. */
          refusedBecause: reasons,
          /** What the permission needs and the role or the organization lacks; `edit` gives it, `switch` names what to turn on. */
          needs: z.array(
            z.object({
              text: z.string(),
              edit: cellEdit.nullable(),
              switch: z
                .object({ kind: z.enum(['feature', 'setting', 'product']), key: z.string(), name: z.string() })
                .nullable(),
            }),
          ),
          /** What the role keeps but can no longer use, or not as far. */
          stops: z.array(z.object({ permission: parsePermissionKey, name: z.string(), text: z.string() })),
        }),
      ),
      /** Saved statements that would be broken, or are. */
      expectations: z.array(checkedExpectation.extend({ isNew: z.boolean() })),
    }),
    errors: ['unknown-role', 'unknown-permission', 'reach-not-allowed'],
  }),
  'grant.set': operation({
    scope: 'org',
    writes: true,
    summary: 'Changes what roles may do: one change, one history item, one undo.',
    input: z.object({ edits: z.array(cellEdit).min(1).max(1000), note: z.string().max(1000).optional() }),
    output: applied,
    errors: ['unknown-role', 'unknown-permission', 'reach-not-allowed', 'nothing-to-change', 'refused'],
  }),
} as const
