import type { z } from 'zod'
import type { applied as appliedShape, staffRow } from '../shared/operations/shapes'
import {
  parsePlaceId,
  type PlaceId,
  parseRoleKey,
  type RoleKey,
  type StaffId,
  parsePermissionKey,
  type PermissionKey,
} from '../shared/domain/ids'
import type { Result } from '../shared/domain/result'
import { readInstant } from '../shared/domain/readInstant'
import { type Cli, stop, valueOf } from './Cli'
import type { CommandOutput } from './outputs/outputs'

type Applied = CommandOutput<'undo'>

/** What a change did, as each command prints it. */
export function appliedJson({ item, revision, changes, pending }: z.output<typeof appliedShape>): Applied {
  const waits = pending === true ? { pending } : {}
  return { item, revision: revision.n, head: revision.head, changes: [...changes], ...waits }
}

export function appliedText({ item, revision, pending }: Applied): string {
  if (pending === true) return `Pending until it is settled. To take it back: undo ${item.slice(0, 12)}`
  return `Revision ${revision}. To take it back: undo ${item.slice(0, 12)}`
}

/** What a command prints that only says what it did. */
export function changed(result: Result<z.output<typeof appliedShape>>): { json: Applied; text: string } {
  const json = appliedJson(valueOf(result))
  return { json, text: `Done. ${appliedText(json)}` }
}

/** Asks where somebody can be asked; a script means what it says. */
export async function confirmInTerminal(cli: Cli, question: string): Promise<void> {
  if (cli.surroundings.ask === undefined || cli.options.json) return
  if (!(await cli.surroundings.ask(question))) stop('cancelled', 'Not done. Nothing was changed.')
}

export function isoInstant(atMs: number): string {
  return new Date(atMs).toISOString()
}

export function personJson(row: z.output<typeof staffRow>): CommandOutput<'staff list'>[number] {
  const ends = row.at.flatMap(({ untilMs }) => (untilMs === null ? [] : [untilMs]))
  return {
    email: row.email,
    name: row.name,
    role: row.role.key,
    state: row.state,
    at: row.at.map(({ place }) => place),
    ...(ends.length === 0 ? {} : { until: isoInstant(Math.min(...ends)) }),
    ...(row.pending === true ? { pending: true } : {}),
  }
}

export async function findStaff(cli: Cli, email: string): Promise<z.output<typeof staffRow>> {
  return valueOf(await cli.desk.call('staff.find', { email }))
}

export async function findStaffId(cli: Cli, email: string): Promise<StaffId> {
  return (await findStaff(cli, email)).id
}

export function readPlace(text: string): PlaceId {
  const parsed = parsePlaceId.safeParse(text)
  return parsed.success
    ? parsed.data
    : stop('bad-input', `“${text}” is not a place. Write it as kind:key, for example location:riverton.`)
}

export function readRole(text: string): RoleKey {
  const parsed = parseRoleKey.safeParse(text)
  return parsed.success
    ? parsed.data
    : stop('unknown-role', `“${text}” is not a role key like office-manager. \`role list\` shows the roles.`)
}

export function readPermission(text: string): PermissionKey {
  const parsed = parsePermissionKey.safeParse(text)
  return parsed.success
    ? parsed.data
    : stop('unknown-permission', `“${text}” is not a permission key like users.view. \`matrix\` shows the permissions.`)
}

/** A bare date is the end of that day in the organization's time zone. */
export function readUntil(text: string, timeZone: string, option = '--until'): number {
  return readInstant(text, timeZone, 'end') ?? notAnInstant(option, text)
}

export function readSince(text: string, timeZone: string): number {
  return readInstant(text, timeZone, 'start') ?? notAnInstant('--since', text)
}

function notAnInstant(option: string, text: string): never {
  return stop(
    'bad-input',
    `“${text}” of ${option} is neither a date like 2026-11-30 nor an instant like 2026-11-30T18:00Z.`,
    option,
  )
}

export function readSwitch(text: string): boolean {
  if (['on', 'true', 'yes'].includes(text.toLowerCase())) return true
  if (['off', 'false', 'no'].includes(text.toLowerCase())) return false
  return stop('bad-input', `“${text}” is neither on nor off.`)
}

/** Everything that an operation gives out in pages. */
export async function allPages<Row>(
  readPage: (offset: number, limit: number) => Promise<{ total: number; rows: readonly Row[] }>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await readPage(rows.length, 1000)
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
