import type { Command } from 'commander'
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
      const { rung, manages, holds } = valueOf(await cli.desk.call('role.show', { role: key }))
      const words = [
        formatFacts([
          ['Role', rung.name],
          ['Summary', rung.summary],
          ['People', String(rung.people)],
          ['Manages', manages.join(', ') || 'nobody'],
        ]),
        '',
        formatTable(
          ['Permission', 'Area', 'Reach'],
          holds.map((held) => [held.permission, held.area, held.reach]),
          'This role holds nothing.',
        ),
      ]
      return { json: { ...rungJson(rung), manages, holds }, text: words.join('\n') }
    },
  )

  add(
    role,
    'role compare',
    'compare <org> <a> <b>',
    'what role b has over role a, lacks, and shares with it',
    plainCommand,
    async (cli, [path, a, b]: [string, string, string]) => {
      const roles = { a: readRole(a), b: readRole(b) }
      await cli.open(path, 'read')
      const compared = valueOf(await cli.desk.call('role.compare', roles))
      return {
        json: compared,
        text: `${compared.b} against ${compared.a}:\n${gainsAndLosses(compared.gained, compared.lost)}\nThe same: ${compared.same.length}`,
      }
    },
  )

  addRoleEditCommands(role, add)
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
