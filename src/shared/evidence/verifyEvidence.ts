import { unzipSync } from 'fflate'
import type { Intent } from '../domain/change'
import {
  canonicalText,
  recordDomains,
  type RecordKind,
  type RecordReaders,
  recordReaders,
} from '../records/recordReaders'
import { type ChainKeys, chainKeys } from './chainKeys'
import {
  chainName,
  evidenceFormat,
  linesName,
  type Manifest,
  manifestMessage,
  manifestName,
  parseChainLine,
  parseMakerSignature,
  parseManifest,
  signatureName,
} from './evidencePack'
import { fromHex } from './fromHex'
import { findAlteredLine } from './lineDigests'
import { crc32, findContainerFault, type PackedFile, packedOffsets } from './packFile'
import type { Primitives } from './primitives'

export interface EvidenceVerdict {
  readonly ok: boolean
  readonly manifest: Manifest | null
  /** The key that signed the manifest; null when nobody did. */
  readonly signedBy: string | null
  readonly entries: number
  readonly problems: readonly { readonly where: string; readonly text: string }[]
}

/** A pack is hostile until checked: more than this, unpacked, is not read. */
const mostBytes = 2 ** 31
const mostFiles = 110

class Problem extends Error {
  readonly where: string
  constructor(where: string, text: string) {
    super(text)
    // A name that somebody altered may be nothing at all.
    this.where = where === '' ? 'a file without a name' : where
  }
}

type Files = ReadonlyMap<string, Uint8Array>

/**
 * Checks a pack from its bytes alone; the first thing that does not hold is named with its place. The command line and
 * the page that runs in any browser both run this. Yields the number of the entry checked.
 */
export function* verifyEvidence(bytes: Uint8Array, primitives: Primitives): Generator<number, EvidenceVerdict, void> {
  let manifest: Manifest | null = null
  let signedBy: string | null = null
  let entries = 0
  try {
    const files = unpack(bytes)
    manifest = readManifest(files)
    checkNames(manifest, files)
    const keys = chainKeys(primitives, manifest.organization.id)
    const chainBytes = files.get(chainName)!
    const isChainAltered =
      primitives.sha256(chainBytes) !== manifest.files.find(({ name }) => name === chainName)?.sha256
    // An altered chain says itself at which entry.
    if (!isChainAltered) yield* checkFiles(manifest, files, primitives)
    for (const n of walkChain(manifest, chainBytes, keys, primitives)) {
      entries = n
      yield n
    }
    if (isChainAltered) yield* checkFiles(manifest, files, primitives)
    signedBy = checkMaker(files, keys, primitives)
    for (const _file of checkContainer(bytes, manifest, files, primitives)) yield entries
    return { ok: true, manifest, signedBy, entries, problems: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ok: false, manifest, signedBy: null, entries, problems: [{ where: error.where, text: error.message }] }
  }
}

function unpack(bytes: Uint8Array): Files {
  let total = 0
  const names = new Set<string>()
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        total += originalSize
        if (total > mostBytes || names.size > mostFiles) {
          throw new Problem(name, 'The pack is too large to be one of Rolecall.')
        }
        if (names.has(name)) throw new Problem(name, 'It is in the pack twice: something was put in.')
        names.add(name)
        return true
      },
    })
    return new Map(Object.entries(unpacked))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('the pack', 'It cannot be unpacked: it was cut short or altered. Ask for it again.')
  }
}

function readManifest(files: Files): Manifest {
  const bytes = files.get(manifestName)
  if (bytes === undefined) throw new Problem(manifestName, 'It is missing: this is no evidence pack of Rolecall.')
  const text = new TextDecoder().decode(bytes)
  const value = parseJson(text, manifestName)
  const parsed = parseManifest.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new Problem(
      `${manifestName}, ${issue.path.join('.')}`,
      `It is not a manifest of ${evidenceFormat}: ${issue.message}.`,
    )
  }
  if (canonicalText(value) !== text) throw new Problem(manifestName, 'Its bytes were altered.')
  return parsed.data
}

/** INVARIANT (nothing unlisted): whatever lies in a pack is in the manifest, or is the manifest or its signature. */
function checkNames(manifest: Manifest, files: Files): void {
  const known = new Set([manifestName, signatureName])
  for (const { name } of manifest.files) {
    if (known.has(name)) throw new Problem(manifestName, `It names ${name} where it must not.`)
    known.add(name)
  }
  const stranger = [...files.keys()].find((name) => !known.has(name))
  if (stranger !== undefined) throw new Problem(stranger, 'It was put into the pack: the manifest does not list it.')
  const missing = [...known, chainName].find((name) => !files.has(name))
  if (missing !== undefined) throw new Problem(missing, 'It is missing from the pack.')
  if (!known.has(chainName)) throw new Problem(chainName, 'The manifest does not list it.')
}

function* checkFiles(manifest: Manifest, files: Files, { sha256 }: Primitives): Generator<number> {
  for (const { name, bytes, sha256: wanted } of manifest.files) {
    yield 0
    const file = files.get(name)!
    if (file.length === bytes && sha256(file) === wanted) continue
    const digests = files.get(linesName(name))
    const found = digests === undefined ? null : findAlteredLine(file, new TextDecoder().decode(digests), sha256)
    if (found !== null) throw new Problem(`${name}, line ${found.line}`, found.text)
    throw new Problem(
      name,
      file.length === bytes
        ? 'It was altered: its hash is not what the manifest says.'
        : `It has ${file.length} bytes, not the ${bytes} that the manifest says: something was taken out or put in.`,
    )
  }
}

/** The zip file itself holds nothing but the files and what follows from them. */
function* checkContainer(
  bytes: Uint8Array,
  manifest: Manifest,
  files: Files,
  { sha256 }: Primitives,
): Generator<string> {
  const packed: PackedFile[] = []
  for (const { name, bytes: size, packed: asPacked } of manifest.files) {
    yield name
    packed.push({ name, isDeflated: true, crc: crc32(files.get(name)!), size, packedSize: asPacked.bytes })
  }
  for (const name of [manifestName, signatureName]) {
    const file = files.get(name)!
    packed.push({ name, isDeflated: false, crc: crc32(file), size: file.length, packedSize: file.length })
  }
  const because =
    'What the pack holds is as it was, but the file around it is not as it was written: a byte of it was altered, or it was packed anew. Ask for the pack as it was made.'
  const fault = findContainerFault(bytes, packed)
  if (fault !== null) throw new Problem(`the pack, byte ${fault + 1}`, because)
  const offsets = packedOffsets(packed)
  for (const [i, { name, packed: wanted }] of manifest.files.entries()) {
    const from = offsets[i]!
    if (sha256(bytes.subarray(from, from + wanted.bytes)) !== wanted.sha256)
      throw new Problem(`${name}, as packed`, because)
  }
}

/** Goes along the chain, which brings the keys that sign it. Yields the number of the entry. */
function* walkChain(manifest: Manifest, bytes: Uint8Array, keys: ChainKeys, { sha256 }: Primitives): Generator<number> {
  const readers = recordReaders((kind: RecordKind, record) => sha256(recordDomains[kind], record))
  let prev: string | null = null
  let n = 0
  for (const text of new TextDecoder().decode(bytes).split('\n')) {
    if (text === '') continue
    n += 1
    const where = `${chainName}, entry ${n}`
    const line = parseChainLine.safeParse(parseJson(text, where))
    if (!line.success) throw new Problem(where, `It is not an entry: ${line.error.issues[0]!.message}.`)
    const { record, hash } = readEntry(readers, line.data.entry, where)
    if (record.n !== n)
      throw new Problem(where, `It says that it is entry ${record.n}: one is missing or out of order.`)
    if (record.prev !== prev) {
      throw new Problem(
        where,
        'It does not follow from the entry before it: something was taken out, put in or swapped.',
      )
    }
    const intent = readKeyChange(readers, line.data.change, record.changeId, where)
    if (n === 1 && (intent?.kind !== 'org.create' || record.changeId !== manifest.organization.id)) {
      throw new Problem(where, 'It is not the first change of this organization.')
    }
    if (n === 1) keys.take(intent!, record)
    if (intent !== null && !keys.takeOver(intent, record)) {
      throw new Problem(where, 'The recovery words of the organization did not sign that somebody takes over.')
    }
    if (!keys.maySettle(record.by) || !keys.isSignedBy(record.by, 'console', hash, line.data.entrySignature)) {
      throw new Problem(where, 'It is not signed by the console that settles changes of this organization.')
    }
    if (!keys.isSignedBy(line.data.key, 'operator', record.changeId, line.data.changeSignature)) {
      throw new Problem(where, 'Its change is not signed by a key of this organization.')
    }
    if (n === manifest.asOfEntry.n && hash !== manifest.asOfEntry.hash) {
      throw new Problem(where, 'It is not the entry that the data is of.')
    }
    if (intent !== null && n > 1) keys.take(intent, record)
    if (record.facts.because === 'key-wrote-twice') keys.freeze(line.data.key, n)
    prev = hash
    yield n
  }
  if (n !== manifest.head.n || prev !== manifest.head.hash || n < manifest.asOfEntry.n) {
    throw new Problem(chainName, `It ends at entry ${n}, not at the head that the manifest names: it was shortened.`)
  }
}

function readKeyChange(readers: RecordReaders, text: string | undefined, id: string, where: string): Intent | null {
  if (text === undefined) return null
  const change = readers.readChange(utf8.encode(text))
  if (!change.ok) throw new Problem(where, change.error.message)
  if (change.value.id !== id) throw new Problem(where, 'Its change is not the one that was settled.')
  return change.value.intent
}

function readEntry({ readEntry: read }: RecordReaders, text: string, where: string) {
  const entry = read(utf8.encode(text))
  if (!entry.ok) throw new Problem(where, entry.error.message)
  return entry.value
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(where, 'It is not JSON: it was altered.')
  }
}

/** Who signed the manifest, if anybody; a signature that does not hold is a problem. */
function checkMaker(files: Files, keys: ChainKeys, primitives: Primitives): string | null {
  const where = signatureName
  const text = new TextDecoder().decode(files.get(where)!)
  const parsed = parseMakerSignature.safeParse(parseJson(text, where))
  if (!parsed.success || canonicalText(parsed.data) !== text) throw new Problem(where, 'It was altered.')
  if (parsed.data === null) return null
  const key = keys.find(parsed.data.key)
  if (key?.kind !== 'operator') throw new Problem(where, 'It names a key that this organization never had.')
  if (key.revokedAt !== undefined) {
    throw new Problem(where, `It names a key that was revoked by entry ${key.revokedAt}, before the pack was made.`)
  }
  const checker = primitives.signatureChecker(key.publicKey)
  const message = manifestMessage(primitives.sha256(files.get(manifestName)!))
  if (checker?.(message, fromHex(parsed.data.signature)) !== true) {
    throw new Problem(where, 'The signature does not fit the manifest: one of them was altered.')
  }
  return parsed.data.key
}

const utf8 = new TextEncoder()
