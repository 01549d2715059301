import type { Command } from 'commander'
import { type AddCommand, stop, valueOf } from '../Cli'
import { formatFacts } from '../formatTable'

export function addSyncCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'sync',
    'sync <org>',
    'exchanges with the other consoles through a folder or USB stick, or a PostgreSQL hub',
    (command) =>
      command
        .option('--folder <dir>', 'the folder where the consoles meet')
        .option('--hub <url>', 'this console’s URL at the hub'),
    async (cli, [path]: [string], { folder, hub }: { folder?: string; hub?: string }) => {
      if ((folder === undefined) === (hub === undefined)) {
        stop('bad-input', 'Say where the consoles meet: either --folder <dir> or --hub <url>.', '--folder')
      }
      await cli.open(path, 'write')
      const done = valueOf(
        await cli.desk.call('sync.exchange', {
          ...(folder === undefined ? {} : { folder }),
          ...(hub === undefined ? {} : { hub }),
          job: 'sync',
        }),
      )
      return {
        json: done,
        text: formatFacts([
          ['Sent', String(done.sent)],
          ['Arrived', String(done.arrived)],
          ['Settled here', String(done.settled)],
          ['Pending', String(done.pending)],
          ...done.missing.map(({ first, last }) => ['Missing', `${first}–${last}`] as const),
        ]),
      }
    },
  )
}
