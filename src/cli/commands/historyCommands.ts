import type { Command } from 'commander'
import { type AddCommand, plainCommand, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import { allPages, appliedJson, appliedText, findStaffId, isoInstant, readSince } from '../words'

export function addHistoryCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'log',
    'log <org>',
    'the history, newest first',
    (command) =>
      command
        .option('--who <email>', 'only what this person did')
        .option('--kind <kind>', 'only this kind of change, for example staff.setRole')
        .option('--since <date>', 'only since an instant or the beginning of a day'),
    async (cli, [path]: [string], flags: { who?: string; kind?: string; since?: string }) => {
      const { timeZone } = await cli.open(path, 'read')
      const filter = {
        ...(flags.who === undefined ? {} : { who: await findStaffId(cli, flags.who) }),
        ...(flags.kind === undefined ? {} : { kind: flags.kind }),
        ...(flags.since === undefined ? {} : { sinceMs: readSince(flags.since, timeZone) }),
      }
      const items = await allPages(async (offset, limit) => {
        const { total, items: rows } = valueOf(await cli.desk.call('log.list', { ...filter, offset, limit }))
        return { total, rows }
      })
      return {
        json: items.map((one) => ({
          item: one.item,
          n: one.n,
          lastN: one.lastN,
          at: isoInstant(one.settledAtMs),
          by: one.author.name,
          kinds: one.kinds,
          title: one.title,
          details: one.details,
          note: one.note,
          rows: one.rows,
          undo: one.undo,
        })),
        text: formatTable(
          ['Entry', 'When', 'Change', 'What'],
          items.map((one) => [
            one.lastN === one.n ? String(one.n) : `${one.n}–${one.lastN}`,
            isoInstant(one.settledAtMs).slice(0, 16).replace('T', ' '),
            one.item.slice(0, 12),
            one.title,
          ]),
          'Nothing in the history matches.',
        ),
      }
    },
  )

  add(
    program,
    'undo',
    'undo <org> <change>',
    'takes a change back as a new change',
    plainCommand,
    async (cli, [path, change]: [string, string]) => {
      await cli.open(path, 'write')
      const json = appliedJson(valueOf(await cli.desk.call('change.undo', { item: change })))
      return { json, text: `Taken back. ${appliedText(json)}` }
    },
  )
}
