import type { Query } from './hubConnection'

/** A personal value with its salt, as it travels. */
export interface HubPersonal {
  readonly hash: string
  readonly staffId: string
  readonly field: string
  readonly salt: string
  readonly value: string
}

export async function addHubPersonal(query: Query, orgId: string, values: readonly HubPersonal[]): Promise<void> {
  for (let from = 0; from < values.length; from += 2000) {
    const part = values.slice(from, from + 2000)
    await query(
      `INSERT INTO rolecall.personal (org_id, hash, staff_id, field, salt, value)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       ON CONFLICT (org_id, hash) DO NOTHING`,
      [
        orgId,
        part.map((one) => one.hash),
        part.map((one) => one.staffId),
        part.map((one) => one.field),
        part.map((one) => one.salt),
        part.map((one) => one.value),
      ],
    )
  }
}

export function readHubPersonal(query: Query, orgId: string, staffIds: readonly string[]): Promise<HubPersonal[]> {
  return query<HubPersonal>(
    `SELECT hash, staff_id AS "staffId", field, salt, value FROM rolecall.personal
     WHERE org_id = $1 AND staff_id = ANY($2::text[]) ORDER BY staff_id, hash`,
    [orgId, staffIds],
  )
}

export async function eraseHubPersonal(query: Query, orgId: string, staffIds: readonly string[]): Promise<void> {
  await query('DELETE FROM rolecall.personal WHERE org_id = $1 AND staff_id = ANY($2::text[])', [orgId, staffIds])
}

/** Says that this key speaks through this database role. A key that spoke through another one stays with that. */
export async function claimHubKey(query: Query, orgId: string, key: string): Promise<void> {
  await query('INSERT INTO rolecall.key (org_id, key) VALUES ($1, $2) ON CONFLICT (org_id, key) DO NOTHING', [
    orgId,
    key,
  ])
}

export async function writeHubGreeting(
  query: Query,
  orgId: string,
  greeting: { readonly key: string; readonly bytes: Uint8Array; readonly signature: Uint8Array },
): Promise<void> {
  await claimHubKey(query, orgId, greeting.key)
  await query(
    'UPDATE rolecall.key SET greeting = $3, greeting_signature = $4 WHERE org_id = $1 AND key = $2 AND db_role = current_user',
    [orgId, greeting.key, Buffer.from(greeting.bytes), Buffer.from(greeting.signature)],
  )
}

export function readHubGreetings(
  query: Query,
  orgId: string,
): Promise<{ key: string; bytes: Buffer; signature: Buffer }[]> {
  return query(
    `SELECT key, greeting AS bytes, greeting_signature AS signature FROM rolecall.key
     WHERE org_id = $1 AND greeting IS NOT NULL ORDER BY key`,
    [orgId],
  )
}
