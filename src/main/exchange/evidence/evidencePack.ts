import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseChangeId, parseKeyId, parseSha256 } from '../../../shared/domain/ids'

export const evidenceFormat = 'rolecall/evidence/1'

const signature = z.string().regex(/^[0-9a-f]{128}$/, 'must be a signature of 128 hex digits')

/** What a pack says of itself. Its hash is what the maker signs. */
export const parseManifest = z.strictObject({
  format: z.literal(evidenceFormat),
  organization: z.strictObject({ id: parseChangeId, name: z.string() }),
  madeAt: z.iso.datetime({ precision: 3 }),
  /** The moment that the data is of. */
  asOf: z.iso.datetime({ precision: 3 }),
  head: z.strictObject({ n: z.int().positive(), hash: parseSha256 }),
  /** How the data was chosen, and who read it: what they may not see is not in it. */
  facts: z.record(z.string(), z.string()),
  files: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,80}$/),
      bytes: z.int().min(0),
      sha256: parseSha256,
      /** Rows of data or entries of the log. */
      rows: z.int().min(0),
    }),
  ),
})
export type Manifest = z.output<typeof parseManifest>

/** By whom the manifest was signed; a pack made without an identity has none. */
export const parseMakerSignature = z.strictObject({ key: parseKeyId, signature }).nullable()

/**
 * One entry of the chain: canonical bytes and signatures. `change` is left out, but for those that bring or take keys;
 * `changeId` in the entry and its signature stand for it.
 */
export const parseChainLine = z.strictObject({
  entry: z.string(),
  entrySignature: signature,
  key: parseKeyId,
  changeSignature: signature,
  change: z.string().optional(),
})

/** Kinds whose changes are in the chain whole, since later signatures are checked with what they bring. */
export const keyKinds: ReadonlySet<string> = new Set(['org.create', 'key.enroll', 'key.revoke', 'registrar.set'])

export const readMe = `What this pack proves
- The data files are as they were when the pack was made: each has the size and hash that the manifest says.
- The manifest was signed by the key it names, which belongs to this organization (if signature.json is not null).
- The history behind it is one unbroken line from the organization's first change to the entry named as head: each entry
  holds the hash of the one before, is signed by a console of the organization, and its change by a key enrolled by then.

What it does not prove
- That the data follows from the history: compare it with the organization's own file or export to check that.
- That clocks were right, that nobody used somebody else's key, or what other systems do with the roles.
- What the reader could not see. The manifest says who read, and with which filters.

To verify it: rolecall verify <this file>
`

/** What the maker signs: the domain and the hash of the manifest's bytes. */
export function manifestMessage(manifest: Uint8Array): string {
  return `${evidenceFormat}\n${sha256(manifest)}`
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
