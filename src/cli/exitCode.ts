import type { Failure } from '../shared/domain/result'

/** 0 done · 1 the answer is no · 2 wrong usage or bad input · 3 the file cannot be used (cli.md). */
export type ExitCode = 0 | 1 | 2 | 3

/** Codes of failures whose file cannot be used. */
const fileCodes: ReadonlySet<string> = new Set([
  'not-an-org',
  'damaged',
  'newer-version',
  'locked',
  'disk-full',
  'cannot-write',
  'network-folder',
  'bad-bundle',
  'halted',
  'unexpected',
  // A place of exchange is used like a file.
  'no-connection',
  'place-not-found',
  'place-emptied',
  'wrong-place',
])

/** Codes of failures that say no to well-formed input. */
const refusalCodes: ReadonlySet<string> = new Set([
  'refused',
  'not-allowed',
  'conflict',
  'read-only',
  'ladder',
  'email-in-restore',
  'rows-refused',
  'preview-is-old',
  'nothing-to-change',
  'undecided',
  'not-down',
  'nobody',
  'cannot-undo',
  'cancelled',
  'not-admitted',
  'already-closed',
  'cannot-accept',
  'needs-confirmation',
])

/** Reasons of the door that are about the input, not about the right to do it. */
const inputReasons: ReadonlySet<string> = new Set([
  'unknown-role',
  'unknown-place',
  'unknown-permission',
  'unknown-kind',
  'reach-not-allowed',
  'bad-parent',
  'email-taken',
])

export function exitCodeOf(failure: Failure): ExitCode {
  if (fileCodes.has(failure.code)) return 3
  if (!refusalCodes.has(failure.code)) return 2
  const reason = failure.because?.[0]?.code
  return reason !== undefined && inputReasons.has(reason) ? 2 : 1
}
