import { z } from 'zod'
import shipped from '../../../../resources/findings/rules.json'
import { done, failed, type Result } from '../../../shared/domain/result'

const severities = ['high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

const about = {
  key: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  severity: z.enum(severities),
  name: z.string().min(1).max(200),
  /** What to do about it. */
  advice: z.string().min(1).max(400),
}
const days = z.int().min(0).max(3650)

/** One rule: which check, with its thresholds. The checks are code; when they speak up is data. */
const rule = z.discriminatedUnion('check', [
  /** More than `atMost` active people in the top role, or than the blueprint advises. */
  z.strictObject({ ...about, check: z.literal('crowded-top'), atMost: z.int().positive() }),
  /** Fewer than `fewer` active people are able to do something, anywhere or at a place. */
  z.strictObject({ ...about, check: z.literal('able-people'), fewer: z.int().min(1).max(2) }),
  z.strictObject({ ...about, check: z.literal('rank-inversion') }),
  z.strictObject({ ...about, check: z.literal('wider-than-default') }),
  z.strictObject({ ...about, check: z.literal('never-applies') }),
  z.strictObject({ ...about, check: z.literal('no-place') }),
  z.strictObject({ ...about, check: z.literal('idle-invited'), days }),
  z.strictObject({ ...about, check: z.literal('cover-ends'), days }),
  z.strictObject({ ...about, check: z.literal('cover-ended'), days }),
  z.strictObject({ ...about, check: z.literal('not-purged'), days }),
  z.strictObject({ ...about, check: z.literal('view-not-permitted') }),
  z.strictObject({ ...about, check: z.literal('product-unassigned') }),
  z.strictObject({ ...about, check: z.literal('undecided'), fewestPeople: z.int().min(0) }),
  z.strictObject({ ...about, check: z.literal('expectation') }),
  /** No access review was finished for so many days. */
  z.strictObject({ ...about, check: z.literal('no-review'), days }),
])
export type FindingRule = z.output<typeof rule>
export type RuleOf<Check extends FindingRule['check']> = Extract<FindingRule, { check: Check }>

/** A file of rules for findings; docs/schemas/findings.schema.json is made from it. */
export const parseFindingRules = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('rolecall/findings/1'),
  rules: z.array(rule).max(100),
})

// Part of the app, so rules that cannot be read are a fault of ours: thrown.
const shippedRules = parseFindingRules.parse(shipped).rules

export function shippedFindingRules(): readonly FindingRule[] {
  return shippedRules
}

/** Rules from the text of a file. */
export function readFindingRules(text: string, fileName: string): Result<readonly FindingRule[], 'bad-rules'> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return failed('bad-rules', `“${fileName}” is not JSON: ${(error as Error).message}.`)
  }
  const parsed = parseFindingRules.safeParse(value)
  if (parsed.success) return done(parsed.data.rules)
  const issue = parsed.error.issues[0]!
  const at = issue.path.join('.')
  return failed('bad-rules', `“${fileName}” cannot be used at ${at === '' ? 'its top' : at}: ${issue.message}.`, { at })
}
