import { existsSync, linkSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Blueprint } from '../../shared/domain/blueprint'
import { done, failed, type Result } from '../../shared/domain/result'
import { createOrg, removeDatabase } from '../org/createOrg'
import type { ApplyFailure } from '../org/Org'
import { type OpenFailure, openOrgFile } from '../org/openOrgFile'
import { storeFailure } from '../store/failures'
import { makeSample } from './sample/makeSample'
import { seededSources } from './sample/seededSources'

interface SampleToWrite {
  readonly path: string
  readonly blueprint: Blueprint
  readonly people: number
  readonly seed: number
  /** The user-data folder, where the owner's keys go. */
  readonly home: string
  /** A sample that is there already is taken as it is. */
  readonly reuse: boolean
  onProgress?(phase: string, done: number, total: number): void
}

/** Writes a sample organization. The file appears under its name only when it is whole. */
export async function writeSample(
  wanted: SampleToWrite,
): Promise<Result<{ path: string; people: number; places: number }, OpenFailure | ApplyFailure | 'bad-time-zone'>> {
  const { path, blueprint, people, seed, home } = wanted
  const sample = makeSample(blueprint, people, seed)
  const answer = done({ path, people, places: sample.places + blueprint.products.length })
  if (existsSync(path)) {
    if (wanted.reuse) return answer
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const partial = join(dirname(path), `.${basename(path)}.making`)
  try {
    mkdirSync(dirname(path), { recursive: true })
    removeDatabase(partial)
    // Keys too come from the seed: whoever has the arguments has them, as is right for a sample.
    const sources = seededSources(`rolecall/sample-keys/${blueprint.id}/${people}/${seed}`, sample.createdAtMs)
    const created = createOrg(
      {
        path: partial,
        name: sample.orgName,
        blueprint,
        owner: sample.owner,
        timeZone: sample.timeZone,
        consoleName: 'sample',
        sampleAt: path,
      },
      home,
      sources,
    )
    if (!created.ok) return created
    const opened = openOrgFile(partial, { home, sources, as: sample.owner.email, isSample: true })
    if (!opened.ok) return opened
    const org = opened.value
    try {
      for (const item of sample.items) {
        sources.setNow(item.atMs)
        const applied = org.apply(item.wanted, {
          onProgress: (count, total) => {
            wanted.onProgress?.('Making the sample', count, total)
            return true
          },
        })
        if (!applied.ok) return applied
        await new Promise(setImmediate)
      }
    } finally {
      org.close()
    }
    linkSync(partial, path)
    return answer
  } catch (error) {
    return storeFailure(error, path)
  } finally {
    removeDatabase(partial)
  }
}
