import type { z } from 'zod'
import { parseBlueprintShape, type Blueprint } from './blueprint'
import { findBlueprintProblems } from './findBlueprintProblems'
import { formatJsonPath } from './formatJsonPath'
import { done, failed, type Result } from './result'

/**
 * Reads a blueprint from a parsed JSON value: its shape, then what a shape cannot say (docs/blueprints.md).
 *
 * @returns the blueprint with every default filled in. Errors: `bad-blueprint`, with the JSON path of the first problem
 *          in `at` and a sentence that says what is wrong and what to do.
 */
export function parseBlueprint(value: unknown): Result<Blueprint, 'bad-blueprint'> {
  const shape = parseBlueprintShape.safeParse(value)
  if (!shape.success) {
    const [first, ...others] = shape.error.issues
    return failed('bad-blueprint', withCount(describeShapeIssue(first!), others.length), {
      at: formatJsonPath(first!.path),
    })
  }
  const [first, ...others] = findBlueprintProblems(shape.data)
  if (first !== undefined) {
    return failed('bad-blueprint', withCount(first.message, others.length), { at: formatJsonPath(first.path) })
  }
  return done(shape.data)
}

function withCount(sentence: string, others: number): string {
  if (others === 0) return sentence
  return `${sentence} ${others === 1 ? 'One more problem was' : `${others} more problems were`} found.`
}

function describeShapeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? 'The blueprint' : `“${String(issue.path.at(-1))}”`
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((unknownKey) => `“${unknownKey}”`).join(', ')
    return `${where} has ${keys}, which a blueprint does not know; remove it or correct its spelling.`
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message)) {
    return `${where} is missing; add it.`
  }
  return `${where} cannot be read: ${issue.message.replace(/^Invalid /, 'invalid ')}; correct it.`
}
