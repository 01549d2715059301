import { spawn, type SpawnOptions } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** This environment with the project's own commands (and its Node 24) first on the path, as npm scripts have it. */
export function projectEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const path = `${join(projectFolder, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  return { ...process.env, PATH: path, ...more }
}

export interface CommandOutcome {
  /** Exit code; 128 + n after a signal, 124 after the time limit, 127 when the command does not exist. */
  readonly code: number
  /** Standard output and error, in order; empty when they went to the terminal. */
  readonly output: string
}

/**
 * Runs one command to its end.
 *
 * @param options.timeLimitMs  ends the command, and the answer is code 124
 * @param options.stdio        'inherit' lets a person see the output; otherwise it is collected
 * Errors: none. A command that is missing or fails answers with its code.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { timeLimitMs?: number } = {},
): Promise<CommandOutcome> {
  const { timeLimitMs, ...spawnOptions } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      env: projectEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...spawnOptions,
    })
    let output = ''
    let isLate = false
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk))
    const timer = timeLimitMs
      ? setTimeout(() => {
          isLate = true
          child.kill('SIGKILL')
        }, timeLimitMs)
      : undefined
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: `${output}${error.message}` })
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: isLate ? 124 : (code ?? (signal ? 128 : 1)), output })
    })
  })
}

/** Runs a command that has to succeed. Errors: throws with the last lines of its output. */
export async function mustRun(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const { code, output } = await runCommand(command, args, options)
  if (code === 0) return output
  const tail = output.trimEnd().split('\n').slice(-15).join('\n')
  throw new Error(`${command} ${args.join(' ')} ended with code ${code}.\n${tail}`)
}
