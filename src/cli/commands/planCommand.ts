import type { Command } from 'commander'
import type { OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, type Answer, CliFailure, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import { readPlace, appliedJson, appliedText } from '../words'
import type { CommandOutput } from '../outputs/outputs'

const gapsShown = 12

export function addPlanCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'plan',
    'plan <org> <setup>',
    'a new location from a YAML file: shows what would be added and changed',
    (command) =>
      command
        .option('--apply', 'do it: all of it or nothing')
        .option('--gaps', 'show every gap, those about the whole organization too'),
    async (cli, [path, file]: [string, string], options: { apply?: boolean; gaps?: boolean }) => {
      await cli.open(path, options.apply === true ? 'write' : 'read')
      const read = await cli.desk.call('setup.plan', { path: file })
      if (!read.ok && read.error.because !== undefined) {
        refuseFile(
          file,
          read.error.code,
          read.error.at,
          read.error.because.map(({ text }) => text),
        )
      }
      const plan = valueOf(read)
      const [first] = plan.problems
      if (first !== undefined) {
        const lines = plan.problems.map(({ at, text }) => `${at.slice(0, 1).toUpperCase()}${at.slice(1)}: ${text}`)
        refuseFile(file, first.code, first.at, lines)
      }
      const isDone = plan.counts.add + plan.counts.change === 0
      const applied =
        options.apply === true && !isDone
          ? appliedJson(valueOf(await cli.desk.call('setup.apply', { setup: plan.setup, job: 'plan' })))
          : null
      const json: CommandOutput<'plan'> = {
        location: plan.location?.id ?? null,
        lines: plan.lines,
        counts: plan.counts,
        refusedBecause: plan.refusedBecause,
        people: plan.people,
        missing: plan.missing,
        gaps: plan.gaps.map(({ kind, permission, isByPlace, places, text }) => ({
          kind,
          permission,
          isByPlace,
          places: places.map((place) => place.id),
          text,
        })),
        fixes: plan.fixes.map(({ kind, text, closes }) => ({ kind, text, closes })),
        applied,
      }
      const exit = isDone || applied !== null ? 0 : 1
      return { json, text: describe(plan, applied, options.gaps === true), exit } satisfies Answer<'plan'>
    },
  )

  const template = program.command('template').description('what new locations start from')

  add(
    template,
    'template list',
    'list <org>',
    'templates for new locations',
    (command) => command,
    async (cli, [path]: [string]) => {
      await cli.open(path, 'read')
      const kept = valueOf(await cli.desk.call('template.list', {}))
      return {
        json: kept.map(({ key, name, summary }) => ({ key, name, summary })),
        text: formatTable(
          ['Key', 'Name', 'Holds'],
          kept.map((one) => [one.key, one.name, one.summary]),
          'There are no templates yet. `template save` makes one from a location.',
        ),
      }
    },
  )

  add(
    template,
    'template save',
    'save <org> <place>',
    'keeps what a location has as a template',
    (command) =>
      command
        .requiredOption('--name <text>', 'name of the template')
        .option('--replace', 'in place of the one with this name'),
    async (cli, [path, place]: [string, string], { name, replace }: { name: string; replace?: boolean }) => {
      const from = readPlace(place)
      await cli.open(path, 'write')
      const saved = valueOf(await cli.desk.call('template.save', { from, name, replace: replace === true }))
      const json = { ...appliedJson(saved), key: saved.key }
      return { json, text: `Kept the template ${name}. ${appliedText(json)}` }
    },
  )

  add(
    template,
    'template delete',
    'delete <org> <template>',
    'deletes a template; locations made from it stay',
    (command) => command,
    async (cli, [path, name]: [string, string]) => {
      await cli.open(path, 'write')
      const json = appliedJson(valueOf(await cli.desk.call('template.remove', { template: name })))
      return { json, text: `Deleted. ${appliedText(json)}` }
    },
  )

  add(
    template,
    'template export',
    'export <org> <template> <file>',
    'writes a template as a YAML file',
    (command) => command.option('--replace', 'write over a file of that name'),
    async (cli, [path, name, file]: [string, string, string], { replace }: { replace?: boolean }) => {
      await cli.open(path, 'read')
      const json = valueOf(
        await cli.desk.call('template.export', { template: name, path: file, replace: replace === true }),
      )
      return { json, text: `Wrote ${json.path}.` }
    },
  )

  add(
    template,
    'template import',
    'import <org> <file>',
    'keeps a template from a YAML file',
    (command) => command.option('--replace', 'in place of the one with this name'),
    async (cli, [path, file]: [string, string], { replace }: { replace?: boolean }) => {
      if (file === '') stop('usage', 'Say which file.')
      await cli.open(path, 'write')
      const kept = valueOf(await cli.desk.call('template.import', { path: file, replace: replace === true }))
      const json = { ...appliedJson(kept), key: kept.key }
      return { json, text: `Kept the template ${kept.key}. ${appliedText(json)}` }
    },
  )
}

/** Every problem of a file on a line of its own. */
function refuseFile(file: string, code: string, at: string | undefined, problems: readonly string[]): never {
  const [only = ''] = problems
  const message =
    problems.length === 1 ? `${file}: ${only}` : [`${file} has ${problems.length} problems.`, ...problems].join('\n')
  throw new CliFailure(at === undefined ? { code, message } : { code, message, at }, 2)
}

function describe(
  plan: OperationOutput<'setup.plan'>,
  applied: CommandOutput<'plan'>['applied'],
  showsEveryGap: boolean,
): string {
  const { add, change, same } = plan.counts
  const parts = plan.lines.map(({ mark, text }) => `${mark} ${text}`)
  if (plan.people.length > 0) parts.push('', 'Who may do more or less:', ...plan.people.map(({ text }) => `  ${text}`))
  if (plan.missing.length > 0) parts.push('', 'Still wanted:', ...plan.missing.map((text) => `  ${text}`))
  const near = plan.gaps.filter((gap) => showsEveryGap || gap.isByPlace)
  const shown = showsEveryGap ? near : near.slice(0, gapsShown)
  if (shown.length > 0) {
    parts.push('', 'Gaps:', ...shown.map(({ text }) => `  ${text}`))
    const rest = plan.gaps.length - shown.length
    if (rest > 0) parts.push(`  and ${rest} more (--gaps shows all)`)
    parts.push(...plan.fixes.slice(0, 4).map(({ text }) => `  → ${text}`))
  }
  if (plan.refusedBecause.length > 0) {
    parts.push('', 'This would be refused:', ...plan.refusedBecause.map(({ text }) => `  ${text}`))
  }
  if (!plan.isAuthorityChecked) parts.push('', 'Nobody acts here, so it was not asked whether somebody may do this.')
  parts.push('', `${add} to add, ${change} to change, ${same} unchanged.`)
  if (applied !== null) parts.push(`Done. ${appliedText(applied)}`)
  else if (add + change === 0) parts.push('There is nothing to do.')
  else if (plan.refusedBecause.length === 0) parts.push('Nothing was changed. --apply does it.')
  return parts.join('\n')
}
