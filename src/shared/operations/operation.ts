import type { z } from 'zod'

/**
 * Where an operation runs: `desk` needs no open organization (welcome screen, files), `org` runs on the organization
 * that the calling window, or the command line, has open.
 */
export type OperationScope = 'desk' | 'org'

/** One operation of the contract. Channel, preload method, window type, `rolecall call` and reference docs derive from it. */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends string = string,
  Scope extends OperationScope = OperationScope,
> {
  readonly scope: Scope
  /** True when the operation changes the organization. A read-only organization refuses these. */
  readonly writes: boolean
  /** One sentence for the reference docs. */
  readonly summary: string
  readonly input: Input
  readonly output: Output
  /** Codes an expected failure may carry, besides those every operation may answer with (`commonErrors`). */
  readonly errors: readonly Code[]
}

/** Codes that any operation may answer with. `unexpected` carries an incident id in `at`. */
export const commonErrors = [
  'bad-input',
  'bad-sender',
  'no-org-open',
  'read-only',
  'not-allowed',
  'refused',
  'conflict',
  'disk-full',
  'cannot-write',
  'cancelled',
  'unexpected',
] as const

export function operation<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Code extends string,
  const Scope extends OperationScope,
>(described: Operation<Input, Output, Code, Scope>): Operation<Input, Output, Code, Scope> {
  return described
}

export type InputOf<O> = O extends Operation<infer Input> ? z.output<Input> : never
/** What a caller may pass: defaults of the schema may be left out. */
export type CallInputOf<O> = O extends Operation<infer Input> ? z.input<Input> : never
export type OutputOf<O> = O extends Operation<z.ZodType, infer Output> ? z.output<Output> : never
export type ErrorCodeOf<O> =
  O extends Operation<z.ZodType, z.ZodType, infer Code> ? Code | (typeof commonErrors)[number] : never
