import type { Command } from 'commander'
import { escapeFormula } from '../../main/exchange/formulaEscape'
import { parseReach, reaches } from '../../shared/domain/reach'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, type Cli, CliFailure, plainCommand, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { appliedJson, appliedText, readPermission, readRole, readSwitch } from '../words'

interface CellFlags {
  role?: string
  do?: string
}

type DifferenceJson = Extract<CommandOutput<'grant set'>, { gain: unknown }>['gain'][number]
type Difference = Omit<OperationOutput<'grant.preview'>['gain'][number], 'role'>

const namesShown = 40

export function addGrantCommands(program: Command, add: AddCommand): void {
  const grant = program.command('grant').description('what roles may do')

  add(
    grant,
    'grant set',
    'set <org>',
    'changes what a role may do; --preview says who gains and who loses',
    (command) =>
      command
        .requiredOption('--role <key>', 'role key')
        .requiredOption('--do <permission>', 'permission key')
        .requiredOption('--reach <reach>', reaches.join(', '))
        .option('--preview', 'change nothing'),
    async (cli, [path]: [string], flags: { role: string; do: string; reach: string; preview?: boolean }) => {
      const reach = parseReach.safeParse(flags.reach)
      if (!reach.success)
        stop('reach-not-allowed', `“${flags.reach}” is not a reach. The reaches are ${reaches.join(', ')}.`, '--reach')
      const edits = [{ role: readRole(flags.role), permission: readPermission(flags.do), reach: reach.data }]
      await cli.open(path, flags.preview === true ? 'read' : 'write')
      if (flags.preview !== true) {
        const json = appliedJson(valueOf(await cli.desk.call('grant.set', { edits })))
        return { json, text: `Changed. ${appliedText(json)}` }
      }
      return previewEdits(cli, edits)
    },
  )

  add(
    grant,
    'grant reset',
    'reset <org>',
    'back to the blueprint’s defaults: everything, one role, one permission, or one cell',
    (command) => cellFlags(command).option('--preview', 'change nothing; say who gains and who loses'),
    async (cli, [path]: [string], flags: CellFlags & { preview?: boolean }) => {
      await cli.open(path, flags.preview === true ? 'read' : 'write')
      const decided = await listGrants(cli, flags)
      if (decided.length === 0) stop('nothing-to-change', 'Nothing here differs from the blueprint.')
      const edits = decided.map(({ role, permission }) => ({ role, permission, reach: null }))
      if (flags.preview === true) return previewEdits(cli, edits)
      const json = appliedJson(valueOf(await cli.desk.call('grant.set', { edits })))
      return { json, text: `Reset ${edits.length}. ${appliedText(json)}` }
    },
  )

  add(
    grant,
    'grant list',
    'list <org>',
    'what the organization decided differently from its blueprint',
    cellFlags,
    async (cli, [path]: [string], flags: CellFlags) => {
      await cli.open(path, 'read')
      const decided = await listGrants(cli, flags)
      return {
        json: decided,
        text: formatTable(
          ['Role', 'Permission', 'Reach', 'Blueprint'],
          decided.map((cell) => [
            cell.role,
            cell.permission,
            cell.reach,
            cell.wasUnspecified ? 'not specified' : cell.default,
          ]),
          'Nothing differs from the blueprint.',
        ),
      }
    },
  )

  add(
    program.command('feature').description('features and products of the organization'),
    'feature set',
    'set <org> <key> <on|off>',
    'turns a feature or product on or off',
    plainCommand,
    async (cli, [path, key, value]: [string, string, string]) => {
      const on = readSwitch(value)
      await cli.open(path, 'write')
      const json = appliedJson(valueOf(await cli.desk.call('feature.set', { key, on })))
      return { json, text: `${key} is ${on ? 'on' : 'off'}. ${appliedText(json)}` }
    },
  )

  add(
    program.command('setting').description('settings of the organization'),
    'setting set',
    'set <org> <key> <value>',
    'turns a setting on or off',
    plainCommand,
    async (cli, [path, key, value]: [string, string, string]) => {
      const on = readSwitch(value)
      await cli.open(path, 'write')
      const json = appliedJson(valueOf(await cli.desk.call('setting.set', { key, on })))
      return { json, text: `${key} is ${on ? 'on' : 'off'}. ${appliedText(json)}` }
    },
  )

  add(
    program,
    'matrix',
    'matrix <org>',
    'role × permission: reach, default, edited, locked, not specified',
    (command) => command.option('--csv', 'one line for each permission, one column for each role'),
    async (cli, [path]: [string], options: { csv?: boolean }) => {
      await cli.open(path, 'read')
      const matrix = valueOf(await cli.desk.call('grant.matrix', {}))
      if (options.csv === true) {
        cli.surroundings.out(matrixCsv(matrix))
        return null
      }
      return {
        json: matrix.permissions.flatMap(({ key, cells }) =>
          cells.map((cell) => ({
            role: cell.role,
            permission: key,
            reach: cell.reach,
            default: cell.default,
            edited: cell.isEdited,
            locked: cell.isLocked,
            unspecified: cell.isUnspecified,
            off: cell.isOff,
          })),
        ),
        text: formatTable(
          ['Permission', ...matrix.roles.map((role) => role.name)],
          matrix.permissions.map(({ key, cells }) => [
            key,
            ...cells.map((cell) => cellText(cell) + (cell.isEdited ? ' *' : '')),
          ]),
          '',
        ),
      }
    },
  )
}

/** What edits would do, by name; a refusal of one of them is the answer. */
async function previewEdits(cli: Cli, edits: OperationCall<'grant.preview'>['edits']) {
  const impact = valueOf(await cli.desk.call('grant.preview', { edits, limit: 200_000 }))
  const refusal = impact.edits.find((edit) => edit.refusedBecause.length > 0)?.refusedBecause
  if (refusal !== undefined) {
    throw new CliFailure({ code: 'refused', message: refusal[0]!.text, because: refusal })
  }
  const sentences = impact.edits.map((edit) => edit.sentence)
  const advice = impact.edits.flatMap((edit) => edit.advice)
  return {
    json: { gain: impact.gain.map(differenceJson), lose: impact.lose.map(differenceJson) },
    text: [...sentences, ...advice, listDifferences('Gain', impact.gain), listDifferences('Lose', impact.lose)].join(
      '\n',
    ),
  }
}

function cellFlags(command: Command): Command {
  return command.option('--role <key>', 'only this role').option('--do <permission>', 'only this permission')
}

async function listGrants(cli: Cli, flags: CellFlags): Promise<OperationOutput<'grant.list'>> {
  return valueOf(
    await cli.desk.call('grant.list', {
      ...(flags.role === undefined ? {} : { role: readRole(flags.role) }),
      ...(flags.do === undefined ? {} : { permission: readPermission(flags.do) }),
    }),
  )
}

type Matrix = OperationOutput<'grant.matrix'>

function cellText(cell: Matrix['permissions'][number]['cells'][number]): string {
  return cell.isUnspecified ? 'not specified' : cell.reach
}

function matrixCsv(matrix: Matrix): string {
  const quote = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = [
    ['permission', 'name', ...matrix.roles.map((role) => role.key)],
    ...matrix.permissions.map(({ key, name, cells }) => [key, name, ...cells.map(cellText)]),
  ]
  return lines.map((cells) => `${cells.map((cell) => quote(escapeFormula(cell))).join(',')}\r\n`).join('')
}

export function differenceJson({ email, permission, before, after, places }: Difference): DifferenceJson {
  return { email, permission, before, after, places: places?.map((place) => place.id) ?? null }
}

export function listDifferences(title: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${title}: nobody`
  const shown = differences.slice(0, namesShown).map((one) => {
    const where = one.places === null ? 'everywhere' : one.places.map((place) => place.name).join(', ')
    return [`  ${one.name ?? one.email ?? ''}`, one.permission, `${one.before} → ${one.after}`, where]
  })
  const more =
    differences.length > namesShown
      ? `\n  … and ${differences.length - namesShown} more; --json gives all of them.`
      : ''
  return `${title}: ${differences.length}\n${formatTable(['  Who', 'Permission', 'Reach', 'Where'], shown, '')}${more}`
}
