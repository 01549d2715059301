import { z } from 'zod'
import { parsePermissionKey, parseRoleKey, parseStaffId } from '../domain/ids'
import { parseReach } from '../domain/reach'
import { operation } from './operation'
import { applied, reasons } from './shapes'

const roleStep = z.object({ permission: parsePermissionKey, name: z.string(), before: parseReach, after: parseReach })

/** What happens to one thing that a person has: it stays theirs, goes to somebody, or to nobody. */
export const demotionDeeds = ['keep', 'hand-over', 'drop'] as const

const demotionErrors = [
  'no-such-person',
  'unknown-role',
  'not-down',
  'unknown-item',
  'undecided',
  'nothing-to-change',
  'refused',
] as const

/** The guided way down the ladder (S4.25): what would be lost sight of, item by item, and who takes it over. */
export const demotionOperations = {
  'staff.previewDemotion': operation({
    scope: 'org',
    writes: false,
    summary: 'What a person would lose on the way down: places, personal grants and permissions; changes nothing.',
    input: z.object({ staffId: parseStaffId, role: parseRoleKey }),
    output: z.object({
      allowed: z.boolean(),
      because: reasons,
      gained: z.array(roleStep),
      lost: z.array(roleStep),
      items: z.array(
        z.object({
          /** A place id or a permission key. */
          key: z.string(),
          kind: z.enum(['place', 'grant']),
          name: z.string(),
          /** The kind of place in words; "Personal grant" for a grant. */
          hint: z.string(),
          untilMs: z.number().nullable(),
          /** Nothing of it would be seen in the lower role: it has to be handed over or dropped. */
          losesSight: z.boolean(),
          /** Permissions at this place that the lower role does not have, by name. */
          loses: z.array(z.string()),
        }),
      ),
    }),
    errors: ['no-such-person', 'unknown-role', 'not-down'],
  }),
  'staff.demote': operation({
    scope: 'org',
    writes: true,
    summary: 'Moves a person down the guided way, handing over or dropping what they lose; one undoable history item.',
    input: z.object({
      staffId: parseStaffId,
      role: parseRoleKey,
      /** Items not named stay when the lower role sees them; what it does not see must be named. */
      items: z
        .array(z.object({ key: z.string().max(200), do: z.enum(demotionDeeds), to: parseStaffId.optional() }))
        .max(2000)
        .default([]),
    }),
    output: applied,
    errors: demotionErrors,
  }),
} as const
