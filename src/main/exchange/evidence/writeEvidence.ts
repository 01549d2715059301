import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { done, failed, type Result } from '../../../shared/domain/result'
import {
  chainName,
  evidenceFormat,
  keyKinds,
  linesName,
  type Manifest,
  manifestMessage,
  manifestName,
  readMe,
  signatureName,
} from '../../../shared/evidence/evidencePack'
import { lineDigests } from '../../../shared/evidence/lineDigests'
import { crc32, directory, localHeader, type PackedFile } from '../../../shared/evidence/packFile'
import type { Org } from '../../org/Org'
import { canonicalBytes } from '../../org/record'
import type { Watch } from '../../org/runInSteps'
import { storeFailure, type StoreFailure } from '../../store/failures'
import { eachSettledBetween } from '../../store/queries/log'
import { openPiecedFile, type PiecedFile } from '../report/textFile'
import type { Report } from '../report/Report'
import { writeReport } from '../report/writeReport'
import { nodePrimitives } from './nodePrimitives'
import { readVerifierPage } from './verifierPage'

const { sha256 } = nodePrimitives
/** Beside the main thread, so that a window stays smooth. */
const deflate = promisify(deflateRaw)

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
    const files: Manifest['files'] = []
    const packed: PackedFile[] = []
    const add = async (name: string, bytes: Uint8Array, isDeflated: boolean): Promise<Uint8Array> => {
      const data = isDeflated ? await deflate(bytes) : bytes
      const one = { name, isDeflated, crc: crc32(bytes), size: bytes.length, packedSize: data.length }
      packed.push(one)
      zipFile.write(localHeader(one))
      zipFile.write(data)
      return data
    }
    const addListed = async (name: string, content: string | Uint8Array, rows: number) => {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
      const data = await add(name, bytes, true)
      const own = { name, bytes: bytes.length, sha256: sha256(bytes), rows }
      files.push({ ...own, packed: { bytes: data.length, sha256: sha256(data) } })
    }
    await addListed('READ-ME.txt', readMe, 0)
    await addListed('verify.html', await readVerifierPage(), 0)
    for (const [name, report] of Object.entries(reports)) {
      const at = join(folder, `${name}.csv`)
      const written = await writeReport(report, 'csv', at, true, watch)
      if (!written.ok) {
        zipFile.abandon()
        discard(temporary)
        return written
      }
      const data = readFileSync(at)
      await addListed(`${name}.csv`, data, written.value.rows)
      await addListed(linesName(`${name}.csv`), lineDigests(data, sha256), 0)
    }
    // To the newest entry, whatever moment the data is of: the key that signs may have come later than that.
    const today = org.asOf?.today ?? org
    const chain = await readChain(today, watch)
    if (chain === undefined) {
      zipFile.abandon()
      discard(temporary)
      return failed('cancelled', 'Stopped. No pack was written.')
    }
    await addListed(chainName, chain, today.revision().n)
    const manifest: Manifest = {
      format: evidenceFormat,
      organization: { id: org.orgId as Manifest['organization']['id'], name: org.state().settings.name },
      madeAt: new Date(today.now()).toISOString(),
      asOf: new Date(org.now()).toISOString(),
      asOfEntry: { n: org.revision().n, hash: org.revision().head! },
      head: { n: today.revision().n, hash: today.revision().head! },
      facts: { ...facts },
      files,
    }
    const bytes = canonicalBytes(manifest)
    const signed = today.sign(manifestMessage(sha256(bytes)))
    await add(manifestName, bytes, false)
    await add(signatureName, canonicalBytes(signed), false)
    zipFile.write(directory(packed))
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
