import { cannotMeet, type Edit, type Group } from './edits'
import { type End, kindsOf } from './meet'
import type { authorsLost, Meeting, Met } from './meetings'

/** Writes docs/conflicts.md: what does not simply go through, by what it is about. */
export function writePage(
  groups: readonly Group[],
  [met, upOnly]: readonly Met[],
  lost: ReturnType<typeof authorsLost>,
): string {
  const number = (count: number) => count.toLocaleString('en')
  const through = met!.pairs - met!.meetings.length - met!.agreedTwice - 2 * met!.byOrder.length
  const lines = [
    '# When two people edit the same thing',
    '',
    'Two people with the right to do so edit without seeing each other’s edit. Whichever is settled first goes through; the tables say how the other one ends. *applied*: both count. *agreed*: it was so already. *held*: it waits in the inbox of both, because what its author saw is not true any more. *refused*: it is against the rules by now, and waits in the inbox with the reason. Nothing is ever dropped silently, and no clock decides.',
    '',
    `This page is written by a test (\`test/main/changes/conflicts.test.ts\`), which makes ${met!.edits.length} edits of an organization whose roles and permissions are its own, and tries every two of them in both orders: ${number(met!.pairs)} pairs, in which every kind of change meets every other. What is not in a table is this:`,
    '',
    `- **${number(through)} pairs go through**, and the organization ends the same, whichever was settled first.`,
    `- **${met!.agreedTwice} edits are *agreed*** when the same edit was made twice; the ${met!.edits.length - met!.agreedTwice} that are not are in the tables.`,
    ...Object.entries(cannotMeet).map(([kind, why]) => `- \`${kind}\` meets nothing: ${why}.`),
    '',
    'A pair that is in a table in one order only goes through in the other.',
  ]
  for (const [group, { title }] of groups.entries()) {
    const here = met!.meetings.filter(({ groups: pair }) => Math.max(...pair) === group)
    if (here.length === 0) continue
    lines.push('', `## ${title}`, '', ...tableOf(here))
  }
  lines.push(
    '',
    '## Where the order stays visible',
    '',
    'These go through in either order, and the organization ends otherwise:',
    '',
    ...met!.byOrder.map(([one, other]) => `- ${one.says}, and ${other.says}`),
  )
  const others =
    lost.others.length === 0
      ? ''
      : `, but for ${lost.others.map(({ second }) => `“${second.says}”, which is Abe’s own and takes no right`).join('; ')}`
  lines.push(
    '',
    '## Whoever lost the right before it settled',
    '',
    `Every edit that Abe can make as an administrator is *refused* when it settles after one of these${others}:`,
    '',
    '| settled first | why the edit is refused |',
    '| --- | --- |',
    ...lost.causes.map(({ says, because }) => `| ${says} | ${because.slice(0, 3).join(' ')} |`),
  )
  const known = new Set(met!.meetings.map(keyOf))
  const onlyThere = upOnly!.meetings.filter((one) => !known.has(keyOf(one)))
  const metThere = new Set(upOnly!.meetings.map(pairOf))
  const notThere = met!.meetings.filter((one) => upOnly!.isTried(one.first, one.second) && !metThere.has(pairOf(one)))
  if (notThere.length > 0) throw new Error(`These meet on a ladder of both ways only: ${notThere.map(pairOf).join()}`)
  lines.push(
    '',
    '## On a ladder that goes up only',
    '',
    `What moves people or roles is tried on a ladder that goes up only too, with every other edit and with the guided way down: ${number(upOnly!.pairs)} pairs. These end otherwise than above:`,
    '',
    ...tableOf(onlyThere),
    '',
    '## What was tried',
    '',
    ...whatWasTried(groups),
  )
  return `${lines.join('\n')}\n`
}

function keyOf(one: Meeting): string {
  return `${pairOf(one)} | ${endOf(one.end)}`
}

function pairOf({ first, second }: Meeting): string {
  return `${first.says} | ${second.says}`
}

function endOf({ verdict, isPartly, because }: End): string {
  const reason = because.length === 0 ? '' : `: ${because.join(' ')}`
  return `${isPartly ? 'in part ' : ''}**${verdict}**${reason}`
}

/** One line for all that end alike after the same edits. */
function tableOf(meetings: readonly Meeting[]): string[] {
  const thens = gather(meetings.map(({ first, second, end }) => [[first.says, endOf(end)], second.says]))
  const firsts = gather(thens.map(([[first, end], says]) => [[says.join('; '), end!], first!]))
  const rows = firsts.map(([[says, end], first]) => `| ${first.join('; ')} | ${says} | ${end} |`)
  return ['| settled first | then | ends |', '| --- | --- | --- |', ...rows]
}

/** What stands under the same words, in the order in which they first came. */
function gather(
  entries: readonly (readonly [readonly string[], string])[],
): (readonly [readonly string[], string[]])[] {
  const found = new Map<string, readonly [readonly string[], string[]]>()
  for (const [words, one] of entries) {
    const key = words.join(' | ')
    const there = found.get(key)
    if (there === undefined) found.set(key, [words, [one]])
    else there[1].push(one)
  }
  return [...found.values()]
}

function whatWasTried(groups: readonly Group[]): string[] {
  const byKind = new Map<string, string[]>()
  for (const { says, kinds } of groups.flatMap(({ edits }) => edits.map(withKinds))) {
    for (const kind of kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), says])
  }
  return [
    '| kind of change | edits |',
    '| --- | --- |',
    ...[...byKind]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, says]) => `| \`${kind}\` | ${says.join('; ')} |`),
  ]
}

function withKinds(edit: Edit): { readonly says: string; readonly kinds: readonly string[] } {
  return { says: edit.says, kinds: kindsOf(edit) }
}
