import { z } from 'zod'
import { parseBlueprintShape } from '../domain/blueprint'
import { parseSha256, parseStaffId } from '../domain/ids'
import { operation } from './operation'
import { email, nothing, personName, revision, role } from './shapes'

/** Codes of whatever can be wrong with a file. */
export const fileErrors = [
  'file-not-found',
  'file-exists',
  'not-an-org',
  'damaged',
  'newer-version',
  'locked',
  'disk-full',
  'cannot-write',
  'network-folder',
] as const

/** What the window shows of the organization it has open. */
export const orgInfo = z.object({
  path: z.string(),
  kind: z.enum(['org', 'bundle']),
  orgId: parseSha256,
  /** Four words by which people recognize the organization. */
  fingerprint: z.string(),
  name: z.string(),
  timeZone: z.string(),
  /** `roles` counts the rungs of the ladder, also those whose people the actor may not see: a role is nobody (S0.14). */
  blueprint: z.object({
    id: z.string(),
    name: z.string(),
    version: z.int(),
    ownRoles: z.boolean(),
    roles: z.int(),
  }),
  revision,
  mode: z.enum(['edit', 'read-only']),
  readOnlyBecause: z.string().nullable(),
  /** This desktop has no key that counts here, or none any more: whoever wants to edit asks for one. */
  needsKey: z.boolean(),
  /** Read without the passphrase of a key that this desktop holds. */
  isLocked: z.boolean(),
  /** The moment that is shown instead of today; null: today. */
  asOf: z.object({ n: z.int(), atMs: z.number(), text: z.string() }).nullable(),
  /** Through whose eyes it is seen; null: one’s own. */
  viewAs: z.object({ name: z.string(), isPerson: z.boolean() }).nullable(),
  /** Who acts in this window; null when the organization is open without an identity (an auditor). */
  actor: z
    .object({
      staffId: parseStaffId,
      name: z.string(),
      email: z.string(),
      role,
      /** Which of the console's own edits this person may make somewhere; a screen says why for the rest. */
      mayDo: z.record(z.string(), z.object({ allowed: z.boolean(), because: z.string() })),
    })
    .nullable(),
  /** When the next dated place or personal grant ends by itself; null when none does. */
  nextEndMs: z.number().nullable(),
  counts: z.object({
    people: z.int(),
    invited: z.int(),
    active: z.int(),
    removed: z.int(),
    purged: z.int(),
    places: z.int(),
    pending: z.int(),
    /** Open items of the inbox, as far as the actor may see: for a badge. */
    inbox: z.int(),
    byRole: z.record(z.string(), z.int()),
  }),
})

export const deskOperations = {
  'app.info': operation({
    scope: 'desk',
    writes: false,
    summary: 'Versions, the user-data folder and the theme in use.',
    input: nothing,
    output: z.object({
      version: z.string(),
      runtime: z.string(),
      home: z.string(),
      theme: z.enum(['system', 'light', 'dark']),
    }),
    errors: [],
  }),
  'app.setTheme': operation({
    scope: 'desk',
    writes: false,
    summary: 'Chooses light, dark or the system’s appearance.',
    input: z.object({ theme: z.enum(['system', 'light', 'dark']) }),
    output: nothing,
    errors: [],
  }),
  'app.recent': operation({
    scope: 'desk',
    writes: false,
    summary: 'Files opened lately on this desktop, newest first.',
    input: nothing,
    output: z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        kind: z.enum(['org', 'bundle']),
        people: z.int(),
        openedAtMs: z.number(),
        exists: z.boolean(),
      }),
    ),
    errors: [],
  }),
  'app.forgetRecent': operation({
    scope: 'desk',
    writes: false,
    summary: 'Takes a file off the recent list. The file itself stays.',
    input: z.object({ path: z.string() }),
    output: nothing,
    errors: [],
  }),
  'app.chooseFile': operation({
    scope: 'desk',
    writes: false,
    summary: 'Asks for a file with the system’s dialog; null when it was closed.',
    input: z.object({
      purpose: z.enum([
        'open',
        'import',
        'new-org',
        'export',
        'save-copy',
        'save-table',
        'save-result',
        'open-setup',
        'save-setup',
        'blueprint',
        'save-drawing',
        'open-evidence',
        'open-request',
        'save-request',
        'sync-folder',
        'open-letter',
        'save-letter',
      ]),
      suggestedName: z.string().max(120).optional(),
    }),
    output: z.object({ path: z.string().nullable() }),
    errors: ['no-display'],
  }),
  'app.writeMail': operation({
    scope: 'desk',
    writes: false,
    summary: 'Opens the desktop’s mail program with a message to send. Nothing is sent by itself.',
    input: z.object({ to: email, subject: z.string().max(300), body: z.string().max(8000) }),
    output: nothing,
    errors: ['no-display'],
  }),
  'blueprint.list': operation({
    scope: 'desk',
    writes: false,
    summary: 'The blueprints that ship with Rolecall, whole.',
    input: nothing,
    output: z.array(parseBlueprintShape),
    errors: [],
  }),
  'blueprint.readFile': operation({
    scope: 'desk',
    writes: false,
    summary: 'Reads and checks a blueprint file; what is wrong with it is said with its JSON path.',
    input: z.object({ path: z.string().min(1).max(4096) }),
    output: parseBlueprintShape,
    errors: [...fileErrors, 'bad-blueprint'],
  }),
  'org.create': operation({
    scope: 'desk',
    writes: false,
    summary: 'Creates an organization file; the owner gets the top role. The recovery words are shown this once.',
    input: z.object({
      path: z.string().min(1),
      name: z.string().trim().min(1, 'must not be empty').max(200),
      /** The id of a shipped blueprint, or the path of a blueprint file. */
      blueprint: z.string().max(4096),
      /** Copies the blueprint, so that its roles and permissions may be changed. */
      ownRoles: z.boolean().default(false),
      /** How the copy is called. */
      blueprintName: z.string().trim().min(1).max(400).optional(),
      ownerName: personName,
      ownerEmail: email,
      timeZone: z.string().optional(),
      /** Encrypts the owner’s key on this desktop. */
      passphrase: z.string().min(1).optional(),
    }),
    output: z.object({
      path: z.string(),
      orgId: parseSha256,
      fingerprint: z.string(),
      recoveryWords: z.array(z.string()),
    }),
    errors: ['unknown-blueprint', 'bad-blueprint', 'file-exists', 'bad-time-zone', ...fileErrors],
  }),
  'org.sample': operation({
    scope: 'desk',
    writes: false,
    summary: 'Creates a believable organization to explore: places, people, assignments and history.',
    input: z.object({
      /** Left out: a file in the user-data folder. */
      path: z.string().min(1).optional(),
      blueprint: z.string().default('staff-ladder'),
      people: z.int().min(1).max(1_000_000).default(240),
      seed: z.int().min(0).max(2_147_483_647).default(1),
    }),
    output: z.object({ path: z.string(), people: z.int(), places: z.int() }),
    errors: ['unknown-blueprint', 'bad-time-zone', 'not-enrolled', 'passphrase-needed', ...fileErrors],
  }),
  'org.open': operation({
    scope: 'desk',
    writes: false,
    summary: 'Opens an organization file, or an exported bundle read-only, in this window.',
    input: z.object({
      path: z.string().min(1),
      readOnly: z.boolean().default(false),
      /** E-mail of the operator who acts. */
      as: z.string().optional(),
      passphrase: z.string().optional(),
      /** Uses the passphrase that this computer keeps; false when somebody locked the window. */
      useKept: z.boolean().default(true),
      job: z.string().optional(),
    }),
    output: orgInfo,
    errors: ['bad-bundle', 'passphrase-needed', 'not-enrolled', ...fileErrors],
  }),
  'org.openInto': operation({
    scope: 'desk',
    writes: false,
    summary: 'Makes an organization file of an exported bundle, after checking every hash and signature in it.',
    input: z.object({ bundle: z.string().min(1), path: z.string().min(1) }),
    output: z.object({ path: z.string(), entries: z.int() }),
    errors: ['bad-bundle', ...fileErrors],
  }),
  'org.close': operation({
    scope: 'desk',
    writes: false,
    summary: 'Closes the organization of this window and goes back to the welcome screen.',
    input: nothing,
    output: nothing,
    errors: [],
  }),
  'job.cancel': operation({
    scope: 'desk',
    writes: false,
    summary: 'Stops a running job of this window; nothing of it is kept.',
    input: z.object({ job: z.string() }),
    output: nothing,
    errors: [],
  }),
} as const
