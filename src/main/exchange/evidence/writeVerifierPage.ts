import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../../store/failures'
import { nodePrimitives } from './nodePrimitives'
import { readVerifierPage } from './verifierPage'

/** Writes the page that checks packs as a file of its own, for those who trust no page that came inside a pack. */
export async function writeVerifierPage(
  path: string,
  replace: boolean,
): Promise<Result<{ path: string; bytes: number; sha256: string }, StoreFailure>> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const temporary = `${path}.partial`
  try {
    const bytes = Buffer.from(await readVerifierPage(), 'utf8')
    writeFileSync(temporary, bytes, { mode: 0o600, flush: true })
    renameSync(temporary, path)
    return done({ path, bytes: bytes.length, sha256: nodePrimitives.sha256(bytes) })
  } catch (error) {
    rmSync(temporary, { force: true })
    return storeFailure(error, path)
  }
}
