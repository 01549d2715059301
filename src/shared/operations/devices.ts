import { z } from 'zod'
import { parseKeyId, parseStaffId } from '../domain/ids'
import { fileErrors, orgInfo } from './desk'
import { operation } from './operation'
import { applied, email, nothing, role } from './shapes'

const deviceName = z.string().trim().min(1, 'must not be empty').max(80, 'must be at most 80 characters')
const passphrase = z.string().min(1, 'must not be empty').max(1000)
const may = z.object({ allowed: z.boolean(), because: z.string() })

/** A request as a file on this computer, or its text. Exactly one of both. */
const requestInput = { path: z.string().min(1).optional(), request: z.string().max(20_000).optional() }

const key = z.object({
  id: parseKeyId,
  kind: z.enum(['operator', 'console']),
  /** What its console is called; empty where the person’s details may not be seen. */
  name: z.string(),
  /** Whose it is; null for a console that is nobody’s: the first one. */
  person: z.object({ staffId: parseStaffId, name: z.string(), email: z.string().nullable() }).nullable(),
  /** The secret is on this desktop. */
  isHere: z.boolean(),
  /** The key that acts in this window. */
  isActing: z.boolean(),
  /** It settles for everybody; none does where any console settles, through the hub. */
  settles: z.boolean(),
  isRevoked: z.boolean(),
  /** When it last signed something that was settled; null when never. */
  lastSeenMs: z.number().nullable(),
  mayRevoke: may,
})

export const deviceOperations = {
  'device.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The keys of consoles and operators, of people whom the actor may see.',
    input: nothing,
    output: z.object({
      keys: z.array(key),
      mayHandOver: may,
      mayReplaceWords: may,
      /** Whether this desktop may sign in this file, and why not. */
      signsHere: may,
    }),
    errors: [],
  }),
  'device.add': operation({
    scope: 'org',
    writes: true,
    summary: 'Enrols another operator of this desktop, with a key of their own.',
    input: z.object({ email, passphrase: passphrase.optional(), name: deviceName.optional() }),
    output: applied.extend({ key: parseKeyId }),
    errors: ['no-such-person'],
  }),
  'device.request': operation({
    scope: 'org',
    writes: false,
    summary: 'Makes keys for one person on this desktop, and a request that another console approves.',
    input: z.object({
      email,
      name: deviceName.optional(),
      passphrase: passphrase.optional(),
      /** The file to write the request to. */
      path: z.string().min(1).optional(),
    }),
    output: z.object({
      path: z.string().nullable(),
      request: z.string(),
      /** Eight words to compare on both consoles. */
      words: z.string(),
    }),
    errors: ['no-such-person', ...fileErrors],
  }),
  'device.readRequest': operation({
    scope: 'org',
    writes: false,
    summary: 'What a request asks for, before it is approved.',
    input: z.object(requestInput),
    output: z.object({
      person: z.object({ staffId: parseStaffId, name: z.string(), email: z.string().nullable(), role }),
      name: z.string(),
      words: z.string(),
      /** Why it cannot be approved by whoever acts; null when it can. */
      problem: z.string().nullable(),
    }),
    errors: ['bad-request', 'file-not-found', 'no-such-person'],
  }),
  'device.approve': operation({
    scope: 'org',
    writes: true,
    summary: 'Enrols the keys of a request.',
    input: z.object({
      ...requestInput,
      /** The eight words that the other console shows; refused when they differ. */
      words: z.string().max(400).optional(),
    }),
    output: applied.extend({ keys: z.array(parseKeyId) }),
    errors: ['bad-request', 'file-not-found', 'no-such-person', 'wrong-words'],
  }),
  'device.revoke': operation({
    scope: 'org',
    writes: true,
    summary: 'Takes keys out of use, for good.',
    input: z.object({ keys: z.array(parseKeyId).min(1).max(100) }),
    output: applied,
    errors: ['no-such-key'],
  }),
  'device.handOver': operation({
    scope: 'org',
    writes: true,
    summary: 'Lets another enrolled console settle the changes.',
    input: z.object({ to: parseKeyId }),
    output: applied,
    errors: [],
  }),
  'device.replaceWords': operation({
    scope: 'org',
    writes: true,
    summary: 'Makes new recovery words; they are shown this once, and the old ones are worthless.',
    input: nothing,
    output: applied.extend({ recoveryWords: z.array(z.string()) }),
    errors: [],
  }),
  'device.recover': operation({
    scope: 'org',
    writes: false,
    summary:
      'Enrols this desktop anew with the recovery words: it settles from now on, its old keys are revoked. Opens the organization again.',
    input: z.object({
      words: z.string().max(400),
      /** Who of the top role; left out: the only one there is. */
      email: email.optional(),
      name: deviceName.optional(),
      passphrase: passphrase.optional(),
    }),
    output: orgInfo,
    errors: ['wrong-words', 'no-such-person', 'not-an-org-file', 'not-enrolled', 'passphrase-needed', ...fileErrors],
  }),
  'operator.list': operation({
    scope: 'org',
    writes: false,
    summary: 'Who can act on this desktop, of the people whom the actor may see.',
    input: nothing,
    output: z.object({
      operators: z.array(
        z.object({
          staffId: parseStaffId,
          name: z.string(),
          email: z.string(),
          role,
          isActing: z.boolean(),
          hasPassphrase: z.boolean(),
          /** The passphrase is kept in this computer’s key store. */
          isKept: z.boolean(),
        }),
      ),
      /** Whether the actor sees everybody. Others, whom they do not, may switch by saying who they are (S0.14). */
      isWhole: z.boolean(),
      /** Whether this computer can keep a passphrase. */
      canKeep: z.boolean(),
    }),
    errors: [],
  }),
  'operator.setPassphrase': operation({
    scope: 'org',
    writes: false,
    summary: 'Sets, changes or removes (null) the passphrase of the actor’s own key on this desktop.',
    input: z.object({ before: z.string().optional(), after: passphrase.nullable(), keep: z.boolean().default(false) }),
    output: nothing,
    errors: ['passphrase-needed', 'not-enrolled', 'cannot-keep'],
  }),
} as const
