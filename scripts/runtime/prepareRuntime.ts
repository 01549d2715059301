import { compileSqlite } from './compileSqlite.ts'
import { findElectron, type ElectronRuntime } from './findElectron.ts'
import { ensureLinuxLibraries } from './linuxLibraries.ts'

/** Everything the built app needs to run on this machine: an Electron, its libraries, and SQLite compiled for it. */
export async function prepareRuntime(): Promise<ElectronRuntime> {
  const electron = await findElectron()
  await ensureLinuxLibraries(electron.path)
  // Electron 35 is the first that loads the prebuilt binding.
  if (Number.parseInt(electron.version) < 35) await compileSqlite()
  return electron
}

/** 'Electron 33.2.1, from the package registry: …', for a person to read. */
export function describeRuntime(electron: ElectronRuntime): string {
  return `Electron ${electron.version}, ${electron.because}`
}

/** Chromium's own sandbox cannot run as root; a Linux root has to leave it out. */
export function sandboxSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

if (import.meta.main) console.log(describeRuntime(await prepareRuntime()))
