import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { parseSetup, parseSetupTemplate, planMarks } from '../domain/setup'
import { fileErrors } from './desk'
import { operation } from './operation'
import { applied, nothing, place, reasons } from './shapes'

/** What nobody assigned to a place or above it may do there, or only one person. */
const gap = z.object({
  kind: z.enum(['nobody', 'elsewhere', 'one']),
  permission: parsePermissionKey,
  permissionName: z.string(),
  area: z.string(),
  /** False: about the whole organization, so that somebody elsewhere may do it for this place too. */
  isByPlace: z.boolean(),
  places: z.array(place),
  text: z.string(),
})

/** A way to close gaps, ready to be added to the people of a setup. */
const gapFix = z.object({
  kind: z.enum(['assign', 'invite', 'grant']),
  text: z.string(),
  closes: z.array(parsePermissionKey),
  /** null: somebody new, whose name and address are to be written */
  staffId: parseStaffId.nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: parseRoleKey,
  products: z.array(z.string()),
  /** For kind `grant`. */
  permission: parsePermissionKey.nullable(),
})

const plan = z.object({
  location: place.nullable(),
  /** The setup as it was read; what `setup.apply` takes. */
  setup: parseSetup,
  lines: z.array(
    z.object({ mark: z.enum(planMarks), about: z.enum(['place', 'person', 'switch', 'grant']), text: z.string() }),
  ),
  counts: z.object({ add: z.int(), change: z.int(), same: z.int() }),
  /** What is wrong with the setup; with one of them nothing can be applied. */
  problems: z.array(
    z.object({
      code: z.string(),
      text: z.string(),
      /** `line 4, column 9` of a file, otherwise the place in the setup, like `people.0.email`. */
      at: z.string(),
      path: z.array(z.union([z.string(), z.int()])),
    }),
  ),
  /** Why the actor may not do it; empty when they may. */
  refusedBecause: reasons,
  /** False: nobody acts here, so nobody was asked whether they may. */
  isAuthorityChecked: z.boolean(),
  /** People who gain or lose; invited people count as if they had accepted. At most `peopleShown` of them. */
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
  peopleGaining: z.int(),
  peopleLosing: z.int(),
  /** Roles wanted of which there are too few, in words. */
  missing: z.array(z.string()),
  gaps: z.array(gap),
  fixes: z.array(gapFix),
})

const setupErrors = ['bad-setup', 'file-not-found'] as const
const job = z.string().optional()
const fromSetupOrFile = z.union([
  z.strictObject({ setup: parseSetup, job }),
  z.strictObject({ path: z.string().min(1), job }),
])

const keptTemplate = z.object({
  key: z.string(),
  name: z.string(),
  /** What it holds, in words. */
  summary: z.string(),
  template: parseSetupTemplate,
})

export const setupOperations = {
  'setup.plan': operation({
    scope: 'org',
    writes: false,
    summary:
      'What a setup, or a setup file, would add and change, who gains what, and which gaps stay; changes nothing.',
    input: fromSetupOrFile,
    output: plan,
    errors: setupErrors,
  }),
  'setup.apply': operation({
    scope: 'org',
    writes: true,
    summary: 'Sets a location up: one history item, all of it or nothing. Applying it again changes nothing.',
    input: z.strictObject({ setup: parseSetup, job: z.string().optional() }),
    output: applied.extend({ location: parsePlaceId }),
    errors: ['bad-setup', 'nothing-to-change', 'refused', 'cancelled'],
  }),
  'setup.save': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes a setup as a YAML file.',
    input: z.object({ setup: parseSetup, path: z.string().min(1), replace: z.boolean().default(false) }),
    output: z.object({ path: z.string() }),
    errors: fileErrors,
  }),
  'setup.readDraft': operation({
    scope: 'org',
    writes: false,
    summary: 'The setup that this operator left unfinished, kept in the org file and never exchanged.',
    input: nothing,
    output: z.object({ draft: z.json().nullable(), savedAtMs: z.number().nullable() }),
    errors: [],
  }),
  'setup.saveDraft': operation({
    scope: 'org',
    writes: true,
    summary: 'Keeps an unfinished setup, or drops it (null).',
    input: z.object({ draft: z.json().nullable() }),
    output: nothing,
    errors: ['too-large'],
  }),
  'gap.check': operation({
    scope: 'org',
    writes: false,
    summary: 'What nobody assigned to a place or above it may do there, or only one person, with ways to close it.',
    input: z.object({ at: parsePlaceId, job }),
    output: z.object({ gaps: z.array(gap), fixes: z.array(gapFix) }),
    errors: ['unknown-place'],
  }),
  'template.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Templates for new locations.',
    input: nothing,
    output: z.array(keptTemplate),
    errors: [],
  }),
  'template.save': operation({
    scope: 'org',
    writes: true,
    summary: 'Keeps what a location has as a template: kinds and names of places, roles wanted, products. No person.',
    input: z.object({
      from: parsePlaceId,
      name: z.string().trim().min(1).max(200),
      replace: z.boolean().default(false),
    }),
    output: applied.extend({ key: z.string() }),
    errors: ['unknown-place', 'not-a-location', 'template-exists', 'nothing-to-change', 'refused'],
  }),
  'template.remove': operation({
    scope: 'org',
    writes: true,
    summary: 'Deletes a template. Locations made from it stay.',
    input: z.object({ template: z.string().min(1).max(200) }),
    output: applied,
    errors: ['unknown-template', 'refused'],
  }),
  'template.export': operation({
    scope: 'org',
    writes: false,
    summary: 'Writes a template as a YAML file.',
    input: z.object({
      template: z.string().min(1).max(200),
      path: z.string().min(1),
      replace: z.boolean().default(false),
    }),
    output: z.object({ path: z.string() }),
    errors: ['unknown-template', ...fileErrors],
  }),
  'template.import': operation({
    scope: 'org',
    writes: true,
    summary: 'Keeps a template from a YAML file.',
    input: z.object({ path: z.string().min(1), replace: z.boolean().default(false) }),
    output: applied.extend({ key: z.string() }),
    errors: [...setupErrors, 'template-exists', 'nothing-to-change', 'refused'],
  }),
} as const
