/** The group that every console's database role belongs to. */
export const consoleGroup = 'rolecall_console'

const mine = 'org_id IN (SELECT org_id FROM rolecall.member)'

/**
 * The hub's tables, one list of statements per version. `org_id` stands first in every key, and there are no advisory
 * locks, sequences or triggers, so that the same schema runs on Citus, CockroachDB and YugabyteDB (sync.md, "PostgreSQL
 * hub"). Steps add; shipped steps stay as they are.
 *
 * A console's role reads and appends only in organizations where it is a member, and only as itself. Whoever owns the
 * tables, the hub's administrator, stands outside the policies.
 */
export const hubSteps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE rolecall.org (
      org_id TEXT NOT NULL PRIMARY KEY,
      head_n BIGINT NOT NULL DEFAULT 0,
      head_hash TEXT
    )`,
    `CREATE TABLE rolecall.member (
      org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
      db_role TEXT NOT NULL,
      PRIMARY KEY (org_id, db_role)
    )`,
    `CREATE TABLE rolecall.key (
      org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
      key TEXT NOT NULL,
      db_role TEXT NOT NULL DEFAULT current_user,
      greeting BYTEA,
      greeting_signature BYTEA,
      PRIMARY KEY (org_id, key)
    )`,
    `CREATE TABLE rolecall.entry (
      org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
      n BIGINT NOT NULL,
      hash TEXT NOT NULL,
      change_id TEXT NOT NULL,
      by_key TEXT NOT NULL,
      by_role TEXT NOT NULL DEFAULT current_user,
      change_bytes BYTEA NOT NULL CHECK (octet_length(change_bytes) <= 4000000),
      change_signature BYTEA NOT NULL CHECK (octet_length(change_signature) = 64),
      entry_bytes BYTEA NOT NULL CHECK (octet_length(entry_bytes) <= 4000000),
      entry_signature BYTEA NOT NULL CHECK (octet_length(entry_signature) = 64),
      PRIMARY KEY (org_id, n)
    )`,
    'CREATE INDEX entry_change ON rolecall.entry (org_id, change_id)',
    `CREATE TABLE rolecall.proposal (
      org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
      id TEXT NOT NULL,
      key TEXT NOT NULL,
      seq BIGINT NOT NULL,
      by_role TEXT NOT NULL DEFAULT current_user,
      bytes BYTEA NOT NULL CHECK (octet_length(bytes) <= 4000000),
      signature BYTEA NOT NULL CHECK (octet_length(signature) = 64),
      PRIMARY KEY (org_id, id)
    )`,
    `CREATE TABLE rolecall.personal (
      org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
      hash TEXT NOT NULL,
      staff_id TEXT NOT NULL,
      field TEXT NOT NULL,
      salt TEXT NOT NULL,
      value TEXT NOT NULL CHECK (length(value) <= 10000),
      PRIMARY KEY (org_id, hash)
    )`,
    'CREATE INDEX personal_staff ON rolecall.personal (org_id, staff_id)',

    `GRANT USAGE ON SCHEMA rolecall TO ${consoleGroup}`,
    `GRANT SELECT ON rolecall.about, rolecall.org, rolecall.member TO ${consoleGroup}`,
    `GRANT UPDATE (head_n, head_hash) ON rolecall.org TO ${consoleGroup}`,
    `GRANT SELECT, INSERT, UPDATE ON rolecall.key TO ${consoleGroup}`,
    `GRANT SELECT, INSERT ON rolecall.entry, rolecall.proposal TO ${consoleGroup}`,
    `GRANT SELECT, INSERT, DELETE ON rolecall.personal TO ${consoleGroup}`,

    ...['org', 'member', 'key', 'entry', 'proposal', 'personal'].map(
      (table) => `ALTER TABLE rolecall.${table} ENABLE ROW LEVEL SECURITY`,
    ),
    'CREATE POLICY own_memberships ON rolecall.member FOR SELECT USING (db_role = current_user)',
    `CREATE POLICY read_org ON rolecall.org FOR SELECT USING (${mine})`,
    // The head can only be an entry that is there.
    `CREATE POLICY move_head ON rolecall.org FOR UPDATE USING (${mine}) WITH CHECK (${mine} AND head_hash =
      (SELECT entry.hash FROM rolecall.entry WHERE entry.org_id = org.org_id AND entry.n = org.head_n))`,
    `CREATE POLICY read_key ON rolecall.key FOR SELECT USING (${mine})`,
    `CREATE POLICY add_key ON rolecall.key FOR INSERT WITH CHECK (${mine} AND db_role = current_user)`,
    `CREATE POLICY greet ON rolecall.key FOR UPDATE USING (${mine} AND db_role = current_user)
      WITH CHECK (${mine} AND db_role = current_user)`,
    `CREATE POLICY read_entry ON rolecall.entry FOR SELECT USING (${mine})`,
    `CREATE POLICY append_entry ON rolecall.entry FOR INSERT WITH CHECK (${mine} AND by_role = current_user AND
      by_key IN (SELECT key.key FROM rolecall.key WHERE key.org_id = entry.org_id AND key.db_role = current_user))`,
    `CREATE POLICY read_proposal ON rolecall.proposal FOR SELECT USING (${mine})`,
    `CREATE POLICY add_proposal ON rolecall.proposal FOR INSERT WITH CHECK (${mine} AND by_role = current_user)`,
    `CREATE POLICY read_personal ON rolecall.personal FOR SELECT USING (${mine})`,
    `CREATE POLICY add_personal ON rolecall.personal FOR INSERT WITH CHECK (${mine})`,
    `CREATE POLICY erase_personal ON rolecall.personal FOR DELETE USING (${mine})`,
  ],
]

export const hubVersion = hubSteps.length
