-- A hub on a cluster, in place of `rolecall hub init`: the same tables, with policies that look nothing up in another
-- table. Why, and what each cluster says of it, is in hub.md. Run it once, as whoever may create schemas and roles.

CREATE ROLE rolecall_console NOLOGIN;
CREATE SCHEMA rolecall;
CREATE TABLE rolecall.about (one INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL);
INSERT INTO rolecall.about (one, version) VALUES (1, 1);

CREATE TABLE rolecall.org (
  org_id TEXT NOT NULL PRIMARY KEY,
  head_n BIGINT NOT NULL DEFAULT 0,
  head_hash TEXT
);
CREATE TABLE rolecall.member (
  org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
  db_role TEXT NOT NULL,
  PRIMARY KEY (org_id, db_role)
);
CREATE TABLE rolecall.key (
  org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
  key TEXT NOT NULL,
  db_role TEXT NOT NULL DEFAULT current_user,
  greeting BYTEA,
  greeting_signature BYTEA,
  PRIMARY KEY (org_id, key)
);
CREATE TABLE rolecall.entry (
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
);
CREATE INDEX entry_change ON rolecall.entry (org_id, change_id);
CREATE TABLE rolecall.proposal (
  org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  seq BIGINT NOT NULL,
  by_role TEXT NOT NULL DEFAULT current_user,
  bytes BYTEA NOT NULL CHECK (octet_length(bytes) <= 4000000),
  signature BYTEA NOT NULL CHECK (octet_length(signature) = 64),
  PRIMARY KEY (org_id, id)
);
CREATE TABLE rolecall.personal (
  org_id TEXT NOT NULL REFERENCES rolecall.org (org_id),
  hash TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  field TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL CHECK (length(value) <= 10000),
  PRIMARY KEY (org_id, hash)
);
CREATE INDEX personal_staff ON rolecall.personal (org_id, staff_id);

-- Whose key it is says a foreign key here, and no policy.
ALTER TABLE rolecall.key ADD CONSTRAINT key_of_role UNIQUE (org_id, key, db_role);
ALTER TABLE rolecall.entry ADD CONSTRAINT entry_of_line UNIQUE (org_id, n, hash);
ALTER TABLE rolecall.entry ADD CONSTRAINT by_own_key
  FOREIGN KEY (org_id, by_key, by_role) REFERENCES rolecall.key (org_id, key, db_role);

GRANT USAGE ON SCHEMA rolecall TO rolecall_console;
GRANT SELECT ON rolecall.about, rolecall.org, rolecall.member TO rolecall_console;
GRANT UPDATE ON rolecall.org TO rolecall_console;
GRANT SELECT, INSERT, UPDATE ON rolecall.key TO rolecall_console;
GRANT SELECT, INSERT ON rolecall.entry, rolecall.proposal TO rolecall_console;
GRANT SELECT, INSERT, DELETE ON rolecall.personal TO rolecall_console;

ALTER TABLE rolecall.org ENABLE ROW LEVEL SECURITY;
ALTER TABLE rolecall.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE rolecall.key ENABLE ROW LEVEL SECURITY;
ALTER TABLE rolecall.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE rolecall.proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE rolecall.personal ENABLE ROW LEVEL SECURITY;

-- Who is a member is asked of the server: each organization has a role, which is granted to each of its consoles.
CREATE POLICY own_memberships ON rolecall.member FOR SELECT USING (db_role = current_user);
CREATE POLICY read_org ON rolecall.org FOR SELECT
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY move_head ON rolecall.org FOR UPDATE
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY read_key ON rolecall.key FOR SELECT
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY add_key ON rolecall.key FOR INSERT
  WITH CHECK (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER') AND db_role = current_user);
CREATE POLICY greet ON rolecall.key FOR UPDATE
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER') AND db_role = current_user);
CREATE POLICY read_entry ON rolecall.entry FOR SELECT
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY append_entry ON rolecall.entry FOR INSERT
  WITH CHECK (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER') AND by_role = current_user);
CREATE POLICY read_proposal ON rolecall.proposal FOR SELECT
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY add_proposal ON rolecall.proposal FOR INSERT
  WITH CHECK (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER') AND by_role = current_user);
CREATE POLICY read_personal ON rolecall.personal FOR SELECT
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY add_personal ON rolecall.personal FOR INSERT
  WITH CHECK (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));
CREATE POLICY erase_personal ON rolecall.personal FOR DELETE
  USING (pg_has_role(current_user, 'rolecall_' || left(org_id, 40), 'MEMBER'));

-- On Citus the tables are spread here, those first that others refer to:
-- SELECT create_distributed_table('rolecall.' || name, 'org_id')
--   FROM unnest(ARRAY['org', 'member', 'key', 'entry', 'proposal', 'personal']) AS name;

-- The end of the line can only be an entry that is there.
ALTER TABLE rolecall.org ADD CONSTRAINT end_is_there
  FOREIGN KEY (org_id, head_n, head_hash) REFERENCES rolecall.entry (org_id, n, hash);
