import { judgeLine } from '../oracle/judgeLine'
import type { Model } from '../oracle/Model'
import type { SettledJson } from '../oracle/readSettled'
import type { Run } from './Run'

/** What the oracle says of a line that follows that of the base: what is wrong with it, and the state it should lead to. */
export function judgeByOracle(
  { base, values }: Run,
  line: readonly SettledJson[],
): { readonly wrong: readonly string[]; readonly model: Model } {
  const model = structuredClone(base.model)
  const lastSeq = new Map(base.line.map(({ change }) => [change.key as string, change.seq as number]))
  const start = { hashes: ['', ...base.line.map(({ hash }) => hash)], lastSeq, atMs: base.endMs }
  const valueByHash = new Map([...values].map(([hash, { value }]) => [hash, value]))
  return { wrong: judgeLine(base.blueprint, model, line, start, valueByHash), model }
}
