import { z } from 'zod'
import { parsePlaceId } from '../shared/domain/ids'
import { importFields, importStatuses } from '../shared/domain/staffImport'
import { parseReach } from '../shared/domain/reach'
import { planMarks } from '../shared/domain/setup'
import { staffStates } from '../shared/domain/staff'

/** An instant, ISO 8601 in UTC. */
const instant = z.string()
const places = z.array(parsePlaceId)
/** null = everywhere */
const placesOrAll = places.nullable()
const reason = z.object({ code: z.string(), text: z.string() })
const state = z.enum(staffStates)

/** What a command that changes the organization did. `item` names the history item for `undo`. */
const applied = z.object({
  item: z.string(),
  revision: z.int(),
  head: z.string().nullable(),
  changes: z.array(z.string()),
  /** true: it is shown, and waits for the console that settles */
  pending: z.boolean().optional(),
})

const person = z.object({
  /** null where only name and role may be seen */
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: z.string(),
  state,
  at: places,
  /** the first end among their places, when any has one */
  until: instant.optional(),
})

const roleStep = z.object({ permission: z.string(), name: z.string(), before: parseReach, after: parseReach })

const accessDifference = z.object({
  email: z.string().nullable(),
  permission: z.string(),
  before: parseReach,
  after: parseReach,
  places: placesOrAll,
})

const comparedSide = z.object({
  name: z.string(),
  path: z.string(),
  orgId: z.string(),
  revision: z.int(),
  /** the instant it is looked at from */
  at: instant,
})

const accessChange = accessDifference.extend({
  name: z.string().nullable(),
  /** through which change, in words */
  through: z.array(z.string()),
})

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

const decision = z.object({
  allowed: z.boolean(),
  reach: parseReach,
  because: z.array(reason),
  wouldNeed: z.array(z.array(reason)),
})

const inboxItem = z.object({
  /** the whole id; its beginning is enough for the other commands */
  item: z.string(),
  entry: z.int(),
  /** what it met, in words: items of one cause have one */
  cause: z.string(),
  verdict: z.enum(['held', 'refused']),
  kind: z.string(),
  by: z.string(),
  what: z.string(),
  madeAt: instant,
  settledAt: instant,
  note: z.string().nullable(),
  rows: z.array(
    z.object({
      row: z.int(),
      what: z.string(),
      verdict: z.enum(['held', 'refused']),
      code: z.string(),
      reason: z.string(),
      /** what its author saw, what they wanted, and what is so now; null where it has no words or may not be seen */
      before: z.string().nullable(),
      mine: z.string().nullable(),
      theirs: z.string().nullable(),
      /** the settled change that it met */
      met: z.object({ entry: z.int(), by: z.string(), at: instant, what: z.string() }).nullable(),
    }),
  ),
  closed: z.object({ as: z.enum(['accepted', 'dismissed']), by: z.string(), at: instant }).nullable(),
})

/** The JSON of each command under `--json`. docs/cli/ is made from it. */
/** What was done; with `--preview`, who would gain and who would lose. */
const appliedOrImpact = z.union([
  applied,
  z.object({ gain: z.array(accessDifference), lose: z.array(accessDifference) }),
])

export const outputs = {
  new: z.object({ path: z.string(), orgId: z.string(), fingerprint: z.string(), recoveryWords: z.array(z.string()) }),
  sample: z.object({ path: z.string(), people: z.int(), places: z.int() }),
  info: z.object({
    path: z.string(),
    kind: z.enum(['org', 'bundle']),
    name: z.string(),
    blueprint: z.string(),
    orgId: z.string(),
    fingerprint: z.string(),
    timeZone: z.string(),
    revision: z.int(),
    head: z.string().nullable(),
    /** the moment that is answered for; null: today */
    asOf: instant.nullable(),
    people: z.int(),
    byRole: z.record(z.string(), z.int()),
    byState: z.object({ invited: z.int(), active: z.int(), removed: z.int(), purged: z.int() }),
    places: z.int(),
    pending: z.int(),
    /** open items of the inbox */
    inbox: z.int(),
    /** who acts; null when nobody of this device is enrolled */
    as: z.string().nullable(),
  }),
  import: z.object({
    file: z.string(),
    encoding: z.string(),
    delimiter: z.string(),
    /** sheet of a workbook that was read; null for text */
    sheet: z.string().nullable(),
    knownExport: z.string().nullable(),
    /** column name of each field found */
    mapping: z.object({
      ...(Object.fromEntries(importFields.map((field) => [field, z.string().optional()])) as Record<
        (typeof importFields)[number],
        z.ZodOptional<z.ZodString>
      >),
      morePlaces: z.array(z.string()).optional(),
    }),
    counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), skipped: z.int(), refused: z.int() }),
    /** people here who are not in the file */
    missing: z.int(),
    /** those of them who go to Restore, with --remove-missing */
    removals: z.array(z.object({ email: z.string(), name: z.string(), role: z.string(), reason: z.string() })),
    newPlaces: z.array(z.object({ id: parsePlaceId, name: z.string() })),
    rows: z.array(
      z.object({
        line: z.int(),
        status: z.enum(importStatuses),
        reason: z.string(),
        email: z.string(),
        name: z.string(),
        role: z.string(),
        at: z.array(z.string()),
      }),
    ),
    applied: applied.nullable(),
  }),
  'staff list': z.array(person),
  'staff show': person.extend({
    scope: z.string(),
    assignments: z.array(z.object({ place: parsePlaceId, name: z.string(), until: instant.nullable() })),
    grants: z.array(
      z.object({
        permission: z.string(),
        reach: parseReach,
        places: z.array(z.string()).nullable(),
        until: instant.nullable(),
      }),
    ),
    moves: z.array(
      z.object({ role: z.string(), allowed: z.boolean(), because: z.string(), instead: z.string().nullable() }),
    ),
  }),
  'staff add': applied.extend({ email: z.string() }),
  'staff edit': applied,
  'staff activate': applied,
  'staff set-role': z.object({
    email: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    allowed: z.boolean(),
    because: z.array(reason),
    gained: z.array(roleStep),
    lost: z.array(roleStep),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  'staff assign': applied,
  'staff unassign': applied,
  'staff grant': applied,
  'staff revoke': applied,
  'staff demote': z.object({
    email: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    allowed: z.boolean(),
    because: z.array(reason),
    gained: z.array(roleStep),
    lost: z.array(roleStep),
    /** what the person has by being added to it */
    items: z.array(
      z.object({
        /** a place or a permission key */
        item: z.string(),
        kind: z.enum(['place', 'grant']),
        name: z.string(),
        until: instant.nullable(),
        /** the lower role sees nothing of it: it has to be handed over or dropped */
        losesSight: z.boolean(),
        /** permissions at this place that the lower role lacks */
        loses: z.array(z.string()),
        /** what happens to it; null where nothing is decided yet */
        do: z.enum(['keep', 'hand-over', 'drop']).nullable(),
        handOver: z.string().nullable(),
      }),
    ),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  'staff remove': applied,
  'staff restore': applied,
  'staff purge': applied,
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
  'place move': applied,
  'place archive': applied,
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
  can: decision,
  /** of each line */
  'can-batch': decision,
  'who-can': z.array(
    z.object({
      email: z.string().nullable(),
      name: z.string().nullable(),
      role: z.string(),
      reach: parseReach,
      places: placesOrAll,
    }),
  ),
  access: z.array(
    z.object({ permission: z.string(), reach: parseReach, places: placesOrAll, because: z.array(reason) }),
  ),
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
  log: z.array(
    z.object({
      item: z.string(),
      n: z.int(),
      lastN: z.int(),
      at: instant,
      by: z.string(),
      kinds: z.array(z.string()),
      title: z.string(),
      details: z.array(z.string()),
      note: z.string().nullable(),
      rows: z.int(),
      undo: z.object({ possible: z.boolean(), because: z.string() }),
    }),
  ),
  undo: applied,
  audit: z.object({
    /** of findings that are not accepted */
    counts: z.object({ high: z.int(), medium: z.int(), low: z.int() }),
    findings: z.array(
      z.object({
        key: z.string(),
        rule: z.string(),
        severity: z.enum(['high', 'medium', 'low']),
        title: z.string(),
        reason: z.string(),
        advice: z.string(),
        people: z.int(),
        /** of a few */
        names: z.array(z.string()),
        permissions: z.array(z.string()),
        places: z.array(parsePlaceId),
        /** a staged edit that would close it; reach null = the default */
        proposal: z
          .object({
            text: z.string(),
            edits: z.array(z.object({ role: z.string(), permission: z.string(), reach: parseReach.nullable() })),
          })
          .nullable(),
        accepted: z.object({ reason: z.string(), by: z.string(), until: instant.nullable() }).nullable(),
      }),
    ),
    /** null without --out */
    report: z.object({ path: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() }).nullable(),
    /** null without --evidence */
    evidence: z
      .object({
        path: z.string(),
        bytes: z.int(),
        sha256: z.string(),
        signed: z.boolean(),
        entries: z.int(),
        files: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
      })
      .nullable(),
  }),
  diff: z.object({
    a: comparedSide,
    b: comparedSide,
    same: z.boolean(),
    /** who may do more in b than in a */
    gain: z.array(accessChange),
    lose: z.array(accessChange),
    /** everybody who differs, those changed since the last access review first */
    people: z.array(
      z.object({
        email: z.string().nullable(),
        name: z.string().nullable(),
        role: z.string(),
        what: z.array(z.string()),
        /** entries in between that touch them */
        entries: z.array(z.int()),
        sinceReview: z.boolean(),
      }),
    ),
    grants: z.array(
      z.object({
        role: z.string(),
        permission: z.string(),
        before: parseReach.nullable(),
        after: parseReach.nullable(),
      }),
    ),
    switches: z.array(
      z.object({
        kind: z.enum(['feature', 'product', 'setting']),
        key: z.string(),
        before: z.boolean().nullable(),
        after: z.boolean().nullable(),
      }),
    ),
    places: z.array(z.object({ place: parsePlaceId, what: z.array(z.string()) })),
    roles: z.array(z.string()),
  }),
  export: z.object({
    path: z.string(),
    /** size and hash of the file at path */
    bytes: z.int(),
    sha256: z.string(),
    entries: z.int(),
    people: z.int(),
    /** every file written, path first */
    files: z.array(z.string()),
  }),
  open: z.object({ path: z.string(), entries: z.int() }),
  verifier: z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }),
  verify: z.object({
    ok: z.boolean(),
    entries: z.int(),
    changes: z.int(),
    problems: z.array(z.object({ where: z.string(), text: z.string() })),
  }),
  'device list': z.array(
    z.object({
      /** the whole id; its beginning is enough for `device revoke` */
      key: z.string(),
      kind: z.enum(['operator', 'console']),
      /** null where it may not be seen, and for a console that is nobody's */
      email: z.string().nullable(),
      person: z.string().nullable(),
      /** what its console is called */
      name: z.string(),
      /** the secret is on this desktop */
      here: z.boolean(),
      acting: z.boolean(),
      /** the console that settles changes */
      settles: z.boolean(),
      revoked: z.boolean(),
      lastSeen: instant.nullable(),
    }),
  ),
  'device add': applied.extend({ key: z.string() }),
  'device request': z.object({
    path: z.string().nullable(),
    /** the request itself, as it is in the file */
    request: z.string(),
    /** eight words to compare on both consoles */
    words: z.string(),
  }),
  'device approve': applied.extend({ keys: z.array(z.string()) }),
  'device revoke': applied,
  'hub init': z.object({
    address: z.string(),
    /** 0: it was no hub before */
    from: z.int(),
    version: z.int(),
  }),
  'hub admit': z.object({
    role: z.string(),
    /** for that console alone; null when the role was there before */
    url: z.string().nullable(),
  }),
  'hub dismiss': z.object({ role: z.string() }),
  'hub consoles': z.array(z.string()),
  sync: z.object({
    sent: z.int(),
    arrived: z.int(),
    settled: z.int(),
    pending: z.int(),
    moved: z.array(z.object({ item: z.string(), kind: z.string(), now: z.string(), verdict: z.string() })),
    /** `key` null: of the settled line */
    missing: z.array(z.object({ key: z.string().nullable(), first: z.int(), last: z.int() })),
    lacks: z.int(),
    ignored: z.int(),
  }),
  'sync status': z.object({
    entry: z.int(),
    head: z.string().nullable(),
    settledAt: instant,
    /** who settles, in words */
    settles: z.string(),
    /** this console settles what waits */
    settlesHere: z.boolean(),
    /** why nothing is exchanged any more; null while all is well */
    halt: z.string().nullable(),
    /** where exchanges go */
    place: z.string().nullable(),
    last: z.object({ at: instant, ok: z.boolean(), text: z.string(), lastGood: instant.nullable() }).nullable(),
    consoles: z.array(
      z.object({
        key: z.string(),
        /** empty where it may not be seen */
        name: z.string(),
        person: z.string().nullable(),
        here: z.boolean(),
        settles: z.boolean(),
        heard: instant.nullable(),
        /** the last entry that it had */
        entry: z.int().nullable(),
        behind: z.int().nullable(),
        pending: z.int().nullable(),
        /** not heard from for 14 days */
        silent: z.boolean(),
      }),
    ),
    warnings: z.array(z.string()),
    pending: z.array(
      z.object({
        item: z.string(),
        what: z.string(),
        madeAt: instant,
        rows: z.int(),
        /** how it would end if it were settled now */
        verdict: z.string(),
        because: z.string(),
      }),
    ),
    arrivedSince: instant,
    arrived: z.array(z.object({ item: z.string(), entry: z.int(), by: z.string(), at: instant, what: z.string() })),
    /** open items of the inbox */
    inbox: z.int(),
  }),
  'inbox list': z.array(inboxItem),
  'inbox show': inboxItem,
  'inbox accept': z.object({
    how: z.enum(['as-wanted', 'restore-first', 'restore-only']),
    allowed: z.boolean(),
    because: z.array(reason),
    /** what is done, a sentence each */
    sentences: z.array(z.string()),
    gain: z.array(accessDifference),
    lose: z.array(accessDifference),
    /** the other ways there are now */
    otherWays: z.array(z.object({ how: z.string(), title: z.string(), allowed: z.boolean() })),
    /** what could count instead, for one edit: what was wanted, what was before, what is so now, and the rest */
    values: z.array(
      z.object({
        whose: z.enum(['wanted', 'before', 'now', 'other']),
        value: z.string(),
        allowed: z.boolean(),
        because: z.string(),
      }),
    ),
    /** null with --preview */
    applied: applied.nullable(),
  }),
  'inbox dismiss': applied,
  /** what the operation answers */
  call: z.unknown(),
} as const

export type CommandName = keyof typeof outputs
export type CommandOutput<Name extends CommandName> = z.output<(typeof outputs)[Name]>

/** What any command prints under `--json` when it fails. */
export const errorOutput = z.object({
  error: z.object({ code: z.string(), message: z.string(), at: z.string().optional() }),
})
