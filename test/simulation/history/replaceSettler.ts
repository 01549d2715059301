import { atWork, type Desk } from './Desk'
import type { Run } from './Run'
import { takeOver } from './takeOver'

/**
 * Where a desk has stopped and nobody else may settle, somebody takes over with the words. Answers whether it was so.
 */
export async function replaceSettler(run: Run, stopped: Desk): Promise<boolean> {
  const others = atWork(run.desks).filter((one) => one !== stopped)
  if (run.hasTakenOver || others.length === 0 || others.some(({ org }) => org.line.maySettle)) return false
  for (const other of others) if (!run.hasTakenOver) await takeOver(run, other)
  stopped.isLost = false
  return true
}
