import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Blueprint } from '../../shared/domain/blueprint'
import { parseBlueprint } from '../../shared/domain/parseBlueprint'
import { done, failed, type Result } from '../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../store/failures'

/** A blueprint of 40 roles and 400 permissions with long notes stays well below this. */
const mostBytes = 4 * 1024 * 1024

/** Reads a blueprint file, which is hostile until it has been checked: `bad-blueprint` says where and what to do. */
export function readBlueprintFile(path: string): Result<Blueprint, StoreFailure | 'bad-blueprint'> {
  let text: string
  try {
    if (statSync(path).size > mostBytes) {
      return failed('bad-blueprint', `“${basename(path)}” is larger than 4 MB, which no blueprint is.`)
    }
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    return storeFailure(error, path)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return failed('bad-blueprint', `“${basename(path)}” is not JSON: ${(error as Error).message}.`)
  }
  return parseBlueprint(value)
}

/** Writes a blueprint as people edit it. An existing file is replaced only when that was asked for. */
export function writeBlueprintFile(path: string, blueprint: Blueprint, replace: boolean): Result<null, StoreFailure> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  try {
    writeFileSync(path, `${JSON.stringify(blueprint, null, 2)}\n`)
    return done(null)
  } catch (error) {
    return storeFailure(error, path)
  }
}
