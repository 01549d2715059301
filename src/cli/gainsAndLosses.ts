import { formatTable } from './formatTable'
import type { CommandOutput } from './outputs/outputs'

type Steps = CommandOutput<'role compare'>['gained']

/** What a move gives and takes, permission by permission. */
export function gainsAndLosses(gained: Steps, lost: Steps): string {
  const lines = [
    ...gained.map((step) => ['+', step.permission, `${step.before} → ${step.after}`]),
    ...lost.map((step) => ['-', step.permission, `${step.before} → ${step.after}`]),
  ]
  return formatTable(['', 'Permission', 'Reach'], lines, 'Nothing is gained or lost.')
}
