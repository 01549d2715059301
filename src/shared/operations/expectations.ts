import { z } from 'zod'
import { parseExpectation } from '../domain/expectation'
import { operation } from './operation'
import { applied, nothing } from './shapes'

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be a key like billing-everywhere')

/** A statement and whether it holds now. */
export const checkedExpectation = z.object({
  key: z.string(),
  title: z.string(),
  /** The statement in full, with names as the reader may see them. */
  sentence: z.string(),
  expectation: parseExpectation,
  verdict: z.enum(['holds', 'broken', 'unknown']),
  /** What it fails at, by name; null when it holds. */
  because: z.string().nullable(),
})

export const expectationOperations = {
  'expectation.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The saved statements about who may do what, each with whether it holds and a counterexample.',
    input: nothing,
    output: z.array(checkedExpectation),
    errors: [],
  }),
  'expectation.check': operation({
    scope: 'org',
    writes: false,
    summary: 'Whether a statement holds now, without saving it.',
    input: z.object({ expectation: parseExpectation }),
    output: checkedExpectation.omit({ key: true }),
    errors: [],
  }),
  'expectation.set': operation({
    scope: 'org',
    writes: true,
    summary: 'Saves a statement. Without a key it gets one from its title.',
    input: z.object({ key: key.optional(), expectation: parseExpectation }),
    output: applied.extend({ key: z.string() }),
    errors: ['unknown-role', 'unknown-permission', 'unknown-place', 'no-such-person', 'nothing-to-change', 'refused'],
  }),
  'expectation.remove': operation({
    scope: 'org',
    writes: true,
    summary: 'Strikes a saved statement.',
    input: z.object({ key: z.string().max(150) }),
    output: applied,
    errors: ['not-found', 'refused'],
  }),
} as const
