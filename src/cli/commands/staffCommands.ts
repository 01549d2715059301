import type { Command } from 'commander'
import { staffStates, type StaffState } from '../../shared/domain/staff'
import type { OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, plainCommand, stop, valueOf } from '../Cli'
import { formatFacts, formatTable } from '../formatTable'
import { gainsAndLosses } from '../gainsAndLosses'
import type { CommandOutput } from '../outputs/outputs'
import {
  allPages,
  appliedJson,
  appliedText,
  changed,
  confirmInTerminal,
  findStaff,
  findStaffId,
  isoInstant,
  personJson,
  readPlace,
  readRole,
  readUntil,
} from '../words'
import { addDemoteCommand } from './demoteCommand'
import { addGrantPersonCommands } from './grantPersonCommands'

export function addStaffCommands(program: Command, add: AddCommand): void {
  const staff = program.command('staff').description('people of the organization')

  add(
    staff,
    'staff list',
    'list <org>',
    'people the actor may see',
    (command) =>
      command
        .option('--role <key...>', 'only these roles')
        .option('--at <place>', 'only people assigned here or to anything under it')
        .option('--product <key>', 'only people who have this product')
        .option('--without-place', 'only people who are assigned nowhere')
        .option(
          '--ends-by <date>',
          'only people of whom a place or a grant ends by then; a bare date is the end of that day',
        )
        .option('--state <states>', `${staffStates.slice(0, 3).join(', ')}; several with commas`, 'active,invited')
        .option('--search <text>', 'a part of the name, the e-mail or a place')
        .option('--near', 'when the search finds nobody: people with a name close to it'),
    async (
      cli,
      [path]: [string],
      options: {
        role?: string[]
        at?: string
        product?: string
        withoutPlace?: boolean
        endsBy?: string
        state: string
        search?: string
        near?: boolean
      },
    ) => {
      const { timeZone } = await cli.open(path, 'read')
      const filter = {
        roles: (options.role ?? []).flatMap((keys) => keys.split(',')).map(readRole),
        states: options.state.split(',').map(readState),
        search: options.search ?? '',
        searchPlaces: true,
        near: options.near ?? false,
        noPlace: options.withoutPlace ?? false,
        ...(options.at === undefined ? {} : { at: readPlace(options.at) }),
        ...(options.product === undefined ? {} : { product: readPlace(`product:${options.product}`) }),
        // What ends with that day ends at the first instant of the next one.
        ...(options.endsBy === undefined ? {} : { endsBeforeMs: readUntil(options.endsBy, timeZone, '--ends-by') + 1 }),
      }
      const rows = await allPages(async (offset, limit) =>
        valueOf(await cli.desk.call('staff.list', { ...filter, offset, limit })),
      )
      const json = rows.map(personJson)
      const table = formatTable(
        ['Name', 'E-mail', 'Role', 'State', 'Places'],
        rows.map((row) => [
          row.name ?? '',
          row.email ?? '',
          row.role.name,
          row.pending === true ? `${row.state}, pending` : row.state,
          placesText(row.at.map(({ name }) => name)),
        ]),
        'Nobody here matches.',
      )
      return {
        json,
        text:
          rows.length === 0
            ? table
            : `${table}\n${rows.length === 1 ? '1 person' : `${rows.length.toLocaleString('en')} people`}`,
      }
    },
  )

  add(
    staff,
    'staff show',
    'show <org> <email>',
    'one person: places, personal grants, moves on the ladder',
    plainCommand,
    async (cli, [path, email]: [string, string]) => {
      await cli.open(path, 'read')
      const shown = valueOf(await cli.desk.call('staff.show', { staffId: await findStaffId(cli, email) }))
      return { json: showJson(shown), text: showText(shown) }
    },
  )

  add(
    staff,
    'staff add',
    'add <org>',
    'a new person, invited unless --active',
    (command) =>
      command
        .requiredOption('--name <text>', 'full name')
        .requiredOption('--email <email>', 'e-mail address')
        .requiredOption('--role <key>', 'role key')
        .option('--at <place...>', 'places')
        .option('--active', 'active at once'),
    async (
      cli,
      [path]: [string],
      options: { name: string; email: string; role: string; at?: string[]; active?: boolean },
    ) => {
      const at = (options.at ?? []).map(readPlace)
      const role = readRole(options.role)
      await cli.open(path, 'write')
      const added = valueOf(
        await cli.desk.call('staff.add', {
          people: [{ name: options.name, email: options.email, role, at }],
          active: options.active === true,
        }),
      )
      const json = { ...appliedJson(added), email: options.email.trim() }
      return { json, text: `Added ${options.name}. ${appliedText(json)}` }
    },
  )

  add(
    staff,
    'staff edit',
    'edit <org> <email>',
    'changes name or e-mail',
    (command) => command.option('--name <text>', 'new name').option('--email <email>', 'new e-mail address'),
    async (cli, [path, email]: [string, string], options: { name?: string; email?: string }) => {
      if (options.name === undefined && options.email === undefined)
        stop('usage', 'Say what to change: --name, --email or both.')
      await cli.open(path, 'write')
      return changed(await cli.desk.call('staff.edit', { staffId: await findStaffId(cli, email), ...options }))
    },
  )

  add(
    staff,
    'staff activate',
    'activate <org> <email>',
    'an invited person becomes active',
    plainCommand,
    async (cli, [path, email]: [string, string]) => {
      await cli.open(path, 'write')
      return changed(await cli.desk.call('staff.activate', { staffId: await findStaffId(cli, email) }))
    },
  )

  add(
    staff,
    'staff set-role',
    'set-role <org> <email> <role>',
    'moves a person on the ladder; says what is gained and lost',
    (command) => command.option('--preview', 'change nothing').option('--yes', 'do not ask where there is no way back'),
    async (cli, [path, email, roleText]: [string, string, string], options: { preview?: boolean; yes?: boolean }) => {
      const role = readRole(roleText)
      await cli.open(path, options.preview === true ? 'read' : 'write')
      const person = await findStaff(cli, email)
      const move = valueOf(await cli.desk.call('staff.previewRole', { staffId: person.id, role }))
      const preview = {
        email: person.email,
        from: person.role.key,
        to: role,
        allowed: move.allowed,
        because: move.because,
        gained: move.gained,
        lost: move.lost,
      }
      const words = `${person.name} from ${person.role.key} to ${role}:\n${gainsAndLosses(move.gained, move.lost)}`
      if (options.preview === true) {
        const verdict = move.allowed ? '' : `\nRefused: ${move.because[0]?.text ?? ''}`
        return { json: { ...preview, applied: null }, text: `${words}${verdict}`, exit: move.allowed ? 0 : 1 }
      }
      if (!move.allowed) {
        const shown = valueOf(await cli.desk.call('staff.show', { staffId: person.id }))
        // Only where the ladder itself stands against it is there a guided way down.
        if (shown.moves.some((one) => one.role.key === role && one.instead !== null)) {
          const because = move.because[0]?.text ?? ''
          stop('refused', `${because} \`staff demote\` does it in one step and says what they would lose sight of.`)
        }
      }
      const { moves } = valueOf(await cli.desk.call('role.list', {}))
      if (move.allowed && moves === 'up-only' && options.yes !== true) {
        await confirmInTerminal(cli, `${words}\nOn this ladder nobody moves down again. Go on?`)
      }
      const applied = appliedJson(valueOf(await cli.desk.call('staff.setRole', { staffId: person.id, role })))
      return { json: { ...preview, applied }, text: `${words}\n${appliedText(applied)}` }
    },
  )

  add(
    staff,
    'staff assign',
    'assign <org> <email> <place...>',
    'assigns a person to places',
    (command) => command.option('--until <date>', 'until an instant, or the end of a day'),
    async (cli, [path, email, places]: [string, string, string[]], options: { until?: string }) => {
      const { timeZone } = await cli.open(path, 'write')
      const untilMs = options.until === undefined ? null : readUntil(options.until, timeZone)
      return changed(
        await cli.desk.call('staff.assign', {
          staffId: await findStaffId(cli, email),
          add: places.map(readPlace),
          untilMs,
        }),
      )
    },
  )

  add(
    staff,
    'staff unassign',
    'unassign <org> <email> <place...>',
    'takes places away',
    plainCommand,
    async (cli, [path, email, places]: [string, string, string[]]) => {
      await cli.open(path, 'write')
      return changed(
        await cli.desk.call('staff.assign', { staffId: await findStaffId(cli, email), remove: places.map(readPlace) }),
      )
    },
  )

  addGrantPersonCommands(staff, add)
  addDemoteCommand(staff, add)

  add(
    staff,
    'staff remove',
    'remove <org> <email>',
    'moves a person to Restore',
    plainCommand,
    async (cli, [path, email]: [string, string]) => {
      await cli.open(path, 'write')
      return changed(await cli.desk.call('staff.remove', { staffIds: [await findStaffId(cli, email)] }))
    },
  )

  add(
    staff,
    'staff restore',
    'restore <org> <email>',
    'brings a person back from Restore',
    plainCommand,
    async (cli, [path, email]: [string, string]) => {
      await cli.open(path, 'write')
      return changed(await cli.desk.call('staff.restore', { staffIds: [await findStaffId(cli, email)] }))
    },
  )

  add(
    staff,
    'staff purge',
    'purge <org> <email>',
    'erases a person in Restore for good',
    (command) => command.option('--yes', 'do not ask'),
    async (cli, [path, email]: [string, string], options: { yes?: boolean }) => {
      await cli.open(path, 'write')
      const person = await findStaff(cli, email)
      if (options.yes !== true && person.state === 'removed') {
        await confirmInTerminal(cli, `This erases name and e-mail address of ${person.name} for good. Go on?`)
      }
      return changed(await cli.desk.call('staff.purge', { staffId: person.id, confirm: true }))
    },
  )
}

function readState(text: string): StaffState {
  return (
    staffStates.find((state) => state === text.trim()) ??
    stop('bad-input', `“${text}” is not a state. The states are ${staffStates.join(', ')}.`, '--state')
  )
}

function placesText(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ')
}

function showJson({
  person,
  scope,
  personalGrants,
  moves,
}: OperationOutput<'staff.show'>): CommandOutput<'staff show'> {
  const until = (ms: number | null) => (ms === null ? null : isoInstant(ms))
  return {
    ...personJson(person),
    scope,
    assignments: person.at.map(({ place, name, untilMs }) => ({ place, name, until: until(untilMs) })),
    grants: personalGrants.map(({ permission, reach, places, untilMs }) => ({
      permission,
      reach,
      places,
      until: until(untilMs),
    })),
    moves: moves
      .filter((move) => !move.isNow)
      .map((move) => ({ role: move.role.key, allowed: move.allowed, because: move.because, instead: move.instead })),
  }
}

function showText({ person, scope, personalGrants, moves }: OperationOutput<'staff.show'>): string {
  const end = (ms: number | null) => (ms === null ? '' : ` until ${isoInstant(ms)}`)
  return [
    formatFacts([
      ['Name', person.name ?? ''],
      ['E-mail', person.email ?? 'not shown'],
      ['Role', person.role.name],
      ['State', person.pending === true ? `${person.state}; what is pending is not settled yet` : person.state],
      ['Places', person.at.map(({ name, untilMs }) => name + end(untilMs)).join(', ')],
      ['Scope', scope],
      ...personalGrants.map((grant) => ['Grant', `${grant.permission} ${grant.reach}${end(grant.untilMs)}`] as const),
    ]),
    '',
    formatTable(
      ['Move to', '', 'Why'],
      moves
        .filter((move) => !move.isNow)
        .map((move) => [move.role.name, move.allowed ? 'allowed' : 'refused', move.because]),
      '',
    ),
  ].join('\n')
}
