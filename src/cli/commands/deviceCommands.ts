import { existsSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { KeyId } from '../../shared/domain/ids'
import { type AddCommand, type Cli, plainCommand, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import { appliedJson, appliedText, isoInstant } from '../words'

export function addDeviceCommands(program: Command, add: AddCommand): void {
  const device = program.command('device').description('consoles, operators and their keys')

  add(
    device,
    'device list',
    'list <org>',
    'the keys that are enrolled, whose they are and when they last signed',
    plainCommand,
    async (cli, [path]: [string]) => {
      await cli.open(path, 'read')
      const { keys } = valueOf(await cli.desk.call('device.list', {}))
      return {
        json: keys.map((key) => ({
          key: key.id,
          kind: key.kind,
          email: key.person?.email ?? null,
          person: key.person?.name ?? null,
          name: key.name,
          here: key.isHere,
          acting: key.isActing,
          settles: key.settles,
          revoked: key.isRevoked,
          lastSeen: key.lastSeenMs === null ? null : isoInstant(key.lastSeenMs),
        })),
        text: formatTable(
          ['Key', 'Kind', 'Of', 'Console', 'Last signed', ''],
          keys.map((key) => [
            key.id.slice(0, 12),
            key.kind,
            key.person?.email ?? key.person?.name ?? '',
            key.name,
            key.lastSeenMs === null ? '' : isoInstant(key.lastSeenMs).slice(0, 16).replace('T', ' '),
            [
              key.isActing ? 'you' : key.isHere ? 'here' : '',
              key.settles ? 'settles' : '',
              key.isRevoked ? 'revoked' : '',
            ]
              .filter((word) => word !== '')
              .join(', '),
          ]),
          'There are no keys that you may see.',
        ),
      }
    },
  )

  add(
    device,
    'device add',
    'add <org> <email>',
    'enrols another operator of this desktop, with a key of their own',
    (command) =>
      command
        .option('--name <text>', 'what this desktop is called; left out: its host name')
        .option('--new-passphrase-file <file>', 'protects the new key with the first line of this file'),
    async (cli, given: [string, string], options: { name?: string; newPassphraseFile?: string }) => {
      const [path, email] = orgAndEmail(given)
      await cli.open(path, 'write')
      const added = valueOf(
        await cli.desk.call('device.add', {
          email,
          ...named(options.name),
          ...passphraseOf(options.newPassphraseFile),
        }),
      )
      const json = { ...appliedJson(added), key: added.key }
      return { json, text: `${email} can act on this desktop with --as ${email}. ${appliedText(json)}` }
    },
  )

  add(
    device,
    'device request',
    'request <org> <email>',
    'makes keys for one person on this desktop, and a request that another console approves',
    (command) =>
      command
        .option('--out <file>', 'the file to write the request to')
        .option('--name <text>', 'what this desktop is called; left out: its host name')
        .option('--new-passphrase-file <file>', 'protects the new key with the first line of this file'),
    async (cli, given: [string, string], options: { out?: string; name?: string; newPassphraseFile?: string }) => {
      const [path, email] = orgAndEmail(given)
      await cli.open(path, 'read')
      const made = valueOf(
        await cli.desk.call('device.request', {
          email,
          ...(options.out === undefined ? {} : { path: options.out }),
          ...named(options.name),
          ...passphraseOf(options.newPassphraseFile),
        }),
      )
      const where = made.path === null ? [made.request] : [`Wrote the request to ${made.path}`]
      return {
        json: { path: made.path, request: made.request, words: made.words },
        text: [...where, `Words to compare on the other console: ${made.words}`].join('\n'),
      }
    },
  )

  add(
    device,
    'device approve',
    'approve <org> <request>',
    'enrols the keys of a request; compare the eight words with the other console first',
    (command) => command.option('--words <words>', 'the eight words that the other console shows'),
    async (cli, [path, request]: [string, string], options: { words?: string }) => {
      await cli.open(path, 'write')
      const approved = valueOf(
        await cli.desk.call('device.approve', {
          path: request,
          ...(options.words === undefined ? {} : { words: options.words }),
        }),
      )
      const json = { ...appliedJson(approved), keys: approved.keys }
      return { json, text: `Approved. ${appliedText(json)}` }
    },
  )

  add(
    device,
    'device revoke',
    'revoke <org> <key...>',
    'takes keys out of use for good: by the beginning of a key, or all keys of a person by e-mail',
    plainCommand,
    async (cli, [path, wanted]: [string, string[]]) => {
      await cli.open(path, 'write')
      const keys = await findKeys(cli, wanted)
      const json = appliedJson(valueOf(await cli.desk.call('device.revoke', { keys })))
      return { json, text: `Revoked ${keys.length === 1 ? 'a key' : `${keys.length} keys`}. ${appliedText(json)}` }
    },
  )

  add(
    device,
    'device hand-over',
    'hand-over <org> <key>',
    'lets another enrolled console settle the changes of everybody: by the beginning of its key',
    plainCommand,
    async (cli, [path, wanted]: [string, string]) => {
      await cli.open(path, 'write')
      const [to] = await findKeys(cli, [wanted])
      const json = appliedJson(valueOf(await cli.desk.call('device.handOver', { to: to! })))
      return { json, text: `Handed over. ${appliedText(json)}` }
    },
  )

  add(
    device,
    'device recover',
    'recover <org> <email>',
    'enrols this desktop anew with the recovery words: it settles from now on, and the keys it had are revoked',
    (command) =>
      command
        .option('--words-file <file>', 'the twelve recovery words, in the first line of this file; left out: asked for')
        .option('--name <text>', 'what this desktop is called; left out: its host name')
        .option('--new-passphrase-file <file>', 'protects the new key with the first line of this file'),
    async (
      cli,
      given: [string, string],
      options: { wordsFile?: string; name?: string; newPassphraseFile?: string },
    ) => {
      const [path, email] = orgAndEmail(given)
      await cli.open(path, 'read')
      const words = await recoveryWords(cli, options.wordsFile)
      const { actor, revision } = valueOf(
        await cli.desk.call('device.recover', {
          email,
          words,
          ...named(options.name),
          ...passphraseOf(options.newPassphraseFile),
        }),
      )
      return {
        json: { email: actor?.email ?? email, revision: revision.n },
        text: `This desktop settles the changes from now on, and acts as ${actor?.name ?? email}. The keys it had are revoked. Revision ${revision.n}.`,
      }
    },
  )
}

/** The table in the reference names the e-mail first, every other command the organization. */
function orgAndEmail([one, two]: [string, string]): [path: string, email: string] {
  const isEmail = (text: string) => text.includes('@') && !existsSync(text)
  return isEmail(one) && !isEmail(two) ? [two, one] : [one, two]
}

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name }
}

function passphraseOf(file: string | undefined): { passphrase?: string } {
  if (file === undefined) return {}
  return { passphrase: readPassphrase(file, '--new-passphrase-file') }
}

/** Never taken as an argument, which other programs of the computer may read. */
async function recoveryWords(cli: Cli, file: string | undefined): Promise<string> {
  if (file !== undefined) return readPassphrase(file, '--words-file')
  const ask = cli.surroundings.askSecret
  if (ask === undefined) {
    stop('usage', 'Nobody can be asked for the recovery words here: give --words-file <file>.', '--words-file')
  }
  return ask('The twelve recovery words:')
}

/** The first line of a file. */
export function readPassphrase(file: string, option: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    stop('file-not-found', `The file “${file}” cannot be read.`, option)
  }
  const line = text.replace(/^\uFEFF/, '').split(/\r?\n/)[0]!
  return line === '' ? stop('bad-input', `The first line of “${file}” is empty.`, option) : line
}

async function findKeys(cli: Cli, wanted: readonly string[]): Promise<KeyId[]> {
  const { keys } = valueOf(await cli.desk.call('device.list', {}))
  return wanted.flatMap((one) => {
    const matching = one.includes('@')
      ? keys.filter((key) => key.person?.email?.toLowerCase() === one.toLowerCase() && !key.isRevoked)
      : keys.filter((key) => key.id.startsWith(one.toLowerCase()))
    if (matching.length === 0) stop('no-such-key', `There is no key “${one}” here. \`device list\` shows them.`)
    if (!one.includes('@') && matching.length > 1) stop('no-such-key', `Several keys start with “${one}”. Give more.`)
    return matching.map(({ id }) => id)
  })
}
