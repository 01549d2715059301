import { authority } from './authority'
import { type Blueprint, blueprintOf } from './blueprintOf'
import { judgeRow } from './judgeRow'
import type { Model } from './Model'
import type { Row, SettledJson } from './readSettled'
import type { Verdict } from './RowInQuestion'

/*
 * The oracle: a small model of people, roles, places and grants and of the settling rules, written from the specification
 * (blueprints.md, sync.md) with nothing of what it judges. It reads the settled line as JSON and says how each entry
 * should have ended and what the organization should look like.
 */

/**
 * Says what is wrong with a line that goes on after entries that are taken as given.
 *
 * @param model   the state that those have led to; afterwards the one that the whole line should have led to
 * @param start   { hashes, lastSeq, atMs } of those: their hashes by number (the first number is 1), the last number of each
 *                key's changes, and when the last was settled, in UTC milliseconds
 * @param values  personal values by hash
 */
export function judgeLine(
  blueprintId: string,
  model: Model,
  line: readonly SettledJson[],
  start: { readonly hashes: readonly string[]; readonly lastSeq: ReadonlyMap<string, number>; readonly atMs: number },
  values: ReadonlyMap<string, string>,
): string[] {
  const wrong: string[] = []
  const blueprint = blueprintOf(blueprintId)
  const hashes = [...start.hashes]
  const lastSeq = new Map(start.lastSeq)
  let atMs = start.atMs
  for (const { entry, change, changeId, hash } of line) {
    const say = (text: string) => wrong.push(`entry ${entry.n} (${change.kind}): ${text}`)
    if (entry.n !== hashes.length) say(`stands at place ${hashes.length}`)
    if (entry.prev !== hashes.at(-1)) say('does not follow from the one before')
    if (entry.changeId !== changeId) say('names another change than it carries')
    const now = Date.parse(entry.settledAt)
    if (now < atMs) say('went back in time')
    atMs = now
    const settler = model.keys.get(entry.by)
    // The words of recovery bring their keys along, and settle themselves as applied or not at all (sync.md, “Words”).
    const takeOver = change.kind === 'registrar.set' ? (change.body.rows[0].takeOver as Row | undefined) : undefined
    const isTurn =
      (settler?.kind === 'console' &&
        !settler.revoked &&
        (entry.by === model.registrar || model.sequencer === 'hub')) ||
      (takeOver !== undefined && entry.by === change.body.rows[0].to && entry.verdict === 'applied')
    if (!isTurn) say('was settled by a console whose turn it was not')
    const key = model.keys.get(change.key)
    const isOwn = takeOver === undefined ? key?.kind === 'operator' && key.owner === change.author : key === undefined
    if (!isOwn) say('its key is not its author’s')
    const count = change.body.rows.length as number
    const last = lastSeq.get(change.key) ?? 0
    let expected: Verdict[]
    const whole = (): Verdict[] => Array.from({ length: count }, () => 'refused')
    if (change.seq > last + 1) say(`left out change ${last + 1} of its key`)
    if (key?.revoked) expected = whole()
    else if (change.seq <= last) {
      expected = whole()
      if (key) key.revoked = true
    } else if (change.base.n >= hashes.length || hashes[change.base.n] !== change.base.hash) expected = whole()
    else if (model.people.get(change.author)?.state !== 'active') expected = whole()
    else expected = judge(blueprint, model, change, now, values)
    lastSeq.set(change.key, Math.max(last, change.seq))
    const said = rowsOf(entry, count)
    if (said.join() !== expected.join())
      say(
        `ended ${said.join()} and should have ended ${expected.join()} ${JSON.stringify(change.body.rows)} ${JSON.stringify(entry.facts)}`,
      )
    const verdict = worst(expected)
    if (entry.verdict !== verdict) say(`says ${entry.verdict} as a whole, not ${verdict}`)
    const open = expected.flatMap((one, row) => (one === 'held' || one === 'refused' ? [{ row, one }] : []))
    if (open.length > 0) {
      model.inbox.set(changeId, {
        author: change.author,
        kind: change.kind,
        on: open.map(({ row }) => change.body.rows[row].staffId ?? null),
        rows: open.map(({ row, one }) => `${row} ${one}`).join(),
        closed: 'open',
      })
    }
    hashes.push(hash)
    for (const text of broken(blueprint, model)) say(text)
  }
  return wrong
}

/** How each row of an entry ended. */
function rowsOf(entry: Row, count: number): Verdict[] {
  const rows = entry.facts.rows as { row: number; verdict: Verdict }[] | undefined
  const out = Array.from({ length: count }, (): Verdict => (rows === undefined ? entry.verdict : 'applied'))
  for (const { row, verdict } of rows ?? []) out[row] = verdict
  return out
}

/** How a change ended as a whole. */
function worst(rows: readonly Verdict[]): Verdict {
  return (['refused', 'held', 'applied'] as const).find((one) => rows.includes(one)) ?? 'agreed'
}

/** What may never be, whatever led to it. */
function broken(blueprint: Blueprint, model: Model): string[] {
  const top = blueprint.roles[0]!
  const holders = [...model.people.values()].filter((one) => one.role === top.key)
  const problems: string[] = []
  if (top.singleton && (holders.length !== 1 || holders[0]!.state !== 'active'))
    problems.push(`${holders.length} people as ${top.key}`)
  if (!holders.some((one) => one.state === 'active')) problems.push(`nobody active as ${top.key}`)
  return problems
}

/** How each row of a change should end; rows that are applied change `model`. */
function judge(
  blueprint: Blueprint,
  model: Model,
  change: Row,
  now: number,
  values: ReadonlyMap<string, string>,
): Verdict[] {
  const rows = change.body.rows as Row[]
  // Authority is that of the moment before the change; rows see what the rows before them did.
  const before = rows.length > 1 ? structuredClone(model) : model
  const { author: me, key: signer, kind } = change as { author: string; key: string; kind: string }
  const may = authority(blueprint, before, me, now)
  return rows.map((row) => judgeRow({ blueprint, model, may, kind, me, signer, row, now, values }))
}
