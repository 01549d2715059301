import { closeSync, openSync, readSync } from 'node:fs'
import type { Result } from '../../shared/domain/result'
import { openBundle } from '../exchange/openBundle'
import { type OpenFailure, openOrgFile } from '../org/openOrgFile'
import type { Org } from '../org/Org'
import type { Watch } from '../org/runInSteps'
import type { DeskHost } from './desk'

interface Options {
  readonly readOnly?: boolean
  readonly as?: string | undefined
  readonly passphrase?: string | undefined
  readonly useKept?: boolean
}

/** Opens an org file, or an exported bundle read-only, whichever it is. */
export async function openAnyFile(
  host: DeskHost,
  path: string,
  options: Options,
  watch: Watch,
): Promise<Result<Org, OpenFailure | 'bad-bundle' | 'cancelled'>> {
  if (looksLikeJson(path)) return openBundle(path, host.sources, watch)
  return openOrgFile(path, {
    home: host.home,
    sources: host.sources,
    ...(options.readOnly === undefined ? {} : { readOnly: options.readOnly }),
    as: options.as,
    passphrase: options.passphrase ?? host.passphrase?.(),
    kept: options.useKept === false ? undefined : host.secrets?.read,
  })
}

function looksLikeJson(path: string): boolean {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(64)
      const read = readSync(file, start, 0, 64, 0)
      return start
        .toString('utf8', 0, read)
        .replace(/^\uFEFF/, '')
        .trimStart()
        .startsWith('{')
    } finally {
      closeSync(file)
    }
  } catch {
    // Whatever is wrong with the file, opening it says so.
    return false
  }
}
