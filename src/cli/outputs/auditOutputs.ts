import { z } from 'zod'
import { parsePlaceId } from '../../shared/domain/ids'
import { parseReach } from '../../shared/domain/reach'
import { accessDifference, applied, instant } from './shapes'

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

/** Of commands about findings, comparisons and the history. */
export const auditOutputs = {
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
} as const
