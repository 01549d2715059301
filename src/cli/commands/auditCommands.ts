import type { Command } from 'commander'
import type { OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs'
import { allPages, isoInstant } from '../words'

type Row = OperationOutput<'compare.people'>['rows'][number]
type Side = OperationOutput<'compare.run'>['before']

export function addAuditCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'diff',
    'diff <a> <b>',
    'what is different from a to b, two orgs or exports, by effective access; exit 1 when something is',
    (command) =>
      command
        .option('--from <moment>', 'a as it was: an entry, an instant or a date')
        .option('--to <moment>', 'b as it was'),
    async (cli, [a, b]: [string, string], flags: { from?: string; to?: string }) => {
      // `--as-of` is about what a command reads; here that is the first of the two.
      const from = flags.from ?? cli.options.asOf
      await cli.openToday(a)
      const compared = valueOf(
        await cli.desk.call('compare.run', {
          before: from === undefined ? {} : { moment: from },
          after: { path: b, ...(flags.to === undefined ? {} : { moment: flags.to }) },
          job: 'diff',
        }),
      )
      const { compareId } = compared
      const people = await allPages(async (offset, limit) =>
        valueOf(await cli.desk.call('compare.people', { compareId, offset, limit })),
      )
      const rules = valueOf(await cli.desk.call('compare.rules', { compareId }))
      const json: CommandOutput<'diff'> = {
        a: sideJson(compared.before),
        b: sideJson(compared.after),
        same: compared.isSame,
        gain: people.flatMap((person) => person.gain.map((one) => accessJson(person, one))),
        lose: people.flatMap((person) => person.lose.map((one) => accessJson(person, one))),
        people: people.map(({ email, name, role, what, entries, sinceReview }) => ({
          email,
          name,
          role,
          what,
          entries,
          sinceReview,
        })),
        grants: rules.cells.map(({ role, permission, before, after }) => ({ role, permission, before, after })),
        switches: rules.switches.map(({ kind, key, before, after }) => ({ kind, key, before, after })),
        places: rules.places.map(({ place, what }) => ({ place, what })),
        roles: rules.roles,
      }
      return { json, text: describe(compared, people, rules), exit: compared.isSame ? 0 : 1 }
    },
  )
}

function sideJson(side: Side): CommandOutput<'diff'>['a'] {
  return { name: side.name, path: side.path, orgId: side.orgId, revision: side.n, at: isoInstant(side.atMs) }
}

function accessJson(person: Row, one: Row['gain'][number]): CommandOutput<'diff'>['gain'][number] {
  return {
    email: person.email,
    name: person.name,
    permission: one.permission,
    before: one.before,
    after: one.after,
    places: one.places?.map(({ id }) => id) ?? null,
    through: one.through,
  }
}

function describe(
  { before, after, isSame, counts }: OperationOutput<'compare.run'>,
  people: readonly Row[],
  rules: OperationOutput<'compare.rules'>,
): string {
  const call = (side: Side) => `${side.name}, entry ${side.n} (${isoInstant(side.atMs).slice(0, 16).replace('T', ' ')})`
  const head = `From ${call(before)}\nto   ${call(after)}\n`
  if (isSame) return `${head}\nNothing is different.`
  const where = (places: Row['gain'][number]['places']) => places?.map(({ name }) => name).join(', ') ?? 'everywhere'
  const access = people.flatMap((person) =>
    (['gain', 'lose'] as const).flatMap((way) =>
      person[way].map((one) => [
        way === 'gain' ? '+' : '−',
        person.name ?? person.email ?? '',
        one.name,
        `${one.before} → ${one.after}`,
        where(one.places),
        one.through.join('; '),
      ]),
    ),
  )
  const others = [
    ...people.flatMap((person) => person.what.map((what) => [person.name ?? person.email ?? '', what])),
    ...rules.roles.map((what) => ['Roles', what]),
    ...rules.cells.map((cell) => [
      `${cell.roleName}, ${cell.name}`,
      `${cell.before ?? 'not there'} → ${cell.after ?? 'not there'}`,
    ]),
    ...rules.switches.map((one) => [one.name, `${onOff(one.before)} → ${onOff(one.after)}`]),
    ...rules.places.map((one) => [one.name, one.what.join(', ')]),
  ]
  return [
    head,
    `${counts.gaining} may do more, ${counts.losing} may do less.`,
    ...(access.length === 0 ? [] : ['', formatTable(['', 'Who', 'What', 'Reach', 'Where', 'Through'], access, '')]),
    ...(others.length === 0 ? [] : ['', formatTable(['', 'What is different'], others, '')]),
  ].join('\n')
}

function onOff(value: boolean | null): string {
  return value === null ? 'not there' : value ? 'on' : 'off'
}
