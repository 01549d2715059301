import { z } from 'zod'

/** How far a permission reaches (blueprints.md, "Reading a cell"). */
export const reaches = ['none', 'own', 'shared', 'connected', 'assigned', 'all'] as const
export type Reach = (typeof reaches)[number]
export const parseReach = z.enum(reaches)

/** Which reaches a cell of a permission may take (blueprints.md, "class"). */
export const permissionClasses = {
  org: ['none', 'all'],
  place: ['none', 'assigned', 'all'],
  record: ['none', 'own', 'all'],
  share: ['none', 'shared', 'all'],
  person: ['connected', 'all'],
  self: ['own'],
} as const satisfies Record<string, readonly Reach[]>
export type PermissionClass = keyof typeof permissionClasses
export const parsePermissionClass = z.enum(Object.keys(permissionClasses) as [PermissionClass, ...PermissionClass[]])

/**
 * A cell of a blueprint's table: a reach, `granted:<reach>` (none until switched on for the role or for one person),
 * or `unspecified` (the source does not say; decides as `none`).
 */
export const parseCell = z.string().regex(/^(?:granted:)?(?:none|own|shared|connected|assigned|all)$|^unspecified$/)

export interface Cell {
  /** What the engine uses until somebody decides otherwise. */
  readonly reach: Reach
  /** The reach that the source allows once switched on, for `granted:R` cells. */
  readonly grantable: Reach | null
  readonly isUnspecified: boolean
}

export function readCell(text: string): Cell {
  if (text === 'unspecified') return { reach: 'none', grantable: null, isUnspecified: true }
  if (text.startsWith('granted:')) {
    return { reach: 'none', grantable: text.slice('granted:'.length) as Reach, isUnspecified: false }
  }
  return { reach: text as Reach, grantable: null, isUnspecified: false }
}

/**
 * True when `wide` allows everything that `narrow` allows: `none` < own, shared, connected, assigned < `all`.
 * The middle reaches do not contain each other.
 */
export function reachContains(wide: Reach, narrow: Reach): boolean {
  return wide === narrow || wide === 'all' || narrow === 'none'
}
