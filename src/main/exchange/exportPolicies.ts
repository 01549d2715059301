import { createHash } from 'node:crypto'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../store/failures'
import type { Org } from '../org/Org'
import { toCasbinFiles } from './toCasbin'
import { toCedarFiles } from './toCedar'
import { toOpenFgaFiles } from './toOpenFga'

const filesOf = { cedar: toCedarFiles, casbin: toCasbinFiles, openfga: toOpenFgaFiles } as const
export type PolicyFormat = keyof typeof filesOf

/**
 * Writes the organization for another engine. The first file has the given path, the others lie beside it; all of them
 * appear under their names only when every one is written. What is pending is left out.
 *
 * @returns size and hash of the first file, and the paths of all
 */
export function exportPolicies(
  org: Org,
  path: string,
  format: PolicyFormat,
  replace: boolean,
): Result<{ bytes: number; sha256: string; files: string[] }, StoreFailure> {
  const files = filesOf[format](org.line.settledState(), org.now()).map(({ suffix, text }) => ({
    path: `${path}${suffix}`,
    text,
  }))
  const taken = files.find((file) => existsSync(file.path))
  if (!replace && taken !== undefined) {
    return failed('file-exists', `“${basename(taken.path)}” exists already and was left as it is. Choose another name.`)
  }
  try {
    for (const file of files) writeFileSync(`${file.path}.partial`, file.text, { mode: 0o600, flush: true })
    for (const file of files) renameSync(`${file.path}.partial`, file.path)
    const first = Buffer.from(files[0]!.text)
    const sha256 = createHash('sha256').update(first).digest('hex')
    return done({ bytes: first.length, sha256, files: files.map((file) => file.path) })
  } catch (error) {
    for (const file of files) rmSync(`${file.path}.partial`, { force: true })
    return storeFailure(error, path)
  }
}
