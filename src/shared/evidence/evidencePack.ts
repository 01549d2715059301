import { z } from 'zod'
import { parseChangeId, parseKeyId, parseSha256 } from '../domain/ids'

export const evidenceFormat = 'rolecall/evidence/1'

const signature = z.string().regex(/^[0-9a-f]{128}$/, 'must be a signature of 128 hex digits')

/** What a pack says of itself. Its hash is what the maker signs. */
export const parseManifest = z.strictObject({
  format: z.literal(evidenceFormat),
  organization: z.strictObject({ id: parseChangeId, name: z.string() }),
  madeAt: z.iso.datetime({ precision: 3 }),
  /** The moment that the data is of, and the last entry that led to it. */
  asOf: z.iso.datetime({ precision: 3 }),
  asOfEntry: z.strictObject({ n: z.int().positive(), hash: parseSha256 }),
  /** The newest entry when the pack was made: where the chain ends. */
  head: z.strictObject({ n: z.int().positive(), hash: parseSha256 }),
  /** How the data was chosen, and who read it: what they may not see is not in it. */
  facts: z.record(z.string(), z.string()),
  /** Every file of the pack but the manifest and its signature, in the order they lie in it. */
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,80}$/),
        bytes: z.int().min(0),
        sha256: parseSha256,
        /** Rows of data or entries of the log. */
        rows: z.int().min(0),
        /** The file as it lies in the pack, compressed. */
        packed: z.strictObject({ bytes: z.int().min(0), sha256: parseSha256 }),
      }),
    )
    .max(100),
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

/** Kinds whose changes are in the chain whole, since later signatures are checked with what they bring or take. */
export const keyKinds: ReadonlySet<string> = new Set([
  'org.create',
  'key.enroll',
  'key.revoke',
  'registrar.set',
  'recovery.set',
  'sequencer.set',
])

export const chainName = 'chain.jsonl'
export const manifestName = 'manifest.json'
export const signatureName = 'signature.json'

/** Beside a data file, a short hash of each of its lines: with it an altered line is named. */
export function linesName(name: string): string {
  return `${name}.lines`
}

/** What a pack that holds proves, for people. */
export const proves = [
  'The files are as they were when the pack was made: each has the size and hash that the manifest says, and nothing was put in or taken out.',
  'The manifest was signed by the key it names, which belonged to this organization (if the pack is signed).',
  'The history behind it is one unbroken line from the organization’s first change to the entry named as head: each entry holds the hash of the one before, is signed by a console of the organization, and its change by a key enrolled by then.',
] as const

/** What it does not prove. */
export const provesNot = [
  'That it is the organization you mean: anybody can found one of this name. Compare its id and the hash of the head with what the organization itself shows.',
  'That the data follows from the history: compare it with the organization’s own file or export to check that.',
  'That clocks were right, that nobody used somebody else’s key, or what other systems do with the roles.',
  'What the reader could not see. The manifest says who read, and with which filters.',
  'That a verifier that came inside a pack is honest: somebody who alters a pack can alter that too. Take it from Rolecall (rolecall verifier verify.html).',
] as const

export const readMe = `What this pack proves
${proves.map((line) => `- ${line}\n`).join('')}
What it does not prove
${provesNot.map((line) => `- ${line}\n`).join('')}
To verify it: rolecall verify <this file>
or, without Rolecall and without a network: take verify.html out of it, open that in a browser and give it this file.
`

/** What the maker signs: the domain and the hash of the manifest's bytes. */
export function manifestMessage(manifestSha256: string): string {
  return `${evidenceFormat}\n${manifestSha256}`
}
