import { z } from 'zod'
import { parseReach } from '../../shared/domain/reach'
import { accessDifference, applied, roleStep } from './shapes'

const rung = z.object({
  key: z.string(),
  name: z.string(),
  rank: z.int(),
  people: z.int(),
  locked: z.boolean(),
  singleton: z.boolean(),
  summary: z.string(),
  /** against the next role below */
  gains: z.array(roleStep),
  loses: z.array(roleStep),
})

/** What changing the ladder does, or would do. */
const roleEdit = z.object({
  sentences: z.array(z.string()),
  /** people who get another role */
  moving: z.int(),
  /** with --preview: who gains and who loses */
  gain: z.array(accessDifference),
  lose: z.array(accessDifference),
  /** null with --preview */
  applied: applied.nullable(),
})

/** What was done; with `--preview`, who would gain and who would lose. */
const appliedOrImpact = z.union([
  applied,
  z.object({ gain: z.array(accessDifference), lose: z.array(accessDifference) }),
])

/** Of commands about roles, what they hold, and switches. */
export const roleOutputs = {
  'role list': z.array(rung),
  'role show': rung.extend({
    manages: z.array(z.string()),
    managedBy: z.array(z.string()),
    holds: z.array(z.object({ permission: z.string(), name: z.string(), area: z.string(), reach: parseReach })),
  }),
  'role compare': z.object({
    a: z.string(),
    b: z.string(),
    gained: z.array(roleStep),
    lost: z.array(roleStep),
    same: z.array(roleStep),
  }),
  'role draw': z.object({ path: z.string() }),
  'role create': roleEdit,
  'role edit': roleEdit,
  'role move': roleEdit,
  'role delete': roleEdit,
  'grant set': appliedOrImpact,
  'grant reset': appliedOrImpact,
  'grant list': z.array(
    z.object({
      role: z.string(),
      permission: z.string(),
      reach: parseReach,
      default: parseReach,
      wasUnspecified: z.boolean(),
    }),
  ),
  'feature set': applied,
  'setting set': applied,
  matrix: z.array(
    z.object({
      role: z.string(),
      permission: z.string(),
      reach: parseReach,
      default: parseReach,
      edited: z.boolean(),
      locked: z.boolean(),
      unspecified: z.boolean(),
      /** the feature or product is off */
      off: z.boolean(),
    }),
  ),
} as const
