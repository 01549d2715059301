import { z } from 'zod'
import { blueprintKey, line, parseBlueprintShape } from './blueprint'
import { parseDocumentRow } from './documents'
import {
  parseChangeId,
  parseKeyId,
  parsePermissionKey,
  parsePlaceId,
  parseRoleKey,
  parseSha256,
  parseStaffId,
} from './ids'
import { parsePermissionEntry, parsePermissionWords } from './permissionDefinition'
import { parseReach } from './reach'
import { parseRoleDefinition, parseRolePlacing } from './roleDefinition'

/** The version of the record, and of the rules that judge it (sync.md, "A change, field by field"). */
export const changeFormat = 1
export const rulesVersion = 1

/** At most this many rows in one change; bulk work is a batch of changes (architecture.md, "A change"). */
export const rowsPerChange = 1000

/** A personal value in signed bytes: SHA-256(16-byte salt ‖ UTF-8 value). Salt and value travel apart. */
export const personalHash = z.strictObject({ hash: parseSha256 })
export type PersonalHash = z.output<typeof personalHash>

const untilMs = z.int().min(0).nullable()
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const signature = z.string().regex(/^[0-9a-f]{128}$/)
/** A key with the hash of what its console is called: people call computers after themselves. */
const namedKey = z.strictObject({ publicKey: hex32, name: personalHash })

const assignmentValue = z.strictObject({ untilMs })
const personalGrantValue = z.strictObject({
  reach: parseReach,
  places: z.array(parsePlaceId).max(1000).nullable(),
  untilMs,
})

/** What a role says of itself. */
const roleWords = z.strictObject({
  name: line.optional(),
  summary: line.optional(),
  manages: z.union([z.literal('everyone'), z.array(parseRoleKey).max(40)]).optional(),
})

function rowsOf<Row extends z.ZodType>(row: Row, most = rowsPerChange) {
  return z.strictObject({
    rows: z.array(row).min(1).max(most),
    note: personalHash.optional(),
    /** The history item that this change takes back, when it was made by undo. */
    undoes: z
      .string()
      .regex(/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/)
      .optional(),
  })
}

/**
 * The body of each kind of change. A row says what the author saw (`from`) and wants (`to`); null means "not there".
 * Two edits agree when they want the same, and conflict when one no longer sees what the other left.
 */
export const changeBodies = {
  'org.create': z.strictObject({
    name: z.string().min(1).max(200),
    timeZone: z.string().min(1).max(100),
    blueprint: parseBlueprintShape,
    owner: z.strictObject({ staffId: parseStaffId, name: personalHash, email: personalHash, role: parseRoleKey }),
    operator: z.strictObject({ publicKey: hex32, name: z.string().max(200) }),
    console: z.strictObject({ publicKey: hex32, name: z.string().max(200) }),
    recovery: z.strictObject({ publicKey: hex32 }),
  }),
  /** Name and time zone of the organization. */
  'org.edit': rowsOf(
    z.strictObject({
      from: z.strictObject({ name: z.string().optional(), timeZone: z.string().optional() }),
      to: z.strictObject({
        name: z.string().min(1).max(200).optional(),
        timeZone: z.string().min(1).max(100).optional(),
      }),
    }),
  ),
  'staff.add': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      from: z.null(),
      to: z.strictObject({
        name: personalHash,
        email: personalHash,
        role: parseRoleKey,
        state: z.enum(['invited', 'active']),
        assignments: z.array(z.strictObject({ place: parsePlaceId, untilMs })).max(1000),
      }),
    }),
  ),
  'staff.edit': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      from: z.strictObject({ name: personalHash.optional(), email: personalHash.optional() }),
      to: z.strictObject({ name: personalHash.optional(), email: personalHash.optional() }),
    }),
  ),
  'staff.setState': rowsOf(
    z.strictObject({ staffId: parseStaffId, from: z.enum(['invited', 'active']), to: z.enum(['invited', 'active']) }),
  ),
  'staff.setRole': rowsOf(z.strictObject({ staffId: parseStaffId, from: parseRoleKey, to: parseRoleKey })),
  /** The guided way down an up-only ladder (S4.25): judged as a removal and a new start in the lower role, of one person. */
  'staff.demote': rowsOf(z.strictObject({ staffId: parseStaffId, from: parseRoleKey, to: parseRoleKey })),
  'staff.assign': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      place: parsePlaceId,
      from: assignmentValue.nullable(),
      to: assignmentValue.nullable(),
    }),
  ),
  'staff.grant': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      permission: parsePermissionKey,
      from: personalGrantValue.nullable(),
      to: personalGrantValue.nullable(),
    }),
  ),
  'staff.remove': rowsOf(
    z.strictObject({ staffId: parseStaffId, from: z.enum(['invited', 'active']), to: z.literal('removed') }),
  ),
  'staff.restore': rowsOf(
    z.strictObject({ staffId: parseStaffId, from: z.literal('removed'), to: z.enum(['invited', 'active']) }),
  ),
  'staff.purge': rowsOf(z.strictObject({ staffId: parseStaffId, from: z.literal('removed'), to: z.literal('purged') })),
  /** The same person twice: this one goes to Restore, and `into` is the one that stays. */
  'staff.merge': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      into: parseStaffId,
      from: z.enum(['invited', 'active']),
      to: z.literal('removed'),
    }),
  ),
  'place.create': rowsOf(
    z.strictObject({
      place: parsePlaceId,
      from: z.null(),
      to: z.strictObject({ name: z.string().min(1).max(200), parent: parsePlaceId.nullable() }),
    }),
  ),
  'place.edit': rowsOf(
    z.strictObject({
      place: parsePlaceId,
      from: z.strictObject({
        name: z.string().optional(),
        parent: parsePlaceId.nullable().optional(),
        isArchived: z.boolean().optional(),
      }),
      to: z.strictObject({
        name: z.string().min(1).max(200).optional(),
        parent: parsePlaceId.nullable().optional(),
        isArchived: z.boolean().optional(),
      }),
    }),
  ),
  'place.delete': rowsOf(
    z.strictObject({
      place: parsePlaceId,
      from: z.strictObject({ name: z.string(), parent: parsePlaceId.nullable() }),
      to: z.null(),
    }),
  ),
  /** null = the blueprint’s default. */
  'grant.set': rowsOf(
    z.strictObject({
      role: parseRoleKey,
      permission: parsePermissionKey,
      from: parseReach.nullable(),
      to: parseReach.nullable(),
    }),
  ),
  /** null = the blueprint’s default. */
  'switch.set': rowsOf(
    z.strictObject({
      switch: z.enum(['feature', 'product', 'setting']),
      key: z.string().max(80),
      from: z.boolean().nullable(),
      to: z.boolean().nullable(),
    }),
  ),
  'document.set': rowsOf(parseDocumentRow),
  /** Accepting an item of the inbox is a change of its own beside this one. */
  'inbox.close': rowsOf(
    z.strictObject({
      change: parseChangeId,
      from: z.enum(['open', 'accepted', 'dismissed']),
      to: z.enum(['open', 'accepted', 'dismissed']),
    }),
  ),
  /** Who may settle: one console, or with a hub any console that is up to date. */
  'sequencer.set': rowsOf(z.strictObject({ from: z.enum(['registrar', 'hub']), to: z.enum(['registrar', 'hub']) })),
  /** `proof` is the new key's own signature over `enrolClaim`. */
  'key.enroll': rowsOf(
    z.strictObject({
      staffId: parseStaffId,
      key: parseKeyId,
      from: z.null(),
      to: z.strictObject({ kind: z.enum(['operator', 'console']), ...namedKey.shape }),
      proof: signature,
    }),
  ),
  /** `staffId` is whose key it is; left out for a console that is nobody's. */
  'key.revoke': rowsOf(
    z.strictObject({
      staffId: parseStaffId.optional(),
      key: parseKeyId,
      from: z.literal('enrolled'),
      to: z.literal('revoked'),
    }),
  ),
  /**
   * Another console settles from now on. With `takeOver` the recovery words say so: new keys of one person of the top
   * role, which sign this very change and its entry, and a signature by the recovery key over `takeOverClaim`.
   */
  'registrar.set': rowsOf(
    z.strictObject({
      from: parseKeyId,
      to: parseKeyId,
      takeOver: z
        .strictObject({
          staffId: parseStaffId,
          console: namedKey,
          operator: namedKey,
          revokes: z.array(parseKeyId).max(1000),
          signature,
        })
        .optional(),
    }),
    1,
  ),
  /** New recovery words; `proof` is their key's signature over `recoveryClaim`. */
  'recovery.set': rowsOf(z.strictObject({ from: hex32, to: hex32, proof: signature }), 1),
  /** Adds a role; only in an organization whose roles are its own (blueprints.md, "Right over rights"). */
  'role.create': rowsOf(z.strictObject({ role: parseRoleKey, from: z.null(), to: parseRoleDefinition })),
  'role.edit': rowsOf(z.strictObject({ role: parseRoleKey, from: roleWords, to: roleWords })),
  /** Places a role elsewhere on the ladder. */
  'role.move': rowsOf(z.strictObject({ role: parseRoleKey, from: parseRolePlacing, to: parseRolePlacing })),
  /** Takes out a role that nobody holds any more. */
  'role.delete': rowsOf(z.strictObject({ role: parseRoleKey, from: parseRoleDefinition, to: z.null() })),
  /** Gives people in Restore another role, because theirs is about to go. */
  'staff.reassign': rowsOf(z.strictObject({ staffId: parseStaffId, from: parseRoleKey, to: parseRoleKey })),
  'permission.create': rowsOf(
    z.strictObject({ permission: parsePermissionKey, from: z.null(), to: parsePermissionEntry }),
  ),
  'permission.edit': rowsOf(
    z.strictObject({ permission: parsePermissionKey, from: parsePermissionWords, to: parsePermissionWords }),
  ),
  'permission.delete': rowsOf(
    z.strictObject({ permission: parsePermissionKey, from: parsePermissionEntry, to: z.null() }),
  ),
  /** Adds, renames or takes out an area of permissions. */
  'area.set': rowsOf(
    z.strictObject({
      area: blueprintKey.max(80),
      from: z.strictObject({ name: line }).nullable(),
      to: z.strictObject({ name: line }).nullable(),
    }),
  ),
  /** Copies the blueprint, so that its roles and permissions are the organization's own. */
  'blueprint.own': rowsOf(z.strictObject({ from: parseBlueprintShape, to: parseBlueprintShape }), 1),
  /** Brings the blueprint to a newer version, which adds permissions and rewords. */
  'blueprint.update': rowsOf(z.strictObject({ from: parseBlueprintShape, to: parseBlueprintShape }), 1),
} as const

export type ChangeKind = keyof typeof changeBodies
export type ChangeBody<Kind extends ChangeKind> = z.output<(typeof changeBodies)[Kind]>
export type ChangeRow<Kind extends Exclude<ChangeKind, 'org.create'>> = ChangeBody<Kind>['rows'][number]

/** What somebody wants: a change before it is signed. */
export type Intent = { [Kind in ChangeKind]: { readonly kind: Kind; readonly body: ChangeBody<Kind> } }[ChangeKind]

export function countRows(intent: Intent): number {
  return intent.kind === 'org.create' ? 1 : intent.body.rows.length
}

const base = z.strictObject({ n: z.int().min(0), hash: parseSha256.nullable() })

/** The signed record, whose canonical bytes (RFC 8785) are kept verbatim. `body` is checked by its kind. */
export const parseChangeRecord = z.strictObject({
  v: z.literal(changeFormat),
  org: parseChangeId.nullable(),
  rules: z.int().positive(),
  key: parseKeyId,
  seq: z.int().positive(),
  base,
  author: parseStaffId,
  kind: z.string(),
  body: z.unknown(),
  batch: z
    .strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), i: z.int().min(0), n: z.int().positive() })
    .optional(),
  at: z.iso.datetime({ precision: 3 }),
})
export type ChangeRecord = z.output<typeof parseChangeRecord>

export const verdicts = ['applied', 'agreed', 'held', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** Why a change or a row of it did not go through, without a name in it: signed bytes hold nothing personal. */
const reasonCode = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** What a later reader of an entry could not find out again, or wants to know without judging. */
const entryFacts = z.strictObject({
  /** The addresses in the change were not taken. */
  emails: z.literal('free').optional(),
  /** Why the change as a whole was refused. */
  because: reasonCode.optional(),
  /** The rows that were not carried out, by their number from 0. Left out when all were, or when none was for one reason. */
  rows: z
    .array(
      z.strictObject({
        row: z.int().min(0).max(rowsPerChange),
        verdict: z.enum(['agreed', 'held', 'refused']),
        because: reasonCode.optional(),
      }),
    )
    .max(rowsPerChange)
    .optional(),
})
export type EntryFacts = z.output<typeof entryFacts>

/**
 * A settled change’s place in the line, signed by the console `by`. `prev` is null for entry 1; `rules` is the version of
 * the rules that judged; `verdict` is the worst of the rows’ (refused, held, applied, agreed).
 */
export const parseEntryRecord = z.strictObject({
  n: z.int().positive(),
  prev: parseSha256.nullable(),
  changeId: parseChangeId,
  settledAt: z.iso.datetime({ precision: 3 }),
  by: parseKeyId,
  rules: z.int().positive(),
  verdict: z.enum(verdicts),
  facts: entryFacts,
})
export type EntryRecord = z.output<typeof parseEntryRecord>

/**
 * What a console says of itself when it exchanges: a signed head, by which a line that was cut short is found, and the
 * personal values that it lacks. `key` signs it; `at` is that console’s clock and is only shown.
 */
export const parseGreeting = z.strictObject({
  v: z.literal(1),
  org: parseChangeId,
  key: parseKeyId,
  at: z.iso.datetime({ precision: 3 }),
  head: base,
  /** Changes made there that were not settled at that head. */
  pending: z.int().min(0),
  lacks: z.array(z.strictObject({ staffId: parseStaffId, hash: parseSha256 })).max(1000),
})
export type Greeting = z.output<typeof parseGreeting>

/** A personal value with its salt (hex), as it is stored and travels. */
export const parsePersonalValue = z.strictObject({
  hash: parseSha256,
  staffId: parseStaffId,
  field: z.enum(['name', 'email', 'note', 'device']),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  value: z.string(),
})
export type PersonalValue = z.output<typeof parsePersonalValue>
