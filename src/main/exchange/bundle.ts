import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parsePersonalValue } from '../../shared/domain/change'
import { parseChangeId, parseSha256 } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import { hashPersonal } from '../org/personalValues'
import { signatureChecker } from '../org/keys/ed25519'
import { proposalRow } from '../org/line/overlay'
import { readChange, signedMessage } from '../org/record'
import { signerOf } from '../org/signers'
import { replay, type Replayed, type SettledBytes } from '../org/replay'
import type { Steps } from '../org/runInSteps'
import type { ReadableDb, WritableDb } from '../store/database'
import { eachSettled } from '../store/queries/log'
import { eachPersonal, writePersonal } from '../store/queries/personalValues'
import { listOwnProposals, writeProposal } from '../store/queries/proposals'
import type { Revision } from '../org/Org'

export const bundleFormat = 'rolecall/bundle/1'

const signature = z.string().regex(/^[0-9a-f]{128}$/, 'must be a signature of 128 hex digits')

/**
 * An organization in one JSON file: every settled change and entry, verbatim, and the personal values that they name by
 * hash. It holds all staff data. `docs/org-file.md` says how to read it.
 */
export const parseBundle = z.strictObject({
  format: z.literal(bundleFormat),
  /** For people; the log decides. */
  name: z.string(),
  org: parseChangeId,
  exportedAt: z.iso.datetime({ precision: 3 }),
  head: z.strictObject({ n: z.int().positive(), hash: parseSha256 }),
  /** `change` and `entry` are the canonical bytes as text. */
  log: z
    .array(
      z.strictObject({ change: z.string(), changeSignature: signature, entry: z.string(), entrySignature: signature }),
    )
    .min(1),
  personal: z.array(parsePersonalValue),
  /** Own changes that were not settled when it was exported. */
  pending: z.array(z.strictObject({ change: z.string(), changeSignature: signature })).optional(),
})
export type Bundle = z.output<typeof parseBundle>

/** The bundle's text, part by part, so that a large organization need not stand in memory twice. */
export function* bundleParts(
  db: ReadableDb,
  about: { name: string; orgId: string; revision: Revision; atMs: number },
): Generator<string> {
  const head = {
    format: bundleFormat,
    name: about.name,
    org: about.orgId,
    exportedAt: new Date(about.atMs).toISOString(),
    head: { n: about.revision.n, hash: about.revision.head },
  }
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "log": [`
  let separator = '\n'
  for (const row of eachSettled(db)) {
    const line = {
      change: Buffer.from(row.changeBytes).toString('utf8'),
      changeSignature: hex(row.changeSignature),
      entry: Buffer.from(row.entryBytes).toString('utf8'),
      entrySignature: hex(row.entrySignature),
    }
    yield `${separator}  ${JSON.stringify(line)}`
    separator = ',\n'
  }
  yield '\n ],\n "personal": ['
  separator = '\n'
  for (const value of eachPersonal(db)) {
    yield `${separator}  ${JSON.stringify(value)}`
    separator = ',\n'
  }
  const pending = listOwnProposals(db)
  if (pending.length > 0) {
    yield '\n ],\n "pending": ['
    separator = '\n'
    for (const { bytes, signature: signed } of pending) {
      yield `${separator}  ${JSON.stringify({ change: Buffer.from(bytes).toString('utf8'), changeSignature: hex(signed) })}`
      separator = ',\n'
    }
  }
  yield '\n ]\n}\n'
}

/** The text of a bundle as a bundle: its format, then its shape. Nothing in it is believed yet. */
export function readBundle(bytes: Uint8Array, fileName: string): Result<Bundle, 'bad-bundle' | 'newer-version'> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return failed(
      'bad-bundle',
      `“${fileName}” is not a whole bundle: it may have been cut short while it was copied. Export it again, or copy it again.`,
    )
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof format === 'string' && /^rolecall\/bundle\/\d+$/.test(format) && format !== bundleFormat) {
    return failed(
      'newer-version',
      `“${fileName}” was written by a newer Rolecall (${format}). Update Rolecall to open it.`,
    )
  }
  if (format !== bundleFormat) {
    return failed(
      'bad-bundle',
      `“${fileName}” is JSON, but no bundle of a Rolecall organization. Choose a file made with Export.`,
    )
  }
  const bundle = parseBundle.safeParse(value)
  if (!bundle.success) {
    const issue = bundle.error.issues[0]!
    return failed(
      'bad-bundle',
      `“${fileName}” is damaged at ${issue.path.join('.')}: ${issue.message}. Export it again.`,
      {
        at: issue.path.join('.'),
      },
    )
  }
  return done(bundle.data)
}

/**
 * Writes a bundle's log and personal values into an empty store, checking everything again: an altered, shortened or
 * reordered bundle names the entry where it breaks. Yields the entries done.
 */
export function* writeBundle(
  bundle: Bundle,
  into: WritableDb,
  fileName: string,
): Steps<Result<Replayed, 'bad-bundle'>> {
  const valueByHash = new Map<string, string>()
  for (const [index, value] of bundle.personal.entries()) {
    if (hashPersonal(Buffer.from(value.salt, 'hex'), value.value) !== value.hash) {
      return failed(
        'bad-bundle',
        `“${fileName}” was altered at personal.${index}: the ${value.field} does not fit the hash that was signed. Ask for the bundle again.`,
        { at: `personal.${index}` },
      )
    }
    valueByHash.set(value.hash, value.value)
  }
  const replayed = yield* replay(settledOf(bundle), { personal: (hash) => valueByHash.get(hash), into })
  if (!replayed.ok) {
    return failed(
      'bad-bundle',
      `“${fileName}” was altered or damaged. ${replayed.error.message} Ask for the bundle again.`,
      { at: replayed.error.at ?? 'log' },
    )
  }
  const { n, head, orgId } = replayed.value
  if (n !== bundle.head.n || head !== bundle.head.hash) {
    return failed(
      'bad-bundle',
      `“${fileName}” was shortened: it says that it ends at entry ${bundle.head.n}, but its log ends at entry ${n}. Ask for the bundle again.`,
      { at: 'head' },
    )
  }
  if (orgId !== bundle.org)
    return failed('bad-bundle', `“${fileName}” names another organization than its log.`, { at: 'org' })
  const purged = new Set(
    [...replayed.value.state.staff.values()].filter((person) => person.state === 'purged').map((person) => person.id),
  )
  for (const value of bundle.personal) if (!purged.has(value.staffId)) writePersonal(into, value)
  keepPending(bundle, into, replayed.value)
  return done(replayed.value)
}

/** Pending changes wait on in the file that a bundle becomes; only soundly signed ones are kept. */
function keepPending(bundle: Bundle, into: WritableDb, { state, orgId }: Replayed): void {
  for (const { change: text, changeSignature } of bundle.pending ?? []) {
    const bytes = Buffer.from(text, 'utf8')
    const signed = Buffer.from(changeSignature, 'hex')
    const change = readChange(bytes)
    if (!change.ok || change.value.record.org !== orgId) continue
    const signer = signerOf(state, change.value.record, change.value.intent)
    if (signer === null || signatureChecker(signer.publicKey)?.(signedMessage(change.value.id), signed) !== true)
      continue
    writeProposal(into, proposalRow({ ...change.value, bytes, signature: signed }, false, 0, null))
  }
}

function* settledOf(bundle: Bundle): Generator<SettledBytes> {
  for (const line of bundle.log) {
    yield {
      changeBytes: Buffer.from(line.change, 'utf8'),
      changeSignature: Buffer.from(line.changeSignature, 'hex'),
      entryBytes: Buffer.from(line.entry, 'utf8'),
      entrySignature: Buffer.from(line.entrySignature, 'hex'),
    }
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
