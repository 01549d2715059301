import type { Command } from 'commander'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, plainCommand, stop, valueOf } from '../Cli'
import { formatFacts, formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { readPlace, readRole } from '../words'
import { gainsAndLosses } from '../gainsAndLosses'
import { addRoleEditCommands } from './roleEditCommands'

type Rung = OperationOutput<'role.list'>['rungs'][number]

export function addRoleCommands(program: Command, add: AddCommand): void {
  const role = program.command('role').description('the role ladder')

  add(role, 'role list', 'list <org>', 'the ladder from the top down', plainCommand, async (cli, [path]: [string]) => {
    await cli.open(path, 'read')
    const { rungs, moves } = valueOf(await cli.desk.call('role.list', {}))
    const table = formatTable(
      ['Role', 'Key', 'People', 'Against the role below'],
      rungs.map((rung) => [
        rung.name,
        rung.key,
        String(rung.people),
        rung.below === null ? 'lowest' : `+${rung.gains.length} -${rung.loses.length}`,
      ]),
      '',
    )
    return { json: rungs.map(rungJson), text: moves === 'up-only' ? `${table}\nRoles move up only.` : table }
  })

  add(
    role,
    'role show',
    'show <org> <role>',
    'one role and what it holds',
    plainCommand,
    async (cli, [path, text]: [string, string]) => {
      const key = readRole(text)
      await cli.open(path, 'read')
      const { rung, manages, managedBy, holds } = valueOf(await cli.desk.call('role.show', { role: key }))
      const words = [
        formatFacts([
          ['Role', rung.name],
          ['Summary', rung.summary],
          ['People', String(rung.people)],
          ['Manages', manages.join(', ') || 'nobody'],
          ['Managed by', managedBy.join(', ') || 'nobody'],
        ]),
        '',
        formatTable(
          ['Permission', 'Area', 'Reach'],
          holds.map((held) => [held.permission, held.area, held.reach]),
          'This role holds nothing.',
        ),
      ]
      return { json: { ...rungJson(rung), manages, managedBy, holds }, text: words.join('\n') }
    },
  )

  add(
    role,
    'role compare',
    'compare <org> <a> <b>',
    'what b has over a, lacks, and shares with it: roles or people; manager@2026-03-31 is a role as it was, ben@office.example@location:leeds a person at one place',
    plainCommand,
    async (cli, [path, a, b]: [string, string, string]) => {
      const sides = { a: readSide(a), b: readSide(b) }
      await cli.open(path, 'read')
      const compared = valueOf(await cli.desk.call('access.compare', { ...sides, job: 'compare' }))
      const steps = compared.rows.map((row) => ({
        step: { permission: row.permission, name: row.name, before: row.a.reach, after: row.b.reach },
        kind: row.kind,
      }))
      const ofKind = (...kinds: string[]) => steps.filter(({ kind }) => kinds.includes(kind)).map(({ step }) => step)
      const json = { a, b, gained: ofKind('gain', 'other'), lost: ofKind('loss', 'other'), same: ofKind('same') }
      return {
        json,
        text: `${b} against ${a}:\n${gainsAndLosses(json.gained, json.lost)}\nThe same: ${json.same.length}`,
      }
    },
  )

  add(
    role,
    'role draw',
    'draw <org> <file>',
    'draws the ladder, light, as the reader may see it: .svg or .pdf by the ending of the name (pictures, .png, take the app)',
    (command) => command.option('--replace', 'write over a file that is there already'),
    async (cli, [path, file]: [string, string], { replace }: { replace?: boolean }) => {
      await cli.open(path, 'read')
      const drawn = valueOf(await cli.desk.call('role.draw', { path: file, replace: replace === true }))
      return { json: drawn, text: `Drew the ladder: ${drawn.path}` }
    },
  )

  addRoleEditCommands(role, add)
}

/**
 * A role or an e-mail address, for a person `@` a place, and for both `@` a moment (an entry, an instant or a date):
 * `manager`, `manager@2026-03-31`, `ben@office.example@location:leeds@12`.
 */
function readSide(text: string): OperationCall<'access.compare'>['a'] {
  const [rest, moment] = cutEnd(text, /^(?:\d+|\d{4}-\d{2}-\d{2}.*)$/)
  const asOf = moment === undefined ? {} : { moment }
  const [who, at] = cutEnd(rest, /^[a-z][a-z0-9-]*:/)
  if (who.includes('@')) return { who, ...(at === undefined ? {} : { at: readPlace(at) }), ...asOf }
  if (at !== undefined) {
    stop(
      'bad-input',
      `“${text}” asks for a role at a place. A role is the same everywhere; name a person instead.`,
      text,
    )
  }
  return { role: readRole(who), ...asOf }
}

/** What stands after the last `@`, if it looks so. */
function cutEnd(text: string, ending: RegExp): [string, string | undefined] {
  const at = text.lastIndexOf('@')
  const end = text.slice(at + 1)
  return at > 0 && ending.test(end) ? [text.slice(0, at), end] : [text, undefined]
}

function rungJson({
  key,
  name,
  rank,
  people,
  locked,
  singleton,
  summary,
  gains,
  loses,
}: Rung): CommandOutput<'role list'>[number] {
  return { key, name, rank, people, locked, singleton, summary, gains, loses }
}
