import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compiledBindingPath } from '../../src/main/store/nativeBinding.ts'
import { makeOnce } from './makeOnce.ts'
import { mustRun, projectEnvironment, projectFolder, runCommand } from './runCommand.ts'

const modules = join(projectFolder, 'node_modules')
/** The `node` package brings the headers that fit it, so none have to be downloaded. */
const headersFolder = join(modules, 'node', 'node_modules', `node-linux-${process.arch}`)

/**
 * Compiles better-sqlite3, unmodified, for runtimes older than its prebuilt binding (Electron 33, Node 20) and caches it.
 * The flags let the headers of today produce a binding that older Node-API versions accept too.
 *
 * @returns  the path of the binding
 * Errors: throws when there is no C++ compiler, make or Python, with what to install.
 */
export async function compileSqlite(): Promise<string> {
  const binding = compiledBindingPath()
  if (existsSync(binding)) return binding
  for (const tool of ['g++', 'make', 'python3']) {
    if ((await runCommand(tool, ['--version'])).code === 0) continue
    throw new Error(`Compiling SQLite needs ${tool}: apt-get install -y g++ make python3`)
  }
  console.log('Compiling SQLite for this runtime, once: about two minutes …')
  await makeOnce(dirname(binding), async (folder) => {
    const source = join(folder, 'source')
    await cp(join(modules, 'better-sqlite3'), source, { recursive: true })
    await mkdir(join(source, 'node_modules'), { recursive: true })
    await cp(join(modules, 'node-addon-api'), join(source, 'node_modules', 'node-addon-api'), { recursive: true })
    const nodeDir = existsSync(headersFolder) ? headersFolder : '/usr'
    await mustRun(
      process.execPath,
      [
        join(modules, 'node-gyp', 'bin', 'node-gyp.js'),
        'configure',
        '--release',
        '--force_build=1',
        `--nodedir=${nodeDir}`,
      ],
      { cwd: source },
    )
    // Only the binding: the test extension that node-gyp would build too is left out.
    await mustRun('make', ['-C', 'build', 'BUILDTYPE=Release', '-j2', 'better_sqlite3'], {
      cwd: source,
      env: projectEnvironment({
        CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING',
        LDFLAGS: '-flto=2',
      }),
    })
    await copyFile(join(source, 'build', 'Release', 'better_sqlite3.node'), join(folder, 'better_sqlite3.node'))
    await mustRun('rm', ['-rf', source])
  })
  return binding
}

if (import.meta.main) console.log(await compileSqlite())
