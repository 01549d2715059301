import { z } from 'zod'
import { parseBlueprintShape } from '../domain/blueprint'
import { parseChangeId, parsePermissionKey, parsePlaceId, parseRoleKey, parseStaffId } from '../domain/ids'
import { fileErrors, orgInfo } from './desk'
import { operation } from './operation'
import { applied, nothing, page, pendingItem, pendingItems, revision } from './shapes'

/** One item of the history: a single change, or a batch of them. */
export const historyItem = z.object({
  item: z.string(),
  /** First and last entry. */
  n: z.int(),
  lastN: z.int(),
  settledAtMs: z.number(),
  /** The author’s clock: shown, never used to order. */
  at: z.string(),
  kinds: z.array(z.string()),
  changes: z.array(parseChangeId),
  author: z.object({ staffId: parseStaffId, name: z.string() }),
  /** What happened, in words, with names as the reader may see them. */
  title: z.string(),
  details: z.array(z.string()),
  /** Null too where it may name people whom the reader may not see: it is by somebody else, about people. */
  note: z.string().nullable(),
  /** Where it is also about people whom the reader may not see: how many it is about whom they do. */
  rows: z.int(),
  undo: z.object({ possible: z.boolean(), because: z.string() }),
})

export const exportFormats = ['bundle', 'cedar', 'casbin', 'openfga'] as const

export const orgOperations = {
  'org.info': operation({
    scope: 'org',
    writes: false,
    summary: 'Name, blueprint, revision, counts by role and state, who acts, and what they may do.',
    input: nothing,
    output: orgInfo,
    errors: [],
  }),
  'org.travel': operation({
    scope: 'org',
    writes: false,
    summary: 'Shows the organization as it was: every other reading operation then answers as of that moment.',
    input: z.object({
      /** The number of an entry, an instant, or a bare date (the end of that day in the organization’s time zone); null: today. */
      to: z.string().max(60).nullable(),
      job: z.string().optional(),
    }),
    output: orgInfo,
    errors: ['bad-moment'],
  }),
  'org.blueprint': operation({
    scope: 'org',
    writes: false,
    summary: 'The blueprint embedded in the organization’s first change.',
    input: nothing,
    output: parseBlueprintShape,
    errors: [],
  }),
  'org.verify': operation({
    scope: 'org',
    writes: false,
    summary: 'Replays the log into an empty database, checks every hash and signature and compares every table.',
    input: z.object({ job: z.string().optional() }),
    output: z.object({
      ok: z.boolean(),
      entries: z.int(),
      changes: z.int(),
      problems: z.array(z.object({ where: z.string(), text: z.string() })),
    }),
    errors: [],
  }),
  'org.saveCopy': operation({
    scope: 'org',
    writes: false,
    summary: 'Saves a copy of the organization file while it is open.',
    input: z.object({ path: z.string().min(1) }),
    output: z.object({ path: z.string(), bytes: z.int() }),
    errors: fileErrors,
  }),
  'org.export': operation({
    scope: 'org',
    writes: false,
    summary: 'Exports everything that is settled to one JSON bundle, or who may do what for another engine.',
    input: z.object({
      path: z.string().min(1),
      /** `bundle` holds everything; the others hold who may do what now, for Cedar, casbin and OpenFGA. */
      format: z.enum(exportFormats).default('bundle'),
      replace: z.boolean().default(false),
    }),
    output: z.object({
      path: z.string(),
      /** Size and hash of the file at `path`. */
      bytes: z.int(),
      sha256: z.string(),
      entries: z.int(),
      people: z.int(),
      /** Every file written, `path` first. */
      files: z.array(z.string()),
    }),
    errors: fileErrors,
  }),
  'log.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The history, newest first, one item for each change or batch.',
    input: z.object({
      who: parseStaffId.optional(),
      /** Only items that touch this person. */
      about: parseStaffId.optional(),
      kind: z.string().optional(),
      /** Only the item that holds this entry. */
      entry: z.int().min(1).optional(),
      sinceMs: z.number().optional(),
      /** Of an organization that is open for reading: whether each item could be undone once it is open for writing. */
      onceWritable: z.boolean().default(false),
      ...page,
    }),
    output: z.object({
      total: z.int(),
      items: z.array(historyItem),
      /** On the first page: what fits the question and is not settled yet, so that no entry holds it. */
      pending: pendingItems,
    }),
    errors: [],
  }),
  'change.undoable': operation({
    scope: 'org',
    writes: false,
    summary:
      'The newest change of whoever acts that is no undo and was not undone: what an undo that names none takes back.',
    input: z.object({}),
    /** It stands in one of both, or in none when there is nothing. */
    output: z.object({ settled: historyItem.nullable(), pending: pendingItem.nullable() }),
    errors: [],
  }),
  'change.undo': operation({
    scope: 'org',
    writes: true,
    summary: 'Takes a history item back with a new change, under the authority of whoever undoes.',
    input: z.object({
      /** A batch id, a change id, or the first eight or more characters of one; left out: the one of `change.undoable`. */
      item: z
        .string()
        .min(8, 'must be a change id, or at least its first eight characters, as the history lists it')
        .optional(),
    }),
    output: applied,
    errors: ['not-found', 'cannot-undo', 'refused'],
  }),
  'feature.set': operation({
    scope: 'org',
    writes: true,
    summary: 'Turns a feature or a product of the organization on or off.',
    input: z.object({
      key: z.string(),
      on: z.boolean(),
      /** When it is turned on: `none` gives its permissions to nobody until somebody decides, but for locked roles. */
      grants: z.enum(['defaults', 'none']).default('defaults'),
    }),
    output: applied,
    errors: ['unknown-feature', 'refused'],
  }),
  'setting.set': operation({
    scope: 'org',
    writes: true,
    summary: 'Turns a setting of the organization on or off.',
    input: z.object({ key: z.string(), on: z.boolean() }),
    output: applied,
    errors: ['unknown-setting', 'refused'],
  }),
  'switch.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Features, products and settings with their value, default and the permissions they govern.',
    input: nothing,
    output: z.array(
      z.object({
        kind: z.enum(['feature', 'product', 'setting']),
        key: z.string(),
        name: z.string(),
        summary: z.string(),
        on: z.boolean(),
        default: z.boolean(),
        /** Touched by an own change that is not settled yet. */
        pending: z.boolean().optional(),
        governs: z.array(z.object({ permission: parsePermissionKey, name: z.string() })),
      }),
    ),
    errors: [],
  }),
  'search.all': operation({
    scope: 'org',
    writes: false,
    summary: 'People, roles, permissions and places whose name matches.',
    input: z.object({ text: z.string().max(200), limit: z.int().min(1).max(50).default(8) }),
    output: z.object({
      people: z.array(z.object({ id: parseStaffId, name: z.string(), email: z.string().nullable(), role: z.string() })),
      roles: z.array(z.object({ key: parseRoleKey, name: z.string() })),
      permissions: z.array(z.object({ key: parsePermissionKey, name: z.string(), area: z.string() })),
      places: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
    }),
    errors: [],
  }),
  'overview.read': operation({
    scope: 'org',
    writes: false,
    summary: 'What the Overview shows: people by role and state, the newest changes, and what is waiting.',
    input: nothing,
    output: z.object({
      revision,
      byRole: z.array(z.object({ key: parseRoleKey, name: z.string(), rank: z.int(), people: z.int() })),
      attention: z.array(
        z.object({
          severity: z.enum(['high', 'medium', 'low']),
          title: z.string(),
          text: z.string(),
          go: z.string(),
          action: z.string(),
          /** The rule of `audit.findings` that looks for the same; null where none does. */
          rule: z.string().nullable(),
        }),
      ),
      latest: z.array(historyItem),
    }),
    errors: [],
  }),
  'overview.charts': operation({
    scope: 'org',
    writes: false,
    summary: 'Counts for charts: people by place, access by area, changes of the last 30 days.',
    input: z.object({ job: z.string().optional() }),
    output: z.object({
      revision,
      /** Most people first; directly assigned, invited and active. Products left out. */
      byPlace: z.array(z.object({ id: parsePlaceId, name: z.string(), people: z.int() })),
      /** Further places with people. */
      morePlaces: z.int(),
      /** Active people who may do at least one thing of the area. */
      byArea: z.array(z.object({ area: z.string(), name: z.string(), people: z.int() })),
      /** History items of each of the last days, the oldest first, by the organization’s calendar. */
      byDay: z.array(z.object({ day: z.string(), changes: z.int() })),
    }),
    errors: [],
  }),
} as const
