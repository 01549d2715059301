import { z } from 'zod'
import { parsePlaceId } from '../../shared/domain/ids'
import { parseReach } from '../../shared/domain/reach'

/** An instant, ISO 8601 in UTC. */
export const instant = z.string()

export const places = z.array(parsePlaceId)

/** null = everywhere */
export const placesOrAll = places.nullable()

export const reason = z.object({ code: z.string(), text: z.string() })

/** What a command that changes the organization did. `item` names the history item for `undo`. */
export const applied = z.object({
  item: z.string(),
  revision: z.int(),
  head: z.string().nullable(),
  changes: z.array(z.string()),
  /** true: it is shown, and waits for the console that settles */
  pending: z.boolean().optional(),
})

export const roleStep = z.object({ permission: z.string(), name: z.string(), before: parseReach, after: parseReach })

export const accessDifference = z.object({
  email: z.string().nullable(),
  permission: z.string(),
  before: parseReach,
  after: parseReach,
  places: placesOrAll,
})
