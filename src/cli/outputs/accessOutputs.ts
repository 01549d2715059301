import { z } from 'zod'
import { parseReach } from '../../shared/domain/reach'
import { placesOrAll, reason } from './shapes'

const decision = z.object({
  allowed: z.boolean(),
  reach: parseReach,
  because: z.array(reason),
  wouldNeed: z.array(z.array(reason)),
})

/** Of commands about questions of who may do what. */
export const accessOutputs = {
  can: decision,
  /** of each line */
  'can-batch': decision,
  'who-can': z.array(
    z.object({
      email: z.string().nullable(),
      name: z.string().nullable(),
      role: z.string(),
      reach: parseReach,
      places: placesOrAll,
    }),
  ),
  access: z.array(
    z.object({ permission: z.string(), reach: parseReach, places: placesOrAll, because: z.array(reason) }),
  ),
} as const
