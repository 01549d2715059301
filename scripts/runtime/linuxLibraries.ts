import { existsSync } from 'node:fs'
import { runCommand } from './runCommand.ts'

const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']

/**
 * Sees to the system libraries that Electron needs on Linux, and to a virtual display where there is none: installs
 * them as root on Debian and its relatives.
 *
 * Errors: throws with the exact line to run when something is missing and cannot be installed from here.
 */
export async function ensureLinuxLibraries(electronPath: string): Promise<void> {
  if (process.platform !== 'linux') return
  const isLibraryMissing = (await runCommand('ldd', [electronPath])).output.includes('not found')
  const isDisplayMissing = !process.env.DISPLAY && !existsSync('/usr/bin/Xvfb')
  if (!isLibraryMissing && !isDisplayMissing) return

  const packages = [...libraries, ...(isDisplayMissing ? ['xvfb'] : [])]
  const line = `apt-get update && apt-get install -y ${packages.join(' ')}`
  const isDebian = existsSync('/usr/bin/apt-get')
  if (process.getuid?.() !== 0 || !isDebian) {
    throw new Error(
      isDebian
        ? `Electron needs system libraries that are not here. Run: sudo sh -c '${line}'`
        : `Electron needs system libraries that are not here; on Debian they are called ${packages.join(', ')}.`,
    )
  }
  console.log(`Installing system libraries: ${packages.join(', ')} …`)
  const { code, output } = await runCommand('sh', ['-c', line], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0)
    throw new Error(`Could not install them (${line}):\n${output.trimEnd().split('\n').slice(-8).join('\n')}`)
}
