import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { z } from 'zod'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { question } from '../../shared/operations/access'
import { type AddCommand, type Cli, CliFailure, plainCommand, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import { readPermission, readPlace } from '../words'

interface CanFlags {
  who: string
  do: string
  at?: string[]
  createdBy?: string
  sharedWith?: string[]
  connected?: boolean
  on?: string
  fact?: string[]
}

/** Questions put to the engine at a time; answers are printed as they come. */
const questionsPerCall = 10_000

export function addAccessCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'can',
    'can <org>',
    'one decision with its reasons; exit 0 allowed, 1 refused',
    (command) =>
      command
        .requiredOption('--who <email>', 'who wants to act')
        .requiredOption('--do <permission>', 'permission key')
        .option('--at <place...>', 'places of the record')
        .option('--created-by <email>', 'who created the record')
        .option('--shared-with <email...>', 'with whom it was shared, or who is in the conversation')
        .option('--connected', 'the two share a group or a conversation')
        .option('--on <email>', 'the person acted on')
        .option('--fact <key=value...>', 'facts of the record, true or false'),
    async (cli, [path]: [string], flags: CanFlags) => {
      const input = readQuestion(flags)
      await cli.open(path, 'read')
      const decision = valueOf(await cli.desk.call('access.can', input))
      return { json: decision, text: describeDecision(decision), exit: decision.allowed ? 0 : 1 }
    },
  )

  add(
    program,
    'can-batch',
    'can-batch <org> <requests>',
    'a question a line (JSON), an answer a line, in the same order; - reads standard input',
    plainCommand,
    async (cli, [path, file]: [string, string]) => {
      const questions = readQuestions(await readRequests(cli, file), file)
      await cli.open(path, 'read')
      for (let from = 0; from < questions.length; from += questionsPerCall) {
        const batch = questions.slice(from, from + questionsPerCall)
        const answers = await cli.desk.call('access.canBatch', { questions: batch.map(({ asked }) => asked) })
        if (!answers.ok) throw new CliFailure(withLine(answers.error, batch))
        cli.surroundings.out(answers.value.map((answer) => `${JSON.stringify(answer)}\n`).join(''))
      }
      return null
    },
  )

  add(
    program,
    'who-can',
    'who-can <org>',
    'everyone who may, at a place or anywhere',
    (command) => command.requiredOption('--do <permission>', 'permission key').option('--at <place>', 'place'),
    async (cli, [path]: [string], flags: { do: string; at?: string }) => {
      const input = { do: readPermission(flags.do), ...(flags.at === undefined ? {} : { at: readPlace(flags.at) }) }
      await cli.open(path, 'read')
      const people = valueOf(await cli.desk.call('access.whoCan', input))
      return {
        json: people.map(({ email, name, role, reach, places }) => ({
          email,
          name,
          role,
          reach,
          places: places?.map((place) => place.id) ?? null,
        })),
        text: formatTable(
          ['Name', 'E-mail', 'Role', 'Reach', 'Where'],
          people.map((one) => [one.name ?? '', one.email ?? '', one.role, one.reach, whereText(one.places)]),
          'Nobody may.',
        ),
      }
    },
  )

  add(
    program,
    'access',
    'access <org>',
    'everything one person may do, with the source of each',
    (command) => command.requiredOption('--who <email>', 'whose access'),
    async (cli, [path]: [string], flags: { who: string }) => {
      await cli.open(path, 'read')
      const held = valueOf(await cli.desk.call('access.ofPerson', { who: flags.who }))
      return {
        json: held.map(({ permission, reach, places, because }) => ({
          permission,
          reach,
          places: places?.map((place) => place.id) ?? null,
          because,
        })),
        text: formatTable(
          ['Permission', 'Reach', 'Where', 'Because'],
          held.map((one) => [one.permission, one.reach, whereText(one.places), one.because[0]?.text ?? '']),
          'This person may do nothing.',
        ),
      }
    },
  )
}

function readQuestion(flags: CanFlags): OperationCall<'access.can'> {
  const facts: Record<string, boolean> = {}
  for (const fact of flags.fact ?? []) {
    const [key = '', value = ''] = fact.split('=')
    if (key === '' || !['true', 'false'].includes(value))
      stop('bad-question', `“${fact}” is not a fact like archived=true.`, '--fact')
    facts[key] = value === 'true'
  }
  return {
    who: flags.who,
    do: readPermission(flags.do),
    ...(flags.at === undefined ? {} : { at: flags.at.map(readPlace) }),
    ...(flags.createdBy === undefined ? {} : { createdBy: flags.createdBy }),
    ...(flags.sharedWith === undefined ? {} : { sharedWith: flags.sharedWith }),
    ...(flags.connected === true ? { connected: true } : {}),
    ...(flags.on === undefined ? {} : { on: flags.on }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  }
}

interface Asked {
  readonly line: number
  readonly asked: z.output<typeof question>
}

async function readRequests(cli: Cli, file: string): Promise<string> {
  if (file === '-') return cli.surroundings.readStdin()
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    stop(
      'file-not-found',
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Check the name and the folder.`,
      file,
    )
  }
}

/** Every line is checked before the first answer is printed. */
function readQuestions(text: string, file: string): Asked[] {
  const questions: Asked[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    const at = `line ${index + 1}`
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      stop(
        'bad-question',
        `${file}, ${at} is not JSON. Write one question a line, like {"who": "ana@example.org", "do": "users.view"}.`,
        at,
      )
    }
    const parsed = question.safeParse(value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const where = issue?.path.join('.') ?? ''
      stop('bad-question', `${file}, ${at}${where === '' ? '' : `, “${where}”`}: ${issue?.message}.`, at)
    }
    questions.push({ line: index + 1, asked: parsed.data })
  }
  return questions
}

/** The operation names the question by its number in the call. */
function withLine(failure: CliFailure['failure'], batch: readonly Asked[]): CliFailure['failure'] {
  const index = /\d+/.exec(failure.at ?? '')?.[0]
  const line = index === undefined ? undefined : batch[Number(index)]?.line
  return line === undefined ? failure : { ...failure, message: `Line ${line}: ${failure.message}`, at: `line ${line}` }
}

function whereText(places: OperationOutput<'access.whoCan'>[number]['places']): string {
  return places === null ? 'everywhere' : places.map((place) => place.name).join(', ')
}

function describeDecision({ allowed, reach, because, wouldNeed }: OperationOutput<'access.can'>): string {
  return [
    `${allowed ? 'Allowed' : 'Refused'} (reach: ${reach})`,
    ...because.map((reason) => `  ${reason.text}`),
    ...(wouldNeed.length === 0 ? [] : ['Would need:']),
    ...wouldNeed.map((steps) => `  ${steps.map((step) => step.text).join(' and ')}`),
  ].join('\n')
}
