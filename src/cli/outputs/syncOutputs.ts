import { z } from 'zod'
import { accessDifference, applied, instant, reason } from './shapes'

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

/** Of commands about devices, hubs, exchanges and the inbox. */
export const syncOutputs = {
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
  'device hand-over': applied,
  'device recover': z.object({
    /** who acts on this desktop now */
    email: z.string(),
    revision: z.int(),
  }),
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
  'sync settles': z.object({
    item: z.string(),
    /** it counts from the next exchange on */
    pending: z.boolean(),
    /** who settles now, in words */
    settles: z.string(),
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
} as const
