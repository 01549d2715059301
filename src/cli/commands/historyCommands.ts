import type { Command } from 'commander'
import { type AddCommand, type Cli, plainCommand, stop, valueOf } from '../Cli'
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
      let waiting = 0
      const items = await allPages(async (offset, limit) => {
        // The file is open for reading, so as not to touch it; `undo` opens it for writing.
        const page = { ...filter, onceWritable: cli.options.json, offset, limit }
        const { total, items: rows, pending } = valueOf(await cli.desk.call('log.list', page))
        waiting = Math.max(waiting, pending.total)
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
        text: `${pendingText(waiting)}${formatTable(
          ['Entry', 'When', 'Change', 'What'],
          items.map((one) => [
            one.lastN === one.n ? String(one.n) : `${one.n}–${one.lastN}`,
            isoInstant(one.settledAtMs).slice(0, 16).replace('T', ' '),
            one.item.slice(0, 12),
            one.title,
          ]),
          'Nothing in the history matches.',
        )}`,
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
      if (/^\d{1,7}$/.test(change)) await stopAtEntry(cli, Number(change))
      if (change.length < 8) {
        stop(
          'invalid-input',
          `“${change}” is too short for a change: give at least eight characters of its id, as \`log\` lists them.`,
          'change',
        )
      }
      const json = appliedJson(valueOf(await cli.desk.call('change.undo', { item: change })))
      return { json, text: `Taken back. ${appliedText(json)}` }
    },
  )
}

/** What is pending has no entry yet. */
function pendingText(count: number): string {
  if (count === 0) return ''
  return `Not settled yet, so in no entry: ${count} pending ${count === 1 ? 'change' : 'changes'}. \`sync status\` lists them.\n\n`
}

/** A number names an entry, which may be one of many in its item: says which change to take back instead. */
async function stopAtEntry(cli: Cli, n: number): Promise<never> {
  const [found] = valueOf(await cli.desk.call('log.list', { entry: n, limit: 1 })).items
  if (found === undefined) {
    stop('not-found', `There is no entry ${n} in the history. \`log\` lists the changes; \`undo\` takes the id of one.`)
  }
  const whole = found.n === found.lastN ? '' : `, entries ${found.n} to ${found.lastN}`
  stop(
    'invalid-input',
    `${n} is the number of an entry; \`undo\` takes the id of a change. That is ${found.item.slice(0, 12)} for “${found.title}”${whole}.`,
    'change',
  )
}
