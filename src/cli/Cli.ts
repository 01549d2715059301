import type { Command } from 'commander'
import type { Desk, DeskHost } from '../main/operations/desk'
import type { Failure, Result } from '../shared/domain/result'
import type { OperationOutput } from '../shared/operations/contract'
import { type ExitCode, exitCodeOf } from './exitCode'
import type { CommandName, CommandOutput } from './outputs/outputs'

/** Where the command line runs: the process, or a test. */
export interface Surroundings {
  out(text: string): void
  err(text: string): void
  /** Standard error is a terminal: progress is shown there. */
  readonly showsProgress: boolean
  /** Asks a yes-or-no question; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined
  /** Asks for something that is not shown; undefined where nobody can be asked. */
  readonly askSecret?: ((question: string) => Promise<string>) | undefined
  readStdin(): Promise<string>
  createDesk(host: Pick<DeskHost, 'emit'>): Desk
}

/** Stops a command with an expected failure. */
export class CliFailure extends Error {
  readonly failure: Failure
  readonly exit: ExitCode
  constructor(failure: Failure, exit: ExitCode = exitCodeOf(failure)) {
    super(failure.message)
    this.failure = failure
    this.exit = exit
  }
}

export function stop(code: string, message: string, at?: string): never {
  throw new CliFailure(at === undefined ? { code, message } : { code, message, at })
}

/** The value of an answer; a failure stops the command. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new CliFailure(result.error)
  return result.value
}

/** What a command answers: JSON for `--json`, words otherwise. */
export interface Answer<Name extends CommandName> {
  readonly json: CommandOutput<Name>
  readonly text: string
  readonly exit?: ExitCode
}

/** One run of the command line. */
export interface Cli {
  readonly surroundings: Surroundings
  readonly desk: Desk
  readonly options: {
    readonly json: boolean
    readonly as: string | undefined
    readonly asOf: string | undefined
    readonly viewAs: string | undefined
    readonly passphraseFile: string | undefined
  }
  /** Opens the org file of a command. Reading leaves the file as it is, byte for byte. */
  open(path: string, intent: 'read' | 'write'): Promise<OperationOutput<'org.open'>>
  /** Opens it for reading as it is today, for commands that say themselves which moments they mean. */
  openToday(path: string): Promise<OperationOutput<'org.open'>>
}

/**
 * Adds one command; its answer is printed as the options say. `run` gets the positional arguments and the options that
 * its usage declares; `never` lets each command name their types.
 */
export type AddCommand = <Name extends CommandName>(
  parent: Command,
  name: Name,
  usage: string,
  summary: string,
  describe: (command: Command) => Command,
  run: (cli: Cli, args: never, options: never) => Promise<Answer<Name> | null>,
) => void

/** A command without options of its own. */
export function plainCommand(command: Command): Command {
  return command
}
