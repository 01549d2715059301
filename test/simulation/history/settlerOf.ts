import type { Desk } from './Desk'
import type { Run } from './Run'

/** The desk at which the console lies that settles, as that desk itself sees it. */
export function settlerOf({ desks }: Run): Desk | undefined {
  return desks.find(({ org, consoles }) => consoles.some(({ id }) => id === org.line.settledState().settings.registrar))
}
