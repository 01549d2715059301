import type { Command } from 'commander'
import type { RoleKey } from '../../shared/domain/ids'
import type { OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, plainCommand, valueOf } from '../Cli'
import { formatFacts, formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs'
import { readRole } from '../words'
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
    'what role b has over role a, lacks, and shares with it; manager@2026-03-31 is a role as it was',
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

  addRoleEditCommands(role, add)
}

/** `manager`, or `manager@2026-03-31`: at an entry, an instant or a date. */
function readSide(text: string): { role: RoleKey; moment?: string } {
  const at = text.indexOf('@')
  return at === -1 ? { role: readRole(text) } : { role: readRole(text.slice(0, at)), moment: text.slice(at + 1) }
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
