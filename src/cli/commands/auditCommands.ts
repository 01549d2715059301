import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { staffStates } from '../../shared/domain/staff'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { reportFormats, reportKinds } from '../../shared/operations/reports'
import { type AddCommand, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { allPages, isoInstant, readPermission, readPlace, readRole } from '../words'

type Row = OperationOutput<'compare.people'>['rows'][number]
type Side = OperationOutput<'compare.run'>['before']

export function addAuditCommands(program: Command, add: AddCommand): void {
  addAudit(program, add)
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

const kinds = reportKinds.filter((kind) => kind !== 'comparison')

function addAudit(program: Command, add: AddCommand): void {
  add(
    program,
    'audit',
    'audit <file>',
    'findings, and reports as files, of an org or an export',
    (command) =>
      command
        .option('--format <format>', reportFormats.join(', '), 'json')
        .option('--out <file>', 'write a report to this file')
        .option('--replace', 'write over a file that is there already')
        .option('--fail-on <severity>', 'exit 1 when there is a finding of low, medium or high severity, or worse')
        .option('--rules <file>', 'rules for findings with other thresholds (JSON)')
        .option('--report <kind>', `what to write: ${kinds.join(', ')}`, 'findings')
        .option('--with-accepted', 'also findings that were accepted')
        .option('--role <role...>', 'only people of these roles')
        .option('--at <place>', 'only people of this place or under it; the place of a location sheet')
        .option('--state <states>', 'only people in these states, separated by commas')
        .option('--search <text>', 'only people whose name or address has this')
        .option('--do <permission...>', 'only these permissions')
        .option('--since <date>', 'only changes since then')
        .option('--until <date>', 'only changes until then')
        .option('--review <key>', 'which access review; left out, the newest finished one')
        .option(
          '--evidence <file>',
          'write an evidence pack: findings, role × permission, people × access, review, the chain',
        ),
    async (cli, [path]: [string], flags: AuditFlags) => {
      const format = oneOf('--format', reportFormats, flags.format)
      const kind = oneOf('--report', kinds, flags.report)
      const failOn =
        flags.failOn === undefined ? null : oneOf('--fail-on', ['low', 'medium', 'high'] as const, flags.failOn)
      if (flags.out === undefined && (format !== 'json' || kind !== 'findings')) {
        stop('usage', 'Say with --out to which file the report is to be written.', '--out')
      }
      const rulesFile = flags.rules === undefined ? undefined : await readRules(flags.rules)
      await cli.open(path, 'read')
      const accepted = flags.withAccepted === true ? ('with' as const) : ('without' as const)
      const pages = await allPages(async (offset, limit) => {
        const page = valueOf(
          await cli.desk.call('audit.findings', {
            accepted,
            offset,
            limit,
            job: 'audit',
            ...(rulesFile === undefined ? {} : { rulesFile }),
          }),
        )
        return { total: page.total, rows: page.findings.map((one) => ({ one, page })) }
      })
      const findings = pages.map(({ one }) => one)
      const counts = { high: 0, medium: 0, low: 0 }
      for (const one of findings) if (one.accepted === null) counts[one.severity] += 1
      const worse = { low: ['low', 'medium', 'high'], medium: ['medium', 'high'], high: ['high'] } as const
      const isFailed = failOn !== null && worse[failOn].some((severity) => counts[severity] > 0)
      const written =
        flags.out === undefined
          ? null
          : valueOf(
              await cli.desk.call('report.write', {
                kind,
                format,
                path: flags.out,
                replace: flags.replace === true,
                filter: readFilter(flags, accepted),
                job: 'report',
              }),
            )
      const pack =
        flags.evidence === undefined
          ? null
          : valueOf(
              await cli.desk.call('evidence.write', {
                path: flags.evidence,
                replace: flags.replace === true,
                filter: readFilter(flags, 'with'),
                job: 'evidence',
              }),
            )
      const json: CommandOutput<'audit'> = {
        counts,
        findings: findings.map((one) => ({
          key: one.key,
          rule: one.rule,
          severity: one.severity,
          title: one.title,
          reason: one.reason,
          advice: one.advice,
          people: one.people,
          names: one.names,
          permissions: one.permissions.map(({ key }) => key),
          places: one.places.map(({ id }) => id),
          proposal: one.proposal === null ? null : { text: one.proposal.text, edits: one.proposal.edits },
          accepted:
            one.accepted === null
              ? null
              : {
                  reason: one.accepted.reason,
                  by: one.accepted.by,
                  until: one.accepted.untilMs === null ? null : isoInstant(one.accepted.untilMs),
                },
        })),
        report: written,
        evidence: pack,
      }
      const text = [
        formatTable(
          ['Severity', 'Finding', 'Why'],
          findings.map((one) => [one.accepted === null ? one.severity : 'accepted', one.title, one.reason]),
          'Nothing was found.',
        ),
        ...(written === null ? [] : ['', `Wrote ${written.rows.toLocaleString('en')} rows to ${written.path}`]),
        ...(pack === null
          ? []
          : [
              '',
              `Wrote the evidence pack ${pack.path}${pack.signed ? '' : ', without a signature: nobody is signed in'}`,
            ]),
      ].join('\n')
      return { json, text, exit: isFailed ? 1 : 0 }
    },
  )
}

interface AuditFlags {
  format: string
  out?: string
  replace?: boolean
  failOn?: string
  rules?: string
  report: string
  withAccepted?: boolean
  role?: string[]
  at?: string
  state?: string
  search?: string
  do?: string[]
  since?: string
  until?: string
  review?: string
  evidence?: string
}

function readFilter(flags: AuditFlags, accepted: 'with' | 'without'): OperationCall<'report.write'>['filter'] {
  const place = flags.at === undefined ? {} : { at: readPlace(flags.at), place: readPlace(flags.at) }
  return {
    accepted,
    ...place,
    ...(flags.role === undefined ? {} : { roles: flags.role.map(readRole) }),
    ...(flags.state === undefined
      ? {}
      : { states: flags.state.split(',').map((state) => oneOf('--state', staffStates, state.trim())) }),
    ...(flags.search === undefined ? {} : { search: flags.search }),
    ...(flags.do === undefined ? {} : { permissions: flags.do.map(readPermission) }),
    ...(flags.since === undefined ? {} : { since: flags.since }),
    ...(flags.until === undefined ? {} : { until: flags.until }),
    ...(flags.review === undefined ? {} : { review: flags.review }),
  }
}

function oneOf<const Known extends string>(option: string, known: readonly Known[], given: string): Known {
  return (
    known.find((one) => one === given) ??
    stop('bad-input', `“${given}” of ${option} is not known. Use one of: ${known.join(', ')}.`, option)
  )
}

async function readRules(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return stop('file-not-found', `There is no file “${path}” that can be read.`, '--rules')
  }
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
