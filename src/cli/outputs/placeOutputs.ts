import { z } from 'zod'
import { parsePlaceId } from '../../shared/domain/ids'
import { planMarks } from '../../shared/domain/setup'
import { accessDifference, applied, places, reason } from './shapes'

const appliedOrPreview = z.union([
  applied,
  /** with --preview */
  z.object({
    gain: z.array(accessDifference),
    lose: z.array(accessDifference),
    refusedBecause: z.array(z.object({ code: z.string(), text: z.string() })),
  }),
])

/** Of commands about places, plans of a location and templates. */
export const placeOutputs = {
  'place list': z.array(
    z.object({
      place: parsePlaceId,
      kind: z.string(),
      name: z.string(),
      parent: parsePlaceId.nullable(),
      archived: z.boolean(),
      people: z.int(),
    }),
  ),
  'place add': applied.extend({ place: parsePlaceId }),
  'place rename': applied,
  'place move': appliedOrPreview,
  'place archive': appliedOrPreview,
  'place merge': z.object({
    people: z.int(),
    grants: z.int(),
    children: z.int(),
    /** somebody keeps the place, so it is archived rather than taken away */
    archives: z.boolean(),
    gain: z.array(accessDifference),
    lose: z.array(accessDifference),
    refusedBecause: z.array(z.object({ code: z.string(), text: z.string() })),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  plan: z.object({
    location: parsePlaceId.nullable(),
    /** + added · ~ changed · = so already */
    lines: z.array(
      z.object({ mark: z.enum(planMarks), about: z.enum(['place', 'person', 'switch', 'grant']), text: z.string() }),
    ),
    counts: z.object({ add: z.int(), change: z.int(), same: z.int() }),
    /** why it would be refused; empty when it would not */
    refusedBecause: z.array(reason),
    people: z.array(
      z.object({
        name: z.string(),
        email: z.string().nullable(),
        isNew: z.boolean(),
        gains: z.array(z.string()),
        loses: z.array(z.string()),
        text: z.string(),
      }),
    ),
    /** roles wanted of which there are too few */
    missing: z.array(z.string()),
    gaps: z.array(
      z.object({
        /** nobody may · only people elsewhere may · only one person may */
        kind: z.enum(['nobody', 'elsewhere', 'one']),
        permission: z.string(),
        /** false: about the whole organization */
        isByPlace: z.boolean(),
        places,
        text: z.string(),
      }),
    ),
    fixes: z.array(
      z.object({ kind: z.enum(['assign', 'invite', 'grant']), text: z.string(), closes: z.array(z.string()) }),
    ),
    /** null without --apply, and when there was nothing to do */
    applied: applied.nullable(),
  }),
  'template list': z.array(z.object({ key: z.string(), name: z.string(), summary: z.string() })),
  'template save': applied.extend({ key: z.string() }),
  'template delete': applied,
  'template export': z.object({ path: z.string() }),
  'template import': applied.extend({ key: z.string() }),
} as const
