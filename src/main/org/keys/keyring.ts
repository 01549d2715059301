import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseKeyId } from '../../../shared/domain/ids'
import { done, failed, type Result } from '../../../shared/domain/result'
import { type SigningKey, signingKey } from './ed25519'

const scryptCost = { N: 32768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

const parseKeyFile = z.strictObject({
  format: z.literal('rolecall/key/1'),
  id: parseKeyId,
  org: z.string(),
  kind: z.enum(['operator', 'console']),
  seed: z.union([
    z.strictObject({ plain: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.strictObject({ salt: z.string(), iv: z.string(), tag: z.string(), data: z.string() }),
  ]),
})
type KeyFile = z.output<typeof parseKeyFile>

/**
 * The keys of this desktop: one file each in the user-data folder, readable by its owner only, encrypted with scrypt and
 * AES-256-GCM when there is a passphrase (sync.md, "Keys").
 */
export interface Keyring {
  has(id: string): boolean
  /** Keeps a pair, from its 32-byte seed. */
  keep(pair: { seed: Uint8Array; org: string; kind: KeyFile['kind']; passphrase?: string | undefined }): SigningKey
  unlock(id: string, passphrase: string | undefined): Result<SigningKey, 'passphrase-needed' | 'not-enrolled'>
  /** Whether a passphrase protects the key. */
  isSealed(id: string): boolean
  /** Sets, changes or (undefined) removes the passphrase of a key. */
  seal(
    id: string,
    before: string | undefined,
    after: string | undefined,
  ): Result<null, 'passphrase-needed' | 'not-enrolled'>
  /** Deletes a key that never came into use. */
  forget(id: string): void
}

export function openKeyring(home: string): Keyring {
  const folder = join(home, 'keys')
  const fileOf = (id: string) => join(folder, `${id}.json`)

  function write(file: KeyFile): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const temporary = `${fileOf(file.id)}.tmp`
    writeFileSync(temporary, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(temporary, fileOf(file.id))
  }

  function read(id: string): Result<KeyFile, 'not-enrolled'> {
    if (!existsSync(fileOf(id))) return failed('not-enrolled', 'The key is not on this desktop.')
    const file = parseKeyFile.safeParse(parseJson(readFileSync(fileOf(id), 'utf8')))
    if (!file.success || file.data.id !== id) {
      return failed('not-enrolled', `The key file ${fileOf(id)} is damaged. Enrol this desktop again.`)
    }
    return done(file.data)
  }

  function open(id: string, passphrase: string | undefined) {
    const file = read(id)
    if (!file.ok) return file
    const seed = unseal(file.value, passphrase)
    return seed === null ? failed('passphrase-needed', sealedBecause(passphrase)) : done({ file: file.value, seed })
  }

  return {
    has: (id) => existsSync(fileOf(id)),
    keep: ({ seed, org, kind, passphrase }) => {
      const key = signingKey(seed)
      write({ format: 'rolecall/key/1', id: key.id, org, kind, seed: seal(seed, key.id, passphrase) })
      return key
    },
    unlock: (id, passphrase) => {
      const opened = open(id, passphrase)
      return opened.ok ? done(signingKey(opened.value.seed)) : opened
    },
    isSealed: (id) => {
      const file = read(id)
      return file.ok && !('plain' in file.value.seed)
    },
    seal: (id, before, after) => {
      const opened = open(id, before)
      if (!opened.ok) return opened
      write({ ...opened.value.file, seed: seal(opened.value.seed, opened.value.file.id, after) })
      return done(null)
    },
    forget: (id) => rmSync(fileOf(id), { force: true }),
  }
}

function sealedBecause(passphrase: string | undefined): string {
  return passphrase === undefined
    ? 'Your key on this desktop is protected by a passphrase. Enter it to make changes.'
    : 'That passphrase does not open your key. Check it and try again.'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The ids of all keys on this desktop. */
export function listKeyIds(home: string): string[] {
  const folder = join(home, 'keys')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}

function seal(seed: Uint8Array, id: string, passphrase: string | undefined): KeyFile['seed'] {
  if (passphrase === undefined) return { plain: Buffer.from(seed).toString('hex') }
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFKC'), salt, 32, scryptCost), iv)
  cipher.setAAD(Buffer.from(id))
  const data = Buffer.concat([cipher.update(seed), cipher.final()])
  return {
    salt: salt.toString('hex'),
    iv: iv.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    data: data.toString('hex'),
  }
}

function unseal(file: KeyFile, passphrase: string | undefined): Uint8Array | null {
  if ('plain' in file.seed) return Buffer.from(file.seed.plain, 'hex')
  if (passphrase === undefined) return null
  const { salt, iv, tag, data } = file.seed
  const key = scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, scryptCost)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'hex'))
  decipher.setAAD(Buffer.from(file.id))
  decipher.setAuthTag(Buffer.from(tag, 'hex'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(data, 'hex')), decipher.final()])
  } catch {
    return null
  }
}
