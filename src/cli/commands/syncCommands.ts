import type { Command } from 'commander'
import type { OperationInput } from '../../shared/operations/contract'
import { type AddCommand, type Cli, stop, valueOf } from '../Cli'
import { formatFacts, formatTable, plain } from '../formatTable'
import { movedLines } from '../movedLines'
import { isoInstant, readSince } from '../words'

interface SyncOptions {
  readonly folder?: string
  readonly hub?: string
  readonly file?: string
  readonly beginAnew?: boolean
}

export function addSyncCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'sync',
    'sync <org>',
    'exchanges with the other consoles through a folder or USB stick, a PostgreSQL hub, or a file for mail',
    (command) =>
      command
        .option(
          '--folder <dir>',
          'the folder where the consoles meet; with none of the three: where the last exchange went',
        )
        .option('--hub <url>', 'this console’s URL at the hub')
        .option(
          '--file <file>',
          'one file that goes by mail: reads it if it is there, and adds what this console has to say',
        )
        .option(
          '--begin-anew',
          'a folder where this organization was before is empty now, and is meant to be: writes it there anew',
        ),
    async (cli, [path]: [string], { folder, hub, file, beginAnew }: SyncOptions) => {
      if ([folder, hub, file].filter((one) => one !== undefined).length > 1) {
        stop(
          'bad-input',
          'Say where the consoles meet: either --folder <dir>, --hub <url> or --file <file>.',
          '--folder',
        )
      }
      if (beginAnew === true && (hub !== undefined || file !== undefined)) {
        stop('bad-input', 'Only a folder begins anew: --begin-anew goes with --folder <dir>.', '--begin-anew')
      }
      await cli.open(path, 'write')
      const answer = await cli.desk.call('sync.exchange', {
        ...(folder === undefined ? {} : { folder }),
        ...(hub === undefined ? {} : { hub }),
        ...(file === undefined ? {} : { file }),
        ...(beginAnew === undefined ? {} : { beginAnew }),
        job: 'sync',
      })
      if (!answer.ok && answer.error.code === 'place-emptied') {
        stop(answer.error.code, `${answer.error.message} (--begin-anew)`)
      }
      const done = valueOf(answer)
      return {
        json: done,
        text: [
          formatFacts([
            ['Sent', String(done.sent)],
            ['Arrived', String(done.arrived)],
            ['Settled here', String(done.settled)],
            ['Pending', String(done.pending)],
            ...done.missing.map(
              ({ key, first, last }) =>
                ['Missing', `${key === null ? 'entries' : `changes of ${key.slice(0, 12)}`} ${first}–${last}`] as const,
            ),
            ...(done.lacks === 0 ? [] : [['Without names', `${done.lacks}, asked for again`] as const]),
            ...(done.ignored === 0
              ? []
              : [['Passed over', `${done.ignored}: half copied, or not of this organization`] as const]),
          ]),
          ...movedLines(done.moved),
        ].join('\n'),
      }
    },
  )

  add(
    program.commands.find((command) => command.name() === 'sync')!,
    'sync status',
    'status <org>',
    'where this console stands: what is settled and pending, who was heard from, what arrived',
    (command) => command.option('--since <date>', 'what arrived since then; left out: since yesterday'),
    async (cli, [path]: [string], { since }: { since?: string }) => {
      const { timeZone } = await cli.open(path, 'read')
      const status = valueOf(
        await cli.desk.call('sync.status', {
          limit: 500,
          ...(since === undefined ? {} : { sinceMs: readSince(since, timeZone) }),
        }),
      )
      const { head, settles, halt, place, last, consoles, warnings, pending, arrived, inbox } = status
      const when = (atMs: number) => isoInstant(atMs).slice(0, 16).replace('T', ' ')
      const parts = [
        formatFacts([
          ['Settled', `entry ${head.n}, ${when(head.settledAtMs)}`],
          ['Settles', settles.text],
          ['Place', place?.address ?? 'none yet'],
          ['Last exchange', last === null ? 'none yet' : `${when(last.atMs)}: ${last.text}`],
          ['Pending', String(pending.total)],
          ['Arrived', `${arrived.total} since ${when(arrived.sinceMs)}`],
          ['Inbox', String(inbox)],
        ]),
        ...warnings,
        formatTable(
          ['Console', 'Of', 'Heard', ''],
          consoles.map((one) => [
            one.name === '' ? (one.person === null ? 'the first console' : one.key.slice(0, 12)) : one.name,
            one.person?.name ?? '',
            one.heardMs === null || one.isThis ? '' : when(one.heardMs),
            one.text,
          ]),
          'No console may be seen.',
        ),
        ...(pending.items.length === 0 ? [] : ['Pending:', ...pending.items.map(pendingLine)]),
        ...(arrived.items.length === 0
          ? []
          : ['Arrived:', ...arrived.items.map(({ by, sentence }) => plain(`  ${by.name} ${sentence}`))]),
      ]
      return {
        json: {
          entry: head.n,
          head: head.hash,
          settledAt: isoInstant(head.settledAtMs),
          settles: settles.text,
          settlesHere: settles.isThisConsole,
          halt: halt?.text ?? null,
          place: place?.address ?? null,
          last:
            last === null
              ? null
              : {
                  at: isoInstant(last.atMs),
                  ok: last.ok,
                  text: last.text,
                  lastGood: last.lastGoodMs === null ? null : isoInstant(last.lastGoodMs),
                },
          consoles: consoles.map((one) => ({
            key: one.key,
            name: one.name,
            person: one.person?.name ?? null,
            here: one.isThis,
            settles: one.settles,
            heard: one.heardMs === null ? null : isoInstant(one.heardMs),
            entry: one.n,
            behind: one.behind,
            pending: one.pending,
            silent: one.isSilent,
          })),
          warnings,
          pending: pending.items.map(({ item, sentence, madeAtMs, rows, verdict, because }) => ({
            item,
            what: sentence,
            madeAt: isoInstant(madeAtMs),
            rows,
            verdict,
            because,
          })),
          arrivedSince: isoInstant(arrived.sinceMs),
          arrived: arrived.items.map(({ item, n, by, settledAtMs, sentence }) => ({
            item,
            entry: n,
            by: by.name,
            at: isoInstant(settledAtMs),
            what: sentence,
          })),
          inbox,
        },
        text: parts.join('\n'),
      }
    },
  )

  add(
    program.commands.find((command) => command.name() === 'sync')!,
    'sync settles',
    'settles <org> <who>',
    'who settles from now on: any (every console that is up to date, through the hub), this (this console alone), or a console by its key',
    (command) => command,
    async (cli, [path, who]: [string, string]) => {
      await cli.open(path, 'write')
      const wanted = await readSettler(cli, who)
      const done = valueOf(await cli.desk.call('sync.setSequencer', wanted))
      const { settles } = valueOf(await cli.desk.call('sync.status', { limit: 0 }))
      return {
        json: { item: done.item, pending: done.pending === true, settles: settles.text },
        text: done.pending === true ? `From the next exchange on. Until then: ${settles.text}` : settles.text,
      }
    },
  )
}

async function readSettler(cli: Cli, who: string): Promise<OperationInput<'sync.setSequencer'>> {
  if (who === 'any') return { to: 'hub' }
  const { consoles } = valueOf(await cli.desk.call('sync.status', { limit: 0 }))
  const found = consoles.filter((one) => (who === 'this' ? one.isThis : one.key.startsWith(who)))
  if (found.length === 1) return { to: 'registrar', console: found[0]!.key }
  return stop(
    'bad-input',
    who === 'this'
      ? 'This desktop has no console key in this organization.'
      : `“${who}” is neither “any” nor “this”, nor the beginning of the key of one console. “rolecall sync status” lists them with --json.`,
    'who',
  )
}

function pendingLine({ sentence, because }: { readonly sentence: string; readonly because: string }): string {
  return plain(`  ${sentence}${because === '' ? '' : ` (would wait in the inbox: ${because})`}`)
}
