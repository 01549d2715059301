import type { Command } from 'commander'
import { parseReach, reaches } from '../../shared/domain/reach'
import type { ChangeId } from '../../shared/domain/ids'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, type Cli, plainCommand, stop, valueOf } from '../Cli'
import { formatFacts, formatTable, plain } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { appliedJson, appliedText, changed, confirmInTerminal, isoInstant, readRole } from '../words'

type Item = OperationOutput<'inbox.show'>
type Way = OperationOutput<'inbox.preview'>['ways'][number]
type Value = OperationOutput<'inbox.preview'>['values'][number]
type Instead = NonNullable<OperationCall<'inbox.accept'>['instead']>

const valueWords = { wanted: 'wanted', before: '--before', now: 'now', other: 'another' } as const

const howTexts = ['as-wanted', 'restore-first', 'restore-only'] as const

export function addInboxCommands(program: Command, add: AddCommand): void {
  const inbox = program
    .command('inbox')
    .description('edits that were held or refused when they were settled; also `inbox <org> list`')

  add(
    inbox,
    'inbox list',
    'list <org>',
    'what waits, grouped by cause',
    (command) => command.option('--closed', 'what was accepted or dismissed instead'),
    async (cli, [path]: [string], { closed }: { closed?: boolean }) => {
      await cli.open(path, 'read')
      const items: { cause: string; item: Item }[] = []
      for (let offset = 0, total = 1; offset < total; offset += 100) {
        const state = closed === true ? ('closed' as const) : ('open' as const)
        const page = valueOf(
          await cli.desk.call('inbox.list', { state, offset, limit: 100, itemsEach: 100, rowsEach: 1000 }),
        )
        total = page.totalGroups
        for (const group of page.groups) {
          items.push(...group.items.map((item) => ({ cause: group.title, item })))
          for (let from = 100; from < group.total; from += 100) {
            const rest = valueOf(
              await cli.desk.call('inbox.list', { state, group: group.id, offset: from, limit: 100, rowsEach: 1000 }),
            )
            items.push(...(rest.groups[0]?.items ?? []).map((item) => ({ cause: group.title, item })))
          }
        }
      }
      return {
        json: items.map(({ cause, item }) => itemJson(item, cause)),
        text: formatTable(
          ['Item', 'Entry', 'By', 'What', 'Why'],
          items.map(({ item }) => [
            item.change.slice(0, 12),
            String(item.n),
            item.by.name,
            item.sentence,
            item.rows[0]?.reason ?? '',
          ]),
          closed === true ? 'Nothing was accepted or dismissed yet.' : 'The inbox is empty.',
        ),
      }
    },
  )

  add(
    inbox,
    'inbox show',
    'show <org> <item>',
    'one item: what its author saw and wanted, what is so now, and what it met',
    plainCommand,
    async (cli, [path, start]: [string, string]) => {
      await cli.open(path, 'read')
      const item = await findItem(cli, start)
      const rows = item.rows.map((row) =>
        [
          plain(`${row.sentence}: ${row.verdict}. ${row.reason}`),
          formatFacts([
            ['  Before', row.before ?? '–'],
            ['  Wanted', row.mine ?? '–'],
            ['  Now', row.theirs ?? '–'],
            ...(row.met === null
              ? []
              : ([['  Met', `${row.met.by.name} ${row.met.sentence} (entry ${row.met.n})`]] as const)),
          ]),
        ].join('\n'),
      )
      return {
        json: itemJson(item, item.sentence),
        text: [plain(`${item.by.name} ${item.sentence} (entry ${item.n})`), ...rows].join('\n'),
      }
    },
  )

  add(
    inbox,
    'inbox accept',
    'accept <org> <item...>',
    'makes the edits again under your own name and closes the items',
    (command) =>
      command
        .option('--how <way>', `${howTexts.join(', ')}: a person in Restore is restored first, or only restored`)
        .option('--before', 'what its author saw before, not what they wanted')
        .option('--role <key>', 'another role than the one that was wanted')
        .option('--reach <reach>', 'another reach than the one that was wanted; `default` for the blueprint’s')
        .option('--turn <on|off|default>', 'another position of a switch than the one that was wanted')
        .option('--name <text>', 'another name than the one that was wanted')
        .option('--email <email>', 'another address than the one that was wanted')
        .option('--preview', 'change nothing; say what it would do')
        .option('--yes', 'do not ask where there is no way back'),
    async (cli, [path, starts]: [string, string[]], options: AcceptOptions) => {
      const how = howTexts.find((one) => one === (options.how ?? 'as-wanted'))
      if (how === undefined)
        stop('bad-input', `“${options.how}” is no way. The ways are ${howTexts.join(', ')}.`, '--how')
      const instead = readInstead(options)
      await cli.open(path, options.preview === true ? 'read' : 'write')
      const changes = await findChanges(cli, starts)
      const { ways, values } = valueOf(await cli.desk.call('inbox.preview', { changes, instead, limit: 10_000 }))
      const way = ways.find((one) => one.how === how)
      if (way === undefined) {
        stop('bad-input', 'Nobody whom it is about is in Restore, so that there is nobody to restore.', '--how')
      }
      const others = ways.filter((one) => one !== way)
      if (options.preview === true) {
        const allowed = way.refusedBecause.length === 0
        return {
          json: { ...wayJson(way, others, values), applied: null },
          text: wayText(way, others, values),
          exit: allowed ? 0 : 1,
        }
      }
      if (way.isFinal && options.yes !== true)
        await confirmInTerminal(cli, `${wayText(way, [], [])}\nNothing takes this back. Go on?`)
      const applied = appliedJson(
        valueOf(await cli.desk.call('inbox.accept', { changes, how, instead, confirm: true })),
      )
      return {
        json: { ...wayJson(way, others, values), applied },
        text: `${wayText(way, [], [])}\n${appliedText(applied)}`,
      }
    },
  )

  add(
    inbox,
    'inbox dismiss',
    'dismiss <org> <item...>',
    'closes the items and does nothing else',
    plainCommand,
    async (cli, [path, starts]: [string, string[]]) => {
      await cli.open(path, 'write')
      return changed(await cli.desk.call('inbox.dismiss', { changes: await findChanges(cli, starts) }))
    },
  )
}

async function findItem(cli: Cli, start: string): Promise<Item> {
  const found = await cli.desk.call('inbox.show', { change: start.toLowerCase() })
  if (found.ok) return found.value
  if (found.error.code === 'bad-input') {
    stop('bad-input', `“${start}” is not the start of an item’s id. ${seeList}`, 'item')
  }
  return found.error.code === 'not-found'
    ? stop('not-found', `${found.error.message} ${seeList}`, 'item')
    : valueOf(found)
}

const seeList = '“rolecall inbox list” shows what waits, with --closed what was closed.'

async function findChanges(cli: Cli, starts: readonly string[]): Promise<ChangeId[]> {
  const changes: ChangeId[] = []
  for (const start of starts) changes.push((await findItem(cli, start)).change)
  return changes
}

interface AcceptOptions {
  readonly how?: string
  readonly before?: boolean
  readonly role?: string
  readonly reach?: string
  readonly turn?: string
  readonly name?: string
  readonly email?: string
  readonly preview?: boolean
  readonly yes?: boolean
}

function readInstead({ before, role, reach, turn, name, email }: AcceptOptions): Instead {
  return {
    ...(before === true ? { before: true as const } : {}),
    ...(role === undefined ? {} : { role: readRole(role) }),
    ...(reach === undefined ? {} : { reach: readReachOrDefault(reach) }),
    ...(turn === undefined ? {} : { on: readTurn(turn) }),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  }
}

function readTurn(text: string): boolean | null {
  if (text === 'default') return null
  return text === 'on' || text === 'off'
    ? text === 'on'
    : stop('bad-input', `“${text}” is no position of a switch. Say on, off or default.`, '--turn')
}

function readReachOrDefault(text: string): ReturnType<typeof parseReach.parse> | null {
  if (text === 'default') return null
  const parsed = parseReach.safeParse(text)
  return parsed.success
    ? parsed.data
    : stop('bad-input', `“${text}” is no reach. The reaches are ${reaches.join(', ')} and default.`, '--reach')
}

function itemJson(item: Item, cause: string): CommandOutput<'inbox show'> {
  return {
    item: item.change,
    entry: item.n,
    cause,
    verdict: item.rows[0]?.verdict ?? 'held',
    kind: item.kind,
    by: item.by.name,
    what: item.sentence,
    madeAt: isoInstant(item.madeAtMs),
    settledAt: isoInstant(item.settledAtMs),
    note: item.note,
    rows: item.rows.map(({ row, sentence, verdict, code, reason, before, mine, theirs, met }) => ({
      row,
      what: sentence,
      verdict,
      code,
      reason,
      before,
      mine,
      theirs,
      met: met === null ? null : { entry: met.n, by: met.by.name, at: isoInstant(met.settledAtMs), what: met.sentence },
    })),
    closed: item.closed === null ? null : { as: item.closed.as, by: item.closed.by, at: isoInstant(item.closed.atMs) },
  }
}

function wayJson(
  way: Way,
  others: readonly Way[],
  values: readonly Value[],
): Omit<CommandOutput<'inbox accept'>, 'applied'> {
  const differences = (list: Way['gain']) =>
    list.map(({ email, permission, before, after, places }) => ({
      email,
      permission,
      before,
      after,
      places: places?.map(({ id }) => id) ?? null,
    }))
  return {
    how: way.how,
    allowed: way.refusedBecause.length === 0,
    because: way.refusedBecause,
    sentences: way.sentences,
    gain: differences(way.gain),
    lose: differences(way.lose),
    otherWays: others.map(({ how, title, refusedBecause }) => ({ how, title, allowed: refusedBecause.length === 0 })),
    values: values.map(({ whose, text, because }) => ({ whose, value: text, allowed: because === '', because })),
  }
}

function wayText(way: Way, others: readonly Way[], values: readonly Value[]): string {
  const against = way.refusedBecause.map(({ text }) => text)
  const more = others.map(({ how, title }) => `Or --how ${how}: ${title}.`)
  const who = `${way.peopleGaining.toLocaleString('en')} gain something, ${way.peopleLosing.toLocaleString('en')} lose something.`
  const offered = values.map(
    ({ whose, text, because }) => `  ${valueWords[whose]}: ${text}${because === '' ? '' : ` (${because})`}`,
  )
  const choice = offered.length < 2 ? [] : ['Values:', ...offered]
  return [...(against.length > 0 ? against : [...way.sentences, who]), ...more, ...choice].map(plain).join('\n')
}
