import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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
}

export function openKeyring(home: string): Keyring {
  const folder = join(home, 'keys')
  const fileOf = (id: string) => join(folder, `${id}.json`)
  return {
    has: (id) => existsSync(fileOf(id)),
    keep: ({ seed, org, kind, passphrase }) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const key = signingKey(seed)
      const file: KeyFile = { format: 'rolecall/key/1', id: key.id, org, kind, seed: seal(seed, key.id, passphrase) }
      const temporary = `${fileOf(key.id)}.tmp`
      writeFileSync(temporary, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true })
      renameSync(temporary, fileOf(key.id))
      return key
    },
    unlock: (id, passphrase) => {
      if (!existsSync(fileOf(id))) return failed('not-enrolled', 'The key is not on this desktop.')
      const file = parseKeyFile.safeParse(JSON.parse(readFileSync(fileOf(id), 'utf8')))
      if (!file.success)
        return failed('not-enrolled', `The key file ${fileOf(id)} is damaged. Enrol this desktop again.`)
      const seed = unseal(file.data, passphrase)
      if (seed === null) {
        return failed(
          'passphrase-needed',
          passphrase === undefined
            ? 'Your key on this desktop is protected by a passphrase. Enter it to make changes.'
            : 'That passphrase does not open your key. Check it and try again.',
        )
      }
      return done(signingKey(seed))
    },
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
