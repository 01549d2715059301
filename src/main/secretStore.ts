import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { SecretStore } from './operations/desk'

/** Keeps passphrases encrypted by the operating system's key store, which opens them for this account only. */
export function openSecretStore(home: string): SecretStore {
  const folder = join(home, 'keys')
  const fileOf = (key: string) => join(folder, `${key}.kept`)
  return {
    // Linux without a key ring would only obscure it, which is no protection.
    isAvailable: () =>
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
    read: (key) => {
      if (!existsSync(fileOf(key))) return null
      try {
        return safeStorage.decryptString(readFileSync(fileOf(key)))
      } catch {
        return null
      }
    },
    keep: (key, secret) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const temporary = `${fileOf(key)}.tmp`
      writeFileSync(temporary, safeStorage.encryptString(secret), { mode: 0o600 })
      renameSync(temporary, fileOf(key))
    },
    forget: (key) => rmSync(fileOf(key), { force: true }),
  }
}
