import type { Command } from 'commander'
import { type AddCommand, plainCommand, valueOf } from '../Cli'

/** Running a hub. Exchanging through one is `sync --hub`. */
export function addHubCommands(program: Command, add: AddCommand): void {
  const hub = program.command('hub').description('a PostgreSQL database through which consoles exchange')
  const withUrl = (command: Command) => command.requiredOption('--hub <url>', 'the URL of whoever runs the hub')

  add(
    hub,
    'hub init',
    'init <url>',
    'makes a PostgreSQL database a hub, or brings an older hub up to date',
    plainCommand,
    async (cli, [url]: [string]) => {
      const made = valueOf(await cli.desk.call('hub.init', { url }))
      const text =
        made.from === made.version
          ? `${made.address} is a hub already, and up to date.`
          : `${made.address} is a hub now. Admit consoles to an organization with: rolecall hub admit <org> <console> --hub <url>`
      return { json: made, text }
    },
  )

  add(
    hub,
    'hub admit',
    'admit <org> <console>',
    'lets a console into the organization on a hub, under a database role of its own',
    withUrl,
    async (cli, [path, role]: [string, string], { hub: url }: { hub: string }) => {
      await cli.open(path, 'read')
      const admitted = valueOf(await cli.desk.call('hub.admit', { url, role }))
      const text =
        admitted.url === null
          ? `${role} is admitted, with the password it has.`
          : `${role} is admitted. Its URL, shown this once and for that console alone:\n  ${admitted.url}`
      return { json: admitted, text }
    },
  )

  add(
    hub,
    'hub dismiss',
    'dismiss <org> <console>',
    'shuts a console out of the organization on a hub; what it brought stays',
    withUrl,
    async (cli, [path, role]: [string, string], { hub: url }: { hub: string }) => {
      await cli.open(path, 'read')
      const dismissed = valueOf(await cli.desk.call('hub.dismiss', { url, role }))
      return { json: dismissed, text: `${role} is shut out. What it brought stays.` }
    },
  )

  add(
    hub,
    'hub consoles',
    'consoles <org>',
    'the consoles that a hub has admitted to the organization',
    withUrl,
    async (cli, [path]: [string], { hub: url }: { hub: string }) => {
      await cli.open(path, 'read')
      const consoles = valueOf(await cli.desk.call('hub.consoles', { url }))
      return { json: consoles, text: consoles.length === 0 ? 'None.' : consoles.join('\n') }
    },
  )
}
