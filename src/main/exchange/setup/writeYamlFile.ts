import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { stringify } from 'yaml'
import { done, failed, type Result } from '../../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../../store/failures'

/** Writes a value as YAML. The file appears under its name only when it is whole. */
export function writeYamlFile(path: string, value: unknown, replace: boolean): Result<{ path: string }, StoreFailure> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const temporary = `${path}.partial`
  try {
    writeFileSync(temporary, toYaml(value), { mode: 0o600, flush: true })
    renameSync(temporary, path)
    return done({ path })
  } catch (error) {
    rmSync(temporary, { force: true })
    return storeFailure(error, path)
  }
}

/** Text that readSetup understands as the same value. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 120, aliasDuplicateObjects: false })
}
