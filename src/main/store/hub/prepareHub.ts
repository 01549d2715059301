import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { done, failed, type Result } from '../../../shared/domain/result'
import { askHub, type HubConnection, type Query } from './hubConnection'
import { type HubFailure, noHub } from './hubFailure'
import { addHubOrg } from './hubLine'
import { consoleGroup, hubSteps, hubVersion } from './hubSchema'

/**
 * Makes a database a hub, or brings an older hub up to date. Needs a role that may create schemas and roles.
 *
 * @returns the version before (0: it was none) and now
 */
export async function prepareHub(hub: HubConnection): Promise<Result<{ from: number; to: number }, HubFailure>> {
  const asked = await askHub(hub, async (query) => {
    await createGroup(query)
    await query('CREATE SCHEMA IF NOT EXISTS rolecall')
    await query(
      'CREATE TABLE IF NOT EXISTS rolecall.about (one INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL)',
    )
    await query('INSERT INTO rolecall.about (one, version) VALUES (1, 0) ON CONFLICT (one) DO NOTHING')
    // Two administrators at once: the second waits here, and finds nothing to do.
    const [about] = await query<{ version: number }>('SELECT version FROM rolecall.about WHERE one = 1 FOR UPDATE')
    const from = about!.version
    for (const step of hubSteps.slice(from)) for (const statement of step) await query(statement)
    if (from < hubVersion) await query('UPDATE rolecall.about SET version = $1', [hubVersion])
    return from
  })
  if (!asked.ok) return asked
  return asked.value > hubVersion ? newerHub(hub.address) : done({ from: asked.value, to: hubVersion })
}

/** The version of the hub; refused when it is none, an older or a newer one. */
export async function checkHub(hub: HubConnection): Promise<Result<null, HubFailure>> {
  const asked = await askHub(hub, (query) =>
    query<{ version: number }>('SELECT version FROM rolecall.about WHERE one = 1'),
  )
  if (!asked.ok) {
    // A role outside the group sees no table at all.
    return asked
  }
  const version = asked.value[0]?.version ?? 0
  if (version === 0) return noHub(hub.address)
  if (version > hubVersion) return newerHub(hub.address)
  return version === hubVersion
    ? done(null)
    : failed(
        'place-not-found',
        `The hub ${hub.address} is of an older version. Whoever runs it brings it up to date with “rolecall hub init”.`,
      )
}

function newerHub(address: string): ReturnType<typeof failed<'newer-version'>> {
  return failed('newer-version', `The hub ${address} is of a newer version. Update Rolecall to use it.`)
}

/**
 * Lets a console into an organization under a database role of its own, made here when there is none of that name.
 *
 * @returns the new role's password; null when the role was there before and keeps the one it has
 */
export function admitConsole(
  hub: HubConnection,
  orgId: string,
  role: string,
): Promise<Result<{ password: string | null }, HubFailure>> {
  const password = randomBytes(24).toString('base64url')
  return askHub(hub, async (query) => {
    const name = pg.escapeIdentifier(role)
    const isNew = (await query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).length === 0
    if (isNew) await query(`CREATE ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}`)
    await query(`GRANT ${consoleGroup} TO ${name}`)
    await addHubOrg(query, orgId)
    await query(
      'INSERT INTO rolecall.member (org_id, db_role) VALUES ($1, $2) ON CONFLICT (org_id, db_role) DO NOTHING',
      [orgId, role],
    )
    return { password: isNew ? password : null }
  })
}

/** Shuts a console out of an organization. What it brought stays. */
export function dismissConsole(hub: HubConnection, orgId: string, role: string): Promise<Result<boolean, HubFailure>> {
  return askHub(hub, async (query) => {
    const gone = await query('DELETE FROM rolecall.member WHERE org_id = $1 AND db_role = $2 RETURNING db_role', [
      orgId,
      role,
    ])
    return gone.length > 0
  })
}

/** The consoles of an organization, by database role. */
export function listConsoles(hub: HubConnection, orgId: string): Promise<Result<string[], HubFailure>> {
  return askHub(hub, async (query) => {
    const rows = await query<{ db_role: string }>(
      'SELECT db_role FROM rolecall.member WHERE org_id = $1 ORDER BY db_role',
      [orgId],
    )
    return rows.map((row) => row.db_role)
  })
}

async function createGroup(query: Query): Promise<void> {
  const known = await query('SELECT 1 FROM pg_roles WHERE rolname = $1', [consoleGroup])
  if (known.length === 0) await query(`CREATE ROLE ${consoleGroup} NOLOGIN`)
}
