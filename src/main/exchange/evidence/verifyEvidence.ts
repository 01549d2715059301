import { unzipSync } from 'fflate'
import type { ChangeRecord } from '../../../shared/domain/change'
import { keyIdOf, signatureChecker } from '../../org/keys/ed25519'
import { canonicalBytes, readChange, readEntry, signedMessage } from '../../org/record'
import {
  evidenceFormat,
  type Manifest,
  manifestMessage,
  parseChainLine,
  parseMakerSignature,
  parseManifest,
  sha256,
} from './evidencePack'

export interface EvidenceVerdict {
  readonly ok: boolean
  readonly manifest: Manifest | null
  readonly isSigned: boolean
  readonly entries: number
  readonly problems: readonly { readonly where: string; readonly text: string }[]
}

/** A pack is hostile until checked: more than this, unpacked, is not read. */
const mostBytes = 2 ** 31
const extras = ['manifest.json', 'signature.json', 'READ-ME.txt']

class Problem extends Error {
  readonly where: string
  constructor(where: string, text: string) {
    super(text)
    this.where = where
  }
}

/** Checks a pack from its bytes alone; the first thing that does not hold is named with its place. */
export function verifyEvidence(bytes: Uint8Array): EvidenceVerdict {
  let manifest: Manifest | null = null
  let isSigned = false
  let entries = 0
  try {
    const files = unpack(bytes)
    manifest = readManifest(files)
    checkFiles(manifest, files)
    const chain = checkChain(manifest, files['chain.jsonl']!)
    entries = chain.entries
    isSigned = checkMaker(files, chain.keys)
    return { ok: true, manifest, isSigned, entries, problems: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ok: false, manifest, isSigned, entries, problems: [{ where: error.where, text: error.message }] }
  }
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        total += originalSize
        if (total > mostBytes) throw new Problem(name, 'The pack is too large to be one of Rolecall.')
        return true
      },
    })
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('the pack', 'It cannot be unpacked: it was cut short or altered. Ask for it again.')
  }
}

function readManifest(files: Readonly<Record<string, Uint8Array>>): Manifest {
  const bytes = files['manifest.json']
  if (bytes === undefined) throw new Problem('manifest.json', 'It is missing: this is no evidence pack of Rolecall.')
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw new Problem('manifest.json', 'It is not JSON: it was altered.')
  }
  const parsed = parseManifest.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new Problem(
      `manifest.json, ${issue.path.join('.')}`,
      `It is not a manifest of ${evidenceFormat}: ${issue.message}.`,
    )
  }
  if (Buffer.compare(canonicalBytes(value), bytes) !== 0) throw new Problem('manifest.json', 'Its bytes were altered.')
  return parsed.data
}

function checkFiles(manifest: Manifest, files: Readonly<Record<string, Uint8Array>>): void {
  for (const { name, bytes, sha256: wanted } of manifest.files) {
    const file = files[name]
    if (file === undefined) throw new Problem(name, 'It is missing from the pack.')
    if (file.length !== bytes) {
      throw new Problem(
        name,
        `It has ${file.length} bytes, not the ${bytes} that the manifest says: something was taken out or put in.`,
      )
    }
    if (sha256(file) !== wanted) throw new Problem(name, 'It was altered: its hash is not what the manifest says.')
  }
  const known = new Set([...extras, ...manifest.files.map(({ name }) => name)])
  const stranger = Object.keys(files).find((name) => !known.has(name))
  if (stranger !== undefined) throw new Problem(stranger, 'It was put into the pack: the manifest does not name it.')
  if (!known.has('chain.jsonl') || files['chain.jsonl'] === undefined) {
    throw new Problem('chain.jsonl', 'The chain of the log is missing from the pack.')
  }
}

type Keys = Map<string, { readonly publicKey: string; readonly kind: string }>

function checkChain(manifest: Manifest, bytes: Uint8Array): { entries: number; keys: Keys } {
  const keys: Keys = new Map()
  const checkers = new Map<string, ReturnType<typeof signatureChecker>>()
  const isSignedBy = (key: string, kind: string, id: string, signature: string): boolean => {
    const known = keys.get(key)
    if (known?.kind !== kind) return false
    if (!checkers.has(key))
      checkers.set(key, keyIdOf(known.publicKey) === key ? signatureChecker(known.publicKey) : null)
    return checkers.get(key)?.(signedMessage(id), Buffer.from(signature, 'hex')) === true
  }
  let prev: string | null = null
  let n = 0
  let consoles: string[] = []
  for (const text of Buffer.from(bytes).toString('utf8').split('\n')) {
    if (text === '') continue
    n += 1
    const where = `chain.jsonl, entry ${n}`
    const line = parseChainLine.safeParse(parseJson(text, where))
    if (!line.success) throw new Problem(where, `It is not an entry: ${line.error.issues[0]!.message}.`)
    const entry = readEntry(Buffer.from(line.data.entry, 'utf8'))
    if (!entry.ok) throw new Problem(where, entry.error.message)
    const { record, hash } = entry.value
    if (record.n !== n)
      throw new Problem(where, `It says that it is entry ${record.n}: one is missing or out of order.`)
    if (record.prev !== prev) {
      throw new Problem(
        where,
        'It does not follow from the entry before it: something was taken out, put in or swapped.',
      )
    }
    if (line.data.change !== undefined) {
      const change = readChange(Buffer.from(line.data.change, 'utf8'))
      if (!change.ok) throw new Problem(where, change.error.message)
      if (change.value.id !== record.changeId) throw new Problem(where, 'Its change is not the one that was settled.')
      if (n === 1 && change.value.id !== manifest.organization.id)
        throw new Problem(where, 'It is of another organization.')
      takeKeys(keys, change.value.record, change.value.intent)
    } else if (n === 1) throw new Problem(where, 'The first change is missing.')
    consoles = [...keys].filter(([, { kind }]) => kind === 'console').map(([id]) => id)
    if (!consoles.some((key) => isSignedBy(key, 'console', hash, line.data.entrySignature))) {
      throw new Problem(where, 'It is not signed by a console of this organization.')
    }
    if (!isSignedBy(line.data.key, 'operator', record.changeId, line.data.changeSignature)) {
      throw new Problem(where, 'Its change is not signed by a key of this organization.')
    }
    prev = hash
  }
  if (n !== manifest.head.n || prev !== manifest.head.hash) {
    throw new Problem(
      'chain.jsonl',
      `It ends at entry ${n}, not at the head that the manifest names: it was shortened.`,
    )
  }
  return { entries: n, keys }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(where, 'It is not JSON: it was altered.')
  }
}

type Intent = Extract<ReturnType<typeof readChange>, { ok: true }>['value']['intent']

/** The keys that a change brings; a key that was revoked has signed what it signed before. */
function takeKeys(keys: Keys, _record: ChangeRecord, intent: Intent): void {
  const add = (publicKey: string, kind: string) => keys.set(keyIdOf(publicKey), { publicKey, kind })
  if (intent.kind === 'org.create') {
    add(intent.body.operator.publicKey, 'operator')
    add(intent.body.console.publicKey, 'console')
  } else if (intent.kind === 'key.enroll') {
    for (const row of intent.body.rows) add(row.to.publicKey, row.to.kind)
  } else if (intent.kind === 'registrar.set') {
    for (const { takeOver } of intent.body.rows) {
      if (takeOver === undefined) continue
      add(takeOver.console.publicKey, 'console')
      add(takeOver.operator.publicKey, 'operator')
    }
  }
}

/** Whether somebody signed the manifest; a signature that does not hold is a problem. */
function checkMaker(files: Readonly<Record<string, Uint8Array>>, keys: Keys): boolean {
  const where = 'signature.json'
  const bytes = files[where]
  if (bytes === undefined) throw new Problem(where, 'It is missing from the pack.')
  const parsed = parseMakerSignature.safeParse(parseJson(Buffer.from(bytes).toString('utf8'), where))
  if (!parsed.success) throw new Problem(where, 'It was altered.')
  if (parsed.data === null) return false
  const key = keys.get(parsed.data.key)
  if (key?.kind !== 'operator') throw new Problem(where, 'It names a key that this organization never had.')
  const checker = signatureChecker(key.publicKey)
  const message = manifestMessage(files['manifest.json']!)
  if (checker?.(message, Buffer.from(parsed.data.signature, 'hex')) !== true) {
    throw new Problem(where, 'The signature does not fit the manifest: one of them was altered.')
  }
  return true
}
