import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Zip, ZipDeflate } from 'fflate'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { Org } from '../../org/Org'
import { canonicalBytes } from '../../org/record'
import type { Watch } from '../../org/runInSteps'
import { storeFailure, type StoreFailure } from '../../store/failures'
import { eachSettledBetween } from '../../store/queries/log'
import { openPiecedFile, type PiecedFile } from '../report/textFile'
import type { Report } from '../report/Report'
import { writeReport } from '../report/writeReport'
import { evidenceFormat, keyKinds, type Manifest, manifestMessage, readMe, sha256 } from './evidencePack'

interface Wanted {
  readonly path: string
  readonly replace: boolean
  /** What is frozen, by file name without ending. */
  readonly reports: Readonly<Record<string, Report>>
  readonly facts: Readonly<Record<string, string>>
}

/** Writes an evidence pack: frozen data, what it is of, the chain of the log, and the maker's signature over all of it. */
export async function writeEvidence(
  org: Org,
  { path, replace, reports, facts }: Wanted,
  watch: Watch,
): Promise<Result<{ manifest: Manifest; isSigned: boolean }, StoreFailure | 'cancelled'>> {
  if (!replace && existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-evidence-'))
  const temporary = `${path}.partial`
  let file: PiecedFile | null = null
  try {
    const zipFile = openPiecedFile(temporary)
    file = zipFile
    const zip = new Zip((error, data) => {
      if (error) throw error
      zipFile.write(data)
    })
    const files: Manifest['files'] = []
    const add = (name: string, bytes: Uint8Array) => {
      const entry = new ZipDeflate(name, { level: 6 })
      entry.mtime = new Date('2000-01-01T00:00:00')
      zip.add(entry)
      entry.push(bytes, true)
    }
    const addData = (name: string, bytes: Uint8Array, rows: number) => {
      files.push({ name, bytes: bytes.length, sha256: sha256(bytes), rows })
      add(name, bytes)
    }
    for (const [name, report] of Object.entries(reports)) {
      const at = join(folder, `${name}.csv`)
      const written = await writeReport(report, 'csv', at, true, watch)
      if (!written.ok) {
        zipFile.abandon()
        discard(temporary)
        return written
      }
      addData(`${name}.csv`, readFileSync(at), written.value.rows)
    }
    const chain = await readChain(org, watch)
    if (chain === undefined) {
      zipFile.abandon()
      discard(temporary)
      return failed('cancelled', 'Stopped. No pack was written.')
    }
    addData('chain.jsonl', chain, org.revision().n)
    const today = org.asOf?.today ?? org
    const manifest: Manifest = {
      format: evidenceFormat,
      organization: { id: org.orgId as Manifest['organization']['id'], name: org.state().settings.name },
      madeAt: new Date(today.now()).toISOString(),
      asOf: new Date(org.now()).toISOString(),
      head: { n: org.revision().n, hash: org.revision().head! },
      facts: { ...facts },
      files,
    }
    const bytes = canonicalBytes(manifest)
    const signed = today.sign(manifestMessage(bytes))
    add('manifest.json', bytes)
    add('signature.json', canonicalBytes(signed))
    add('READ-ME.txt', Buffer.from(readMe, 'utf8'))
    zip.end()
    zipFile.close()
    renameSync(temporary, path)
    return done({ manifest, isSigned: signed !== null })
  } catch (error) {
    file?.abandon()
    discard(temporary)
    return storeFailure(error, path)
  } finally {
    discard(folder)
  }
}

async function readChain(org: Org, watch: Watch): Promise<Uint8Array | undefined> {
  const { n } = org.revision()
  const lines: string[] = []
  for (const row of eachSettledBetween(org.store.db, 0, n)) {
    const line = {
      entry: Buffer.from(row.entryBytes).toString('utf8'),
      entrySignature: Buffer.from(row.entrySignature).toString('hex'),
      key: row.key,
      changeSignature: Buffer.from(row.changeSignature).toString('hex'),
      ...(keyKinds.has(row.kind) ? { change: Buffer.from(row.changeBytes).toString('utf8') } : {}),
    }
    lines.push(`${JSON.stringify(line)}\n`)
    if (row.n % 64 !== 0) continue
    if (watch.isCancelled?.() === true) return undefined
    watch.onProgress?.('Copying the chain', row.n, n)
    await new Promise(setImmediate)
  }
  return Buffer.from(lines.join(''), 'utf8')
}

function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Where it could not be written, there is nothing to take away.
  }
}
