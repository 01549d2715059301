import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json'
import { type AddCommand, type Answer, type Cli, CliFailure, stop, type Surroundings, valueOf } from './Cli'
import { addAccessCommands } from './commands/accessCommands'
import { addAuditCommands } from './commands/auditCommands'
import { addDeviceCommands, readPassphrase } from './commands/deviceCommands'
import { addFileCommands } from './commands/fileCommands'
import { addGrantCommands } from './commands/grantCommands'
import { addHistoryCommands } from './commands/historyCommands'
import { addHubCommands } from './commands/hubCommands'
import { addInboxCommands } from './commands/inboxCommands'
import { addImportCommand } from './commands/importCommand'
import { addPlanCommands } from './commands/planCommand'
import { addPlaceCommands } from './commands/placeCommands'
import { addRoleCommands } from './commands/roleCommands'
import { addStaffCommands } from './commands/staffCommands'
import { addSyncCommands } from './commands/syncCommands'
import type { ExitCode } from './exitCode'
import type { CommandName } from './outputs/outputs'
import { verbFirst } from './verbFirst'

/** Runs one command line, `args` being what follows `rolecall`. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const isJson = args.includes('--json')
  const printError = (code: string, message: string, at?: string) => {
    if (isJson)
      surroundings.out(
        `${JSON.stringify({ error: at === undefined ? { code, message } : { code, message, at } }, null, 2)}\n`,
      )
    else surroundings.err(`rolecall: ${message}\n`)
  }
  let exitCode: ExitCode = 0
  const program = makeProgram(surroundings, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(verbFirst(args), { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CliFailure) {
      printError(error.failure.code, error.failure.message, error.failure.at)
      return error.exit
    }
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      // A command group called by itself has printed its help.
      if (error.code === 'commander.help') {
        if (isJson) printError('usage', 'Say which command. `rolecall --help` lists them.')
        return 2
      }
      printError('usage', sentence(error.message))
      return 2
    }
    printError(
      'unexpected',
      `Something went wrong that should not have: ${error instanceof Error ? error.message : String(error)}`,
    )
    if (process.env.ROLECALL_DEBUG && error instanceof Error) surroundings.err(`${error.stack}\n`)
    return 3
  }
}

/** The whole command with its subcommands. */
export function makeProgram(surroundings: Surroundings, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('rolecall')
    .description('Who may do what, where, in one organization. The same operations as the app.')
    .version(packageJson.version)
    .option('--json', 'print one JSON value on standard output')
    .option('--as <email>', 'who acts: somebody enrolled on this device')
    .option(
      '--passphrase-file <file>',
      'the passphrase of their key is the first line of this file; else ROLECALL_PASSPHRASE',
    )
    .option('--view-as <email>', 'answer a reading command as this person would see it')
    .option('--as-of <moment>', 'read the org as it was: an entry, an instant or a date')
    .helpCommand(false)
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.out(text),
      // Errors are printed once, by runCli; help that nobody asked for goes where errors go.
      writeErr: (text) => (text.startsWith('error:') ? undefined : surroundings.err(text)),
    })

  const add: AddCommand = (parent, name, usage, summary, describe, run) => {
    describe(parent.command(usage).description(summary)).action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const options = given.at(-2)
      const { json, as, asOf, viewAs, passphraseFile } = command.optsWithGlobals<{
        json?: boolean
        as?: string
        asOf?: string
        viewAs?: string
        passphraseFile?: string
      }>()
      await withCli(surroundings, { json: json === true, as, asOf, viewAs, passphraseFile }, async (cli) => {
        const answer = (await run(cli, given.slice(0, -2) as never, options as never)) as Answer<CommandName> | null
        if (answer === null) return
        surroundings.out(`${json === true ? JSON.stringify(answer.json, null, 2) : answer.text}\n`)
        setExitCode(answer.exit ?? 0)
      })
    })
  }
  addFileCommands(program, add)
  addImportCommand(program, add)
  addStaffCommands(program, add)
  addPlaceCommands(program, add)
  addPlanCommands(program, add)
  addRoleCommands(program, add)
  addGrantCommands(program, add)
  addAccessCommands(program, add)
  addHistoryCommands(program, add)
  addSyncCommands(program, add)
  addInboxCommands(program, add)
  addDeviceCommands(program, add)
  addHubCommands(program, add)
  addAuditCommands(program, add)
  return program
}

async function withCli(
  surroundings: Surroundings,
  options: Cli['options'],
  run: (cli: Cli) => Promise<void>,
): Promise<void> {
  const desk = surroundings.createDesk({
    emit: (event, detail) => {
      if (event === 'job.progress' && surroundings.showsProgress && !options.json)
        showProgress(surroundings, detail as never)
    },
  })
  const openFile = async (path: string, readOnly: boolean) => {
    const as = options.as === undefined ? {} : { as: options.as }
    const passphrase =
      options.passphraseFile === undefined ? undefined : readPassphrase(options.passphraseFile, '--passphrase-file')
    const open = (typed: string | undefined) => {
      const given = typed === undefined ? {} : { passphrase: typed }
      return desk.call('org.open', { path, readOnly, ...as, ...given, job: 'open' })
    }
    let opened = await open(passphrase)
    if (!opened.ok && opened.error.code === 'passphrase-needed' && surroundings.askSecret !== undefined) {
      opened = await open(await surroundings.askSecret('Passphrase of your key:'))
    }
    // A file to read from may be missing by mistake (2); without its org file no command can do anything (3).
    if (!opened.ok && opened.error.code === 'file-not-found') throw new CliFailure(opened.error, 3)
    return valueOf(opened)
  }
  try {
    await run({
      surroundings,
      desk,
      options,
      open: async (path, intent) => {
        if (options.asOf !== undefined && intent === 'write') {
          stop('usage', '--as-of is for reading: what was cannot be changed.', '--as-of')
        }
        if (options.viewAs !== undefined && intent === 'write') {
          stop('usage', '--view-as is for reading: nothing can be changed through somebody else’s eyes.', '--view-as')
        }
        const today = await openFile(path, intent === 'read')
        if (options.viewAs !== undefined) {
          const seen = valueOf(await desk.call('org.viewAs', { who: options.viewAs }))
          if (options.asOf === undefined) return seen
        }
        return options.asOf === undefined
          ? today
          : valueOf(await desk.call('org.travel', { to: options.asOf, job: 'travel' }))
      },
      openToday: async (path) => {
        const today = await openFile(path, true)
        return options.viewAs === undefined ? today : valueOf(await desk.call('org.viewAs', { who: options.viewAs }))
      },
    })
  } finally {
    desk.close()
  }
}

function showProgress(
  surroundings: Surroundings,
  { phase, done, total }: { phase: string; done: number; total: number },
): void {
  const clearLine = '\r\u001b[K'
  if (total > 0 && done >= total) surroundings.err(clearLine)
  else
    surroundings.err(
      `${clearLine}${phase} ${done.toLocaleString('en')}${total > 0 ? ` of ${total.toLocaleString('en')}` : ''}`,
    )
}

/** Commander's messages begin with "error: " and have neither capital nor full stop. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').trim()
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.?!)]$/.test(capital) ? capital : `${capital}.`
}
