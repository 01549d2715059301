import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const projectFolder = join(import.meta.dirname, '..', '..', '..')
const run = promisify(execFile)

/** The built `rolecall` in a child process, on one org, with a user-data folder of its own. */
export interface Terminal {
  /** Runs `rolecall <words> <org> <rest> --json` and gives what it printed; throws what it said when it did not end with 0. */
  rolecall(command: string, ...rest: readonly string[]): Promise<unknown>
  /** Any operation of the contract by name, for what has no command of its own. */
  call(operation: string, input: object): Promise<unknown>
  idOf(email: string): Promise<string>
}

export function aTerminal(home: string, org: string): Terminal {
  const terminal: Terminal = {
    rolecall: async (command, ...rest) => {
      const args = [join(projectFolder, 'out/cli/index.js'), ...command.split(' '), org, ...rest, '--json']
      const { stdout } = await run(join(projectFolder, 'node_modules/.bin/node'), args, {
        env: { ...process.env, ROLECALL_HOME: home, TZ: 'UTC' },
        maxBuffer: 64 * 1024 * 1024,
      })
      return JSON.parse(stdout) as unknown
    },
    call: (operation, input) => terminal.rolecall('call', operation, JSON.stringify(input)),
    idOf: async (email) => {
      const { rows } = (await terminal.call('staff.list', { search: email })) as {
        rows: { id: string; email: string }[]
      }
      return rows.find((row) => row.email === email)!.id
    },
  }
  return terminal
}
