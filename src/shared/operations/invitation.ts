import { z } from 'zod'
import { parseStaffId } from '../domain/ids'
import { operation } from './operation'
import { email } from './shapes'

export const invitationOperations = {
  'staff.invitation': operation({
    scope: 'org',
    writes: false,
    summary: 'The message that invites a person: role, what it may do by default, places. The console sends nothing.',
    input: z.object({ staffIds: z.array(parseStaffId).min(1).max(200) }),
    output: z.array(
      z.object({ staffId: parseStaffId, name: z.string(), to: email, subject: z.string(), body: z.string() }),
    ),
    errors: ['no-such-person'],
  }),
} as const
