/**
 * The answer of everything that can fail in an expected way. `message` is one whole sentence for people: what is wrong,
 * where, and what to do. It is written where the fact is known, so that the app and the command line say the same.
 */
export type Result<Value, Code extends string = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure<Code> }

export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly message: string
  /** Where: a JSON path, a line and column, a row number or a file name. */
  readonly at?: string
  /** Reasons of a refusal, the deciding one first. */
  readonly because?: readonly Reason[]
}

/** One step of a decision or of a refusal. */
export interface Reason {
  readonly code: string
  readonly text: string
}

export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function failed<Code extends string>(
  code: Code,
  message: string,
  more: Omit<Failure, 'code' | 'message'> = {},
): { readonly ok: false; readonly error: Failure<Code> } {
  return { ok: false, error: { code, message, ...more } }
}
