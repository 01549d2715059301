import type { Command } from 'commander'
import { type AddCommand, valueOf } from '../Cli'
import { formatFacts } from '../formatTable'

export function addSyncCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'sync',
    'sync <org>',
    'exchanges with the other consoles through a folder or USB stick',
    (command) => command.requiredOption('--folder <dir>', 'the folder where the consoles meet'),
    async (cli, [path]: [string], { folder }: { folder: string }) => {
      await cli.open(path, 'write')
      const done = valueOf(await cli.desk.call('sync.exchange', { folder, job: 'sync' }))
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
