import type { Result } from '../../src/shared/domain/result'

/** The value of an answer that has to be one. */
export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** The failure of an answer that has to be one. */
export function failure(result: Result<unknown>): { code: string; message: string; at?: string } {
  if (result.ok) throw new Error(`Expected a failure, but got ${JSON.stringify(result.value).slice(0, 200)}`)
  return result.error
}
