import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { applied, impact, page, place, placeName, reasons } from './shapes'

const placeRow = z.object({
  id: parsePlaceId,
  kind: z.string(),
  name: z.string(),
  parent: parsePlaceId.nullable(),
  isArchived: z.boolean(),
  /** Assigned here directly, active and invited. */
  people: z.int(),
  /** Touched by an own change that is not settled yet. */
  pending: z.boolean().optional(),
})

/** What an edit of places does to people, without doing it. */
const placeImpact = impact.extend({
  /** Empty when the actor may do it. */
  refusedBecause: reasons,
})

export const placeOperations = {
  'place.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Places as a flat list, parents before children.',
    input: z.object({ kind: z.string().optional(), archived: z.boolean().default(true) }),
    output: z.array(placeRow),
    errors: [],
  }),
  'place.refused': operation({
    scope: 'org',
    writes: false,
    summary:
      'Living places to which the actor may assign nobody, and why: not places of theirs, or a product that is off.',
    input: z.object({}),
    output: z.array(z.object({ place: parsePlaceId, because: z.string() })),
    errors: [],
  }),
  'place.tree': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the tree of places as lines, folded as asked, or what a search finds with the way down to it.',
    input: z.object({
      search: z.string().max(200).default(''),
      kinds: z.array(z.string()).max(40).default([]),
      archived: z.boolean().default(false),
      /** Places that are folded where a tree of this size starts unfolded, or the other way round. */
      toggled: z.array(parsePlaceId).max(10_000).default([]),
      ...page,
    }),
    output: z.object({
      total: z.int(),
      lines: z.array(
        z.object({
          place: placeRow,
          /** 1 at the top. */
          level: z.int(),
          hasChildren: z.boolean(),
          isFolded: z.boolean(),
        }),
      ),
      /** Of the whole organization, whatever the filter. */
      counts: z.object({
        all: z.int(),
        archived: z.int(),
        byKind: z.array(z.object({ kind: z.string(), places: z.int() })),
      }),
    }),
    errors: [],
  }),
  'place.search': operation({
    scope: 'org',
    writes: false,
    summary: 'Places in use whose name or key matches, with where they lie; for choosing one.',
    input: z.object({
      text: z.string().max(200).default(''),
      kinds: z.array(z.string()).max(40).default([]),
      /** Only places under which this one may be put. */
      parentFor: parsePlaceId.optional(),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.array(placeRow.extend({ path: z.array(z.string()) })),
    errors: [],
  }),
  'place.show': operation({
    scope: 'org',
    writes: false,
    summary: 'One place: where it lies, what lies under it, and whether the actor may edit it.',
    input: z.object({ place: parsePlaceId }),
    output: z.object({
      place: placeRow,
      /** From the top down, without the place itself. */
      path: z.array(place),
      /** Directly under it, in use. */
      children: z.int(),
      /** People assigned here or under it. */
      peopleUnder: z.int(),
      mayEdit: z.object({ allowed: z.boolean(), because: z.string() }),
    }),
    errors: ['unknown-place'],
  }),
  'place.access': operation({
    scope: 'org',
    writes: false,
    summary: 'What the people of a place may do there: a page of people × the permissions that hang on places.',
    input: z.object({ place: parsePlaceId, search: z.string().max(200).default(''), ...page }),
    output: z.object({
      permissions: z.array(z.object({ key: parsePermissionKey, name: z.string(), area: z.string() })),
      total: z.int(),
      rows: z.array(
        z.object({
          staffId: parseStaffId,
          name: z.string().nullable(),
          email: z.string().nullable(),
          role: z.string(),
          rank: z.int(),
          state: z.string(),
          /** Places through which the person is here. */
          through: z.array(z.string()),
          /** In the order of `permissions`; none where nothing is held here. */
          reaches: z.array(parseReach),
        }),
      ),
    }),
    errors: ['unknown-place'],
  }),
  'place.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'Who gains and who loses by archiving, bringing back or moving a place, by name; changes nothing.',
    input: z.object({
      place: parsePlaceId,
      parent: parsePlaceId.nullable().optional(),
      archived: z.boolean().optional(),
      limit: z.int().min(0).max(200_000).default(200),
    }),
    output: placeImpact,
    errors: ['unknown-place', 'nothing-to-change'],
  }),
  'place.add': operation({
    scope: 'org',
    writes: true,
    summary: 'Adds a place. Without a key it is made from the name.',
    input: z.object({
      kind: z.string(),
      key: z.string().max(100).optional(),
      name: placeName,
      parent: parsePlaceId.nullable().default(null),
    }),
    output: applied.extend({ place: parsePlaceId }),
    errors: ['unknown-kind', 'place-exists', 'unknown-place', 'bad-parent', 'refused'],
  }),
  'place.edit': operation({
    scope: 'org',
    writes: true,
    summary: 'Renames, moves, archives or brings back a place. Its key stays.',
    input: z.object({
      place: parsePlaceId,
      name: placeName.optional(),
      parent: parsePlaceId.nullable().optional(),
      archived: z.boolean().optional(),
    }),
    output: applied,
    errors: ['unknown-place', 'bad-parent', 'nothing-to-change', 'refused'],
  }),
  'place.previewMerge': operation({
    scope: 'org',
    writes: false,
    summary: 'What merging one place into another moves, and who gains and who loses; changes nothing.',
    input: z.object({ from: parsePlaceId, into: parsePlaceId, limit: z.int().min(0).max(200_000).default(200) }),
    output: placeImpact.extend({
      /** People, personal grants and places that move. */
      people: z.int(),
      grants: z.int(),
      children: z.int(),
      /** People in Restore, who keep it. */
      inRestore: z.int(),
      /** Somebody keeps it, so it is archived rather than taken away. */
      archives: z.boolean(),
    }),
    errors: ['unknown-place', 'bad-merge', 'not-allowed'],
  }),
  'place.merge': operation({
    scope: 'org',
    writes: true,
    summary: 'Merges a duplicate place into another: people, grants and places under it move. One history item.',
    input: z.object({ from: parsePlaceId, into: parsePlaceId }),
    output: applied.extend({ people: z.int(), grants: z.int(), children: z.int() }),
    errors: ['unknown-place', 'bad-merge', 'refused'],
  }),
} as const
