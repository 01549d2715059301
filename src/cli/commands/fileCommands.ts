import { closeSync, openSync, readSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { exportFormats } from '../../shared/operations/org'
import { type AddCommand, type Cli, plainCommand, stop, valueOf } from '../Cli'
import { formatFacts } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { isoInstant } from '../words'

interface NewOptions {
  blueprint: string
  ownRoles?: boolean
  blueprintName?: string
  name: string
  owner: string
  timeZone?: string
}

/** Commands about whole files: new, sample, info, export, open, verify, verifier, call. */
export function addFileCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'new',
    'new <org>',
    'creates an org; the owner gets the top role',
    (command) =>
      command
        .requiredOption(
          '--blueprint <id>',
          'the role system: prokeep, staff-ladder, lines-and-products, pronto, propel, or a blueprint file (.json)',
        )
        .requiredOption('--name <text>', 'name of the organization')
        .requiredOption('--owner <person>', 'first person, as "Name <email>"')
        .option('--own-roles', 'copy the blueprint, so that roles and permissions may be changed')
        .option('--blueprint-name <text>', 'how the copy is called')
        .option('--time-zone <name>', 'for bare dates, for example Europe/Berlin; left out: this computer’s'),
    async (cli, [path]: [string], options: NewOptions) => {
      const owner = /^\s*(.+?)\s*<\s*([^<>]+?)\s*>\s*$/.exec(options.owner)
      if (owner === null)
        stop('bad-input', `“${options.owner}” is not an owner like "Dana Kim <dana@example.org>".`, '--owner')
      const passphrase = process.env.ROLECALL_PASSPHRASE
      const created = valueOf(
        await cli.desk.call('org.create', {
          path,
          name: options.name,
          blueprint: options.blueprint,
          ownRoles: options.ownRoles === true,
          ...(options.blueprintName === undefined ? {} : { blueprintName: options.blueprintName }),
          ownerName: owner[1]!,
          ownerEmail: owner[2]!,
          ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
          ...(passphrase ? { passphrase } : {}),
        }),
      )
      const text = [
        `Created ${created.path}`,
        formatFacts([
          ['Fingerprint', created.fingerprint],
          ['Owner', options.owner],
        ]),
        '',
        'Recovery words, shown this once. Write them down and keep them apart from this computer:',
        `  ${created.recoveryWords.join(' ')}`,
      ].join('\n')
      return { json: created, text }
    },
  )

  add(
    program,
    'sample',
    'sample <org>',
    'creates a believable org: places, people, assignments, history; same arguments, same org',
    (command) =>
      command
        .option('--blueprint <id>', 'the role system', 'staff-ladder')
        .option('--people <n>', 'how many people', wholeNumber, 240)
        .option('--seed <n>', 'another number gives another org', wholeNumber, 1),
    async (cli, [path]: [string], options: { blueprint: string; people: number; seed: number }) => {
      const made = valueOf(await cli.desk.call('org.sample', { path, ...options }))
      return {
        json: made,
        text: `Created ${made.path} with ${made.people.toLocaleString('en')} people and ${made.places.toLocaleString('en')} places.`,
      }
    },
  )

  add(
    program,
    'info',
    'info <org>',
    'name, blueprint, revision, counts by role and state, pending, head hash',
    plainCommand,
    async (cli, [path]: [string]) => {
      const info = await cli.open(path, 'read')
      const { people, byRole, places, pending, inbox, ...byState } = info.counts
      return {
        json: {
          path: info.path,
          kind: info.kind,
          name: info.name,
          blueprint: info.blueprint.id,
          orgId: info.orgId,
          fingerprint: info.fingerprint,
          timeZone: info.timeZone,
          revision: info.revision.n,
          asOf: info.asOf === null ? null : isoInstant(info.asOf.atMs),
          head: info.revision.head,
          people,
          byRole,
          byState,
          places,
          pending,
          inbox,
          as: info.actor?.email ?? null,
        },
        text: [
          formatFacts([
            ['Organization', info.name],
            ['Blueprint', info.blueprint.id],
            ['Fingerprint', info.fingerprint],
            ['Revision', String(info.revision.n)],
            ...(info.asOf === null ? [] : [['As of', info.asOf.text] as const]),
            ['Head', info.revision.head ?? ''],
            ['Pending', String(pending)],
            ['Inbox', String(inbox)],
            [
              'You act as',
              info.actor === null
                ? 'nobody: open for reading'
                : `${info.actor.name} <${info.actor.email}>, ${info.actor.role.name}`,
            ],
            [
              'People',
              `${people} (${byState.active} active, ${byState.invited} invited, ${byState.removed} in Restore)`,
            ],
            ['Places', String(places)],
          ]),
          '',
          formatFacts(Object.entries(byRole).map(([role, count]) => [role, String(count)] as const)),
        ].join('\n'),
      }
    },
  )

  add(
    program,
    'export',
    'export <org> <file>',
    'writes everything that is settled to one JSON bundle, or who may do what now for Cedar, casbin or OpenFGA',
    (command) =>
      command
        .option('--format <format>', exportFormats.join(', '), 'bundle')
        .option('--replace', 'write over a file that is there already'),
    async (cli, [path, file]: [string, string], options: { format: string; replace?: boolean }) => {
      const format = exportFormats.find((known) => known === options.format)
      if (format === undefined) {
        const known = exportFormats.join(', ')
        stop('bad-input', `“${options.format}” is not a format of export. Use one of: ${known}.`, '--format')
      }
      await cli.open(path, 'read')
      const written = valueOf(
        await cli.desk.call('org.export', { path: file, format, replace: options.replace === true }),
      )
      return {
        json: written,
        text: [
          `Exported ${written.entries} entries and ${written.people} people to ${written.path}`,
          formatFacts([
            ...written.files.slice(1).map((beside) => ['With', beside] as const),
            ['Bytes', written.bytes.toLocaleString('en')],
            ['SHA-256', written.sha256],
          ]),
        ].join('\n'),
      }
    },
  )

  add(
    program,
    'open',
    'open <file>',
    'makes an org of an exported bundle, after checking everything in it',
    (command) => command.requiredOption('--into <org>', 'the org file to make'),
    async (cli, [bundle]: [string], { into }: { into: string }) => {
      const opened = valueOf(await cli.desk.call('org.openInto', { bundle, path: into }))
      return { json: opened, text: `Opened ${opened.entries} entries into ${opened.path}` }
    },
  )

  add(
    program,
    'verify',
    'verify <file>',
    'replays the log of an org or bundle and compares every table; checks an evidence pack from its bytes alone',
    plainCommand,
    async (cli, [path]: [string]) => {
      const verified = startsLikeZip(path) ? await verifyPack(cli, path) : await verifyFile(cli, path)
      const problems = verified.problems.map(({ where, text }) => `${where}: ${text}`)
      return {
        json: verified,
        text: verified.ok
          ? `Verified: ${verified.entries} entries, ${verified.changes} changes.`
          : ['Not as it should be:', ...problems].join('\n'),
        exit: verified.ok ? 0 : 1,
      }
    },
  )

  add(
    program,
    'verifier',
    'verifier <page>',
    'writes the page that checks evidence packs in any browser without a network (HTML)',
    (command) => command.option('--replace', 'write over a file that is there already'),
    async (cli, [path]: [string], { replace }: { replace?: boolean }) => {
      const written = valueOf(await cli.desk.call('evidence.page', { path, replace: replace === true }))
      const text = `Wrote ${written.path}. Open it in a browser and give it a pack.\nSHA-256 ${written.sha256}`
      return { json: written, text }
    },
  )

  add(
    program,
    'call',
    'call <org> <operation> [input]',
    'any operation of the contract by name, its input and output as JSON',
    plainCommand,
    async (cli, [path, name, input = '{}']: [string, string, string | undefined]) => {
      let parsed: unknown
      try {
        // What should not be seen in a list of processes comes through standard input.
        parsed = JSON.parse(input === '-' ? await cli.surroundings.readStdin() : input)
      } catch (error) {
        stop('bad-input', `The input is not JSON: ${(error as Error).message}.`, 'input')
      }
      // What it may do to the past, the operation itself says.
      await cli.open(path, cli.options.asOf === undefined && cli.options.viewAs === undefined ? 'write' : 'read')
      const value = valueOf(await cli.desk.callUnknown(name, parsed))
      return { json: value, text: JSON.stringify(value, null, 2) }
    },
  )
}

type Verified = CommandOutput<'verify'>

async function verifyFile(cli: Cli, path: string): Promise<Verified> {
  await cli.open(path, 'read')
  return valueOf(await cli.desk.call('org.verify', { job: 'verify' }))
}

async function verifyPack(cli: Cli, path: string): Promise<Verified> {
  const { ok, entries, signed, organization, asOf, problems } = valueOf(
    await cli.desk.call('evidence.verify', { path }),
  )
  if (ok && !cli.options.json) {
    cli.surroundings.err(
      `Evidence of ${organization} as of ${asOf}${signed ? ', signed' : ', not signed by whoever made it'}. Read READ-ME.txt in it for what this proves.\n`,
    )
  }
  return { ok, entries, changes: entries, problems }
}

function startsLikeZip(path: string): boolean {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(4)
      return readSync(file, start, 0, 4, 0) === 4 && start.readUInt32BE(0) === 0x504b0304
    } finally {
      closeSync(file)
    }
  } catch {
    // Whatever is wrong with the file, opening it says so.
    return false
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
