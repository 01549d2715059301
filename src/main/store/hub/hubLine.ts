import type { Query } from './hubConnection'

/** An entry as the hub keeps it, with what it needs to be found by. */
export interface HubEntry {
  readonly n: number
  readonly hash: string
  readonly changeId: string
  readonly changeBytes: Uint8Array
  readonly changeSignature: Uint8Array
  readonly entryBytes: Uint8Array
  readonly entrySignature: Uint8Array
}

export interface HubEnd {
  readonly n: number
  readonly hash: string | null
}

/** One answer holds about this much. */
const bytesPerAnswer = 16_000_000
const bytesPerStatement = 4_000_000

const columns = 'n, hash, change_id, change_bytes, change_signature, entry_bytes, entry_signature'

/**
 * The end of the line; undefined when this console is no member of the organization. With `locks` nobody else appends
 * before the transaction ends.
 */
export async function readHubEnd(query: Query, orgId: string, locks = false): Promise<HubEnd | undefined> {
  const [row] = await query<{ head_n: string; head_hash: string | null }>(
    `SELECT head_n, head_hash FROM rolecall.org WHERE org_id = $1${locks ? ' FOR UPDATE' : ''}`,
    [orgId],
  )
  return row === undefined ? undefined : { n: Number(row.head_n), hash: row.head_hash }
}

/** Whether this role is the hub's administrator, who stands outside the policies. */
export async function ownsHub(query: Query): Promise<boolean> {
  const [row] = await query<{ is_owner: boolean }>(
    "SELECT pg_get_userbyid(relowner) = current_user AS is_owner FROM pg_class WHERE oid = 'rolecall.org'::regclass",
  )
  return row?.is_owner === true
}

/** Makes room for an organization; one that is there is left as it is. */
export async function addHubOrg(query: Query, orgId: string): Promise<void> {
  await query('INSERT INTO rolecall.org (org_id) VALUES ($1) ON CONFLICT (org_id) DO NOTHING', [orgId])
}

/** Entries behind `after`, in order; fewer than `limit` when they are large, but at least one if there is any. */
export async function readHubEntries(query: Query, orgId: string, after: number, limit: number): Promise<HubEntry[]> {
  const rows = await query<EntryRow>(
    `SELECT ${columns} FROM (
       SELECT ${columns}, sum(octet_length(change_bytes) + octet_length(entry_bytes)) OVER (ORDER BY n) AS so_far
       FROM (SELECT ${columns} FROM rolecall.entry WHERE org_id = $1 AND n > $2 ORDER BY n LIMIT $3) AS next
     ) AS summed WHERE so_far <= $4 OR n = $2 + 1 ORDER BY n`,
    [orgId, after, limit, bytesPerAnswer],
  )
  return rows.map(toEntry)
}

export async function readHubEntry(query: Query, orgId: string, n: number): Promise<HubEntry | undefined> {
  const [row] = await query<EntryRow>(`SELECT ${columns} FROM rolecall.entry WHERE org_id = $1 AND n = $2`, [orgId, n])
  return row === undefined ? undefined : toEntry(row)
}

/** Adds entries and moves the end, in a transaction that holds the end locked. */
export async function appendHubEntries(
  query: Query,
  orgId: string,
  entries: readonly HubEntry[],
  by: string,
): Promise<void> {
  for (const part of inParts(entries, (entry) => entry.changeBytes.length + entry.entryBytes.length)) {
    await query(
      `INSERT INTO rolecall.entry (org_id, by_key, ${columns})
       SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])`,
      [
        orgId,
        by,
        part.map((entry) => entry.n),
        part.map((entry) => entry.hash),
        part.map((entry) => entry.changeId),
        part.map((entry) => Buffer.from(entry.changeBytes)),
        part.map((entry) => Buffer.from(entry.changeSignature)),
        part.map((entry) => Buffer.from(entry.entryBytes)),
        part.map((entry) => Buffer.from(entry.entrySignature)),
      ],
    )
  }
  const last = entries.at(-1)!
  await query('UPDATE rolecall.org SET head_n = $2, head_hash = $3 WHERE org_id = $1', [orgId, last.n, last.hash])
}

export interface HubProposal {
  readonly id: string
  readonly key: string
  readonly seq: number
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** @returns how many were not there before */
export async function addHubProposals(query: Query, orgId: string, proposals: readonly HubProposal[]): Promise<number> {
  let added = 0
  for (const part of inParts(proposals, (proposal) => proposal.bytes.length)) {
    const fresh = await query(
      `INSERT INTO rolecall.proposal (org_id, id, key, seq, bytes, signature)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bytea[], $6::bytea[])
       ON CONFLICT (org_id, id) DO NOTHING RETURNING id`,
      [
        orgId,
        part.map((proposal) => proposal.id),
        part.map((proposal) => proposal.key),
        part.map((proposal) => proposal.seq),
        part.map((proposal) => Buffer.from(proposal.bytes)),
        part.map((proposal) => Buffer.from(proposal.signature)),
      ],
    )
    added += fresh.length
  }
  return added
}

/** Ids of changes that wait: what is settled comes with the line and is left out. */
export async function listHubProposals(query: Query, orgId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `SELECT id FROM rolecall.proposal AS waiting WHERE org_id = $1 AND NOT EXISTS (
       SELECT 1 FROM rolecall.entry WHERE entry.org_id = $1 AND entry.change_id = waiting.id
     ) ORDER BY key, seq, id`,
    [orgId],
  )
  return rows.map((row) => row.id)
}

export async function readHubProposals(query: Query, orgId: string, ids: readonly string[]): Promise<HubProposal[]> {
  const rows = await query<{ id: string; key: string; seq: string; bytes: Buffer; signature: Buffer }>(
    'SELECT id, key, seq, bytes, signature FROM rolecall.proposal WHERE org_id = $1 AND id = ANY($2::text[]) ORDER BY key, seq, id',
    [orgId, ids],
  )
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

interface EntryRow {
  n: string
  hash: string
  change_id: string
  change_bytes: Buffer
  change_signature: Buffer
  entry_bytes: Buffer
  entry_signature: Buffer
}

function toEntry(row: EntryRow): HubEntry {
  return {
    n: Number(row.n),
    hash: row.hash,
    changeId: row.change_id,
    changeBytes: row.change_bytes,
    changeSignature: row.change_signature,
    entryBytes: row.entry_bytes,
    entrySignature: row.entry_signature,
  }
}

/** Pieces of a list that one statement can carry. */
function* inParts<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Generator<Item[]> {
  let part: Item[] = []
  let size = 0
  for (const item of items) {
    if (part.length > 0 && (size + sizeOf(item) > bytesPerStatement || part.length === 1000)) {
      yield part
      part = []
      size = 0
    }
    part.push(item)
    size += sizeOf(item)
  }
  if (part.length > 0) yield part
}
