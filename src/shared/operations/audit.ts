import { z } from 'zod'
import { parsePermissionKey, parsePlaceId, parseStaffId } from '../domain/ids'
import { operation } from './operation'
import { applied, cellEdit, page, reasons, revision, staffRow } from './shapes'

export const severity = z.enum(['high', 'medium', 'low'])

const findingKey = z.string().min(1).max(300)

export const finding = z.object({
  key: findingKey,
  rule: z.string(),
  ruleName: z.string(),
  severity,
  title: z.string(),
  reason: z.string(),
  advice: z.string(),
  /** How many people it concerns, and the names of a few; `audit.people` has all of them. */
  people: z.int(),
  names: z.array(z.string()),
  permissions: z.array(z.object({ key: parsePermissionKey, name: z.string() })),
  places: z.array(z.object({ id: parsePlaceId, name: z.string() })),
  proposal: z
    .object({
      kind: z.enum(['grants', 'remove', 'purge', 'end-cover', 'assign', 'promote-second', 'switch']),
      text: z.string(),
      /** For `grants`: what to stage. */
      edits: z.array(cellEdit),
      /** `audit.fix` can make this edit. */
      canApply: z.boolean(),
    })
    .nullable(),
  /** Where to look. */
  go: z.string(),
  accepted: z
    .object({ reason: z.string(), untilMs: z.number().nullable(), atMs: z.number(), by: z.string() })
    .nullable(),
})

export const auditOperations = {
  'audit.findings': operation({
    scope: 'org',
    writes: false,
    summary: 'What somebody should look at, worst first: severity, reason, people and a proposed edit.',
    input: z.object({
      severities: z.array(severity).default([]),
      rules: z.array(z.string()).default([]),
      /** Accepted findings are left out unless asked for. */
      accepted: z.enum(['without', 'with', 'only']).default('without'),
      search: z.string().max(200).default(''),
      /** The text of a file of rules with other thresholds. */
      rulesFile: z.string().max(200_000).optional(),
      ...page,
      job: z.string().optional(),
    }),
    output: z.object({
      revision,
      atMs: z.number(),
      total: z.int(),
      /** Of all findings that are not accepted, whatever the filters. */
      counts: z.object({ high: z.int(), medium: z.int(), low: z.int(), accepted: z.int() }),
      rules: z.array(z.object({ key: z.string(), name: z.string(), findings: z.int(), accepted: z.int() })),
      findings: z.array(finding),
    }),
    errors: ['bad-rules'],
  }),
  'audit.people': operation({
    scope: 'org',
    writes: false,
    summary: 'A page of the people whom a finding concerns.',
    input: z.object({ key: findingKey, ...page }),
    output: z.object({ total: z.int(), rows: z.array(staffRow) }),
    errors: ['no-such-finding'],
  }),
  'audit.accept': operation({
    scope: 'org',
    writes: true,
    summary: 'Accepts a finding with a reason, for good or until a date. It is written down with the organization.',
    input: z.object({
      key: findingKey,
      reason: z.string().trim().min(3, 'must say why').max(1000),
      /** An instant or a bare date; null: until somebody takes it back. */
      until: z.string().max(60).nullable(),
    }),
    output: applied,
    errors: ['no-such-finding', 'bad-moment', 'refused'],
  }),
  'audit.unaccept': operation({
    scope: 'org',
    writes: true,
    summary: 'Takes back that a finding was accepted.',
    input: z.object({ key: findingKey }),
    output: applied,
    errors: ['no-such-finding', 'refused'],
  }),
  'audit.fix': operation({
    scope: 'org',
    writes: true,
    summary: 'Makes the edit that a finding proposes, as one history item, for some of its people or all.',
    input: z.object({ key: findingKey, staffIds: z.array(parseStaffId).max(100_000).optional() }),
    output: applied.extend({ because: reasons }),
    errors: ['no-such-finding', 'nothing-to-change', 'refused'],
  }),
} as const
