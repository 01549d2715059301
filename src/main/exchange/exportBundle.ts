import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../store/failures'
import type { Org } from '../org/Org'
import { bundleParts } from './bundle'

/** Writes everything settled as one JSON bundle. The file appears under its name only when it is whole. */
export function exportBundle(
  org: Org,
  path: string,
  replace: boolean,
): Result<{ bytes: number; sha256: string }, StoreFailure> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const temporary = `${path}.partial`
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const file = openSync(temporary, 'w', 0o600)
    try {
      const about = { name: org.state().settings.name, orgId: org.orgId, revision: org.revision(), atMs: org.now() }
      for (const part of bundleParts(org.store.db, about)) {
        hash.update(part)
        bytes += writeSync(file, part)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    return done({ bytes, sha256: hash.digest('hex') })
  } catch (error) {
    rmSync(temporary, { force: true })
    return storeFailure(error, path)
  }
}
