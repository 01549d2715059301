import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import type { StaffId } from '../../shared/domain/ids'
import type { OperationOutput } from '../../shared/operations/contract'
import { parseHandOver } from '../../shared/operations/handOver'
import { type AddCommand, type Cli, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import type { CommandOutput } from '../outputs/outputs'
import { appliedJson, appliedText, findStaff, findStaffId, isoInstant, readRole } from '../words'
import { gainsAndLosses } from '../gainsAndLosses'

type Item = OperationOutput<'staff.previewDemotion'>['items'][number]
type ItemJson = CommandOutput<'staff demote'>['items'][number]

/** What becomes of one item; `to` is who takes it over, by e-mail. */
interface Decision {
  readonly do: 'keep' | 'hand-over' | 'drop'
  readonly to: string | null
}

/** A file of decisions is written by hand; a larger one is something else. */
const largestFile = 1_000_000

export function addDemoteCommand(staff: Command, add: AddCommand): void {
  add(
    staff,
    'staff demote',
    'demote <org> <email> <role>',
    'the guided way down: hands over what the person would lose sight of, in one undoable step',
    (command) =>
      command
        .option('--hand-over <email>', 'who takes over every place of which something is lost')
        .option('--hand-over-file <json>', 'who takes over what: {"project:118": "ana@example.org", "task:7": "drop"}')
        .option('--preview', 'change nothing'),
    async (
      cli,
      [path, email, roleText]: [string, string, string],
      options: { handOver?: string; handOverFile?: string; preview?: boolean },
    ) => {
      const role = readRole(roleText)
      if (options.handOver !== undefined && options.handOverFile !== undefined) {
        stop('usage', 'Give --hand-over or --hand-over-file, not both.')
      }
      const fromFile = options.handOverFile === undefined ? null : readHandOverFile(options.handOverFile)
      await cli.open(path, options.preview === true ? 'read' : 'write')
      const person = await findStaff(cli, email)
      const preview = valueOf(await cli.desk.call('staff.previewDemotion', { staffId: person.id, role }))
      const decide = decider(preview.items, options.handOver ?? null, fromFile)
      const items = preview.items.map((item) => itemJson(item, decide(item)))
      const ids = await idsOfTakers(cli, items)
      const told = {
        email: person.email,
        from: person.role.key,
        to: role,
        allowed: preview.allowed,
        because: preview.because,
        gained: preview.gained,
        lost: preview.lost,
        items,
      }
      const words = [
        `${person.name} down from ${person.role.key} to ${role}:`,
        gainsAndLosses(preview.gained, preview.lost),
        itemsText(items),
      ].join('\n')
      if (options.preview === true) {
        const refused = preview.allowed ? '' : `\nRefused: ${preview.because[0]?.text ?? ''}`
        const isDecided = items.every((item) => item.do !== null)
        return { json: { ...told, applied: null }, text: words + refused, exit: preview.allowed && isDecided ? 0 : 1 }
      }
      const done = await cli.desk.call('staff.demote', {
        staffId: person.id,
        role,
        items: items.flatMap((item) => {
          if (item.do === null) return []
          const to = item.handOver === null ? {} : { to: ids.get(item.handOver)! }
          return [{ key: item.item, do: item.do, ...to }]
        }),
      })
      const applied = appliedJson(valueOf(done))
      return { json: { ...told, applied }, text: `${words}\n${appliedText(applied)}` }
    },
  )
}

/** Places stay where the lower role sees them; personal grants end with the old role unless the file says otherwise. */
function decider(
  items: readonly Item[],
  handOver: string | null,
  fromFile: Readonly<Record<string, string>> | null,
): (item: Item) => Decision | null {
  const unknown = Object.keys(fromFile ?? {}).find((key) => !items.some((item) => item.key === key))
  if (unknown !== undefined) {
    stop('bad-input', `The person has no place and no personal grant “${unknown}”. \`--preview\` lists them.`, unknown)
  }
  return (item) => {
    const named = fromFile?.[item.key]
    if (named === 'keep' || named === 'drop') return { do: named, to: null }
    if (named !== undefined) return { do: 'hand-over', to: named }
    if (item.kind === 'grant') return { do: 'drop', to: null }
    if (handOver !== null && (item.losesSight || item.loses.length > 0)) return { do: 'hand-over', to: handOver }
    return item.losesSight ? null : { do: 'keep', to: null }
  }
}

function itemJson(item: Item, decision: Decision | null): ItemJson {
  return {
    item: item.key,
    kind: item.kind,
    name: item.name,
    until: item.untilMs === null ? null : isoInstant(item.untilMs),
    losesSight: item.losesSight,
    loses: item.loses,
    do: decision?.do ?? null,
    handOver: decision?.to ?? null,
  }
}

async function idsOfTakers(cli: Cli, items: readonly ItemJson[]): Promise<Map<string, StaffId>> {
  const emails = new Set(items.flatMap(({ handOver }) => (handOver === null ? [] : [handOver])))
  const ids = new Map<string, StaffId>()
  for (const email of emails) ids.set(email, await findStaffId(cli, email))
  return ids
}

function itemsText(items: readonly ItemJson[]): string {
  return formatTable(
    ['Item', 'Name', 'Ends', 'Loses', 'Then'],
    items.map((item) => [
      item.item,
      item.name,
      item.until ?? '',
      item.losesSight ? 'sight of it' : item.loses.join(', '),
      item.handOver === null ? (item.do ?? 'to be decided') : `to ${item.handOver}`,
    ]),
    'Nothing is assigned to this person.',
  )
}

function readHandOverFile(path: string): Readonly<Record<string, string>> {
  let text: string
  try {
    if (statSync(path).size > largestFile)
      stop('bad-input', `“${path}” is too large for a list of who takes over what.`)
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) stop('file-not-found', `“${path}” cannot be read. Check the path.`)
    throw error
  }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    stop('bad-input', `“${path}” is not JSON. Write {"project:118": "ana@example.org", "task:7": "drop"}.`)
  }
  const parsed = parseHandOver.safeParse(json)
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]?.path.join('.') ?? ''
  return stop(
    'bad-input',
    `“${path}” ${at === '' ? 'must' : `at “${at}” must`} name for each item an e-mail address, “drop” or “keep”.`,
    at,
  )
}
