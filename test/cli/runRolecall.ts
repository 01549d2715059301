import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { errorOutput, outputs, type CommandName, type CommandOutput } from '../../src/cli/outputs/outputs'
import { runCli } from '../../src/cli/runCli'
import { createDesk } from '../../src/main/operations/createDesk'

interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** A desktop of its own in a temporary folder, on which command lines run as they would in a terminal. */
export interface Desktop {
  readonly folder: string
  path(name: string): string
  write(name: string, content: string | Uint8Array): string
  run(...args: string[]): Promise<Ran>
  /** Runs with `--json`; the answer must fit the command's schema and the exit code must be the one named. */
  json<Name extends CommandName>(name: Name, args: readonly string[], exit?: number): Promise<CommandOutput<Name>>
  /** Runs with and without `--json`; both must fail with this exit code and leave every file as it was, byte for byte. */
  refuses(exit: number, ...args: string[]): Promise<{ code: string; message: string; at?: string | undefined }>
  stdin: string
  dispose(): void
}

export function aDesktop(): Desktop {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-cli-'))
  const home = join(folder, 'home')
  const desktop: Desktop = {
    folder,
    path: (name) => join(folder, name),
    write: (name, content) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    stdin: '',
    run: async (...args) => {
      let out = ''
      let err = ''
      const exit = await runCli(args, {
        out: (words) => {
          out += words
        },
        err: (words) => {
          err += words
        },
        showsProgress: false,
        ask: undefined,
        readStdin: () => Promise.resolve(desktop.stdin),
        createDesk: ({ emit }) =>
          createDesk({
            home,
            version: '0.0.0',
            runtime: 'test',
            sources: { random: (count) => new Uint8Array(randomBytes(count)), now: () => Date.now() },
            ...(emit === undefined ? {} : { emit }),
          }),
      })
      return { exit, out, err }
    },
    json: async (name, args, exit = 0) => {
      const ran = await desktop.run(...args, '--json')
      if (ran.exit !== exit) throw new Error(`rolecall ${args.join(' ')} ended with ${ran.exit}: ${ran.out}${ran.err}`)
      expect(ran.err).toBe('')
      const answer: unknown = JSON.parse(ran.out)
      expect(outputs[name].parse(answer)).toEqual(answer)
      return answer as never
    },
    refuses: async (exit, ...args) => {
      const before = filesOf(folder)
      const words = await desktop.run(...args)
      expect(words, `rolecall ${args.join(' ')}`).toMatchObject({ exit, out: '' })
      expect(words.err).toMatch(/^rolecall: [^\n]*[.?!…)]\n$/)
      const json = await desktop.run(...args, '--json')
      expect(json).toMatchObject({ exit, err: '' })
      const answer: unknown = JSON.parse(json.out)
      const { error } = errorOutput.strict().parse(answer)
      expect(words.err).toBe(`rolecall: ${error.message}\n`)
      expect(filesOf(folder)).toEqual(before)
      return error
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
  return desktop
}

/** Every file outside the home folder with its bytes. */
function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(folder, entry.name)).toString('base64')]),
  )
}
