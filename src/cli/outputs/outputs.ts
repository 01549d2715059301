import { z } from 'zod'
import { accessOutputs } from './accessOutputs'
import { auditOutputs } from './auditOutputs'
import { fileOutputs } from './fileOutputs'
import { placeOutputs } from './placeOutputs'
import { roleOutputs } from './roleOutputs'
import { staffOutputs } from './staffOutputs'
import { syncOutputs } from './syncOutputs'

/** The JSON of each command under `--json`. docs/cli/ is made from it. */
export const outputs = {
  ...fileOutputs,
  ...staffOutputs,
  ...placeOutputs,
  ...roleOutputs,
  ...accessOutputs,
  ...auditOutputs,
  ...syncOutputs,
} as const

export type CommandName = keyof typeof outputs
export type CommandOutput<Name extends CommandName> = z.output<(typeof outputs)[Name]>

/** What any command prints under `--json` when it fails. */
export const errorOutput = z.object({
  error: z.object({ code: z.string(), message: z.string(), at: z.string().optional() }),
})
