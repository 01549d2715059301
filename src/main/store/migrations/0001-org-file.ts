import type { WritableDb } from '../database'

export const version = 1
export const name = 'org file'

/** The first org file: the log, the personal values, what the log led to, and local things that are never exchanged. */
export function up(db: WritableDb): void {
  db.script(`
    CREATE TABLE change (
      id TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL,
      kind TEXT NOT NULL,
      author TEXT NOT NULL,
      key TEXT NOT NULL,
      seq INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      item TEXT NOT NULL,
      UNIQUE (key, seq)
    ) STRICT;
    CREATE INDEX change_item ON change (item);

    CREATE TABLE entry (
      n INTEGER NOT NULL PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      change_id TEXT NOT NULL UNIQUE REFERENCES change (id),
      settled_at_ms INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL
    ) STRICT;

    CREATE TABLE personal (
      hash TEXT NOT NULL PRIMARY KEY,
      staff_id TEXT NOT NULL,
      field TEXT NOT NULL,
      salt BLOB NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX personal_staff ON personal (staff_id);

    CREATE TABLE org (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      registrar TEXT NOT NULL,
      recovery_public_key TEXT NOT NULL,
      blueprint TEXT NOT NULL
    ) STRICT;

    CREATE TABLE enrolled_key (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      staff_id TEXT,
      name TEXT NOT NULL,
      public_key TEXT NOT NULL,
      is_revoked INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE staff (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT,
      email TEXT,
      email_key TEXT,
      search_key TEXT NOT NULL,
      name_key TEXT NOT NULL,
      role TEXT NOT NULL,
      role_rank INTEGER NOT NULL,
      state TEXT NOT NULL,
      state_before TEXT,
      added_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX staff_email ON staff (email_key) WHERE email_key IS NOT NULL;
    -- Holds all that a search looks at, so that a list is one walk through one index.
    CREATE INDEX staff_by_name ON staff (name_key, id, state, role, search_key);
    CREATE INDEX staff_by_role ON staff (role_rank, name_key, id, state, role);
    CREATE INDEX staff_by_added ON staff (added_at_ms, id, state, role);

    CREATE TABLE assignment (
      staff_id TEXT NOT NULL REFERENCES staff (id),
      place TEXT NOT NULL,
      until_ms INTEGER,
      PRIMARY KEY (staff_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX assignment_place ON assignment (place, staff_id);

    CREATE TABLE personal_grant (
      staff_id TEXT NOT NULL REFERENCES staff (id),
      permission TEXT NOT NULL,
      reach TEXT NOT NULL,
      places TEXT,
      until_ms INTEGER,
      PRIMARY KEY (staff_id, permission)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE place (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      parent TEXT,
      is_archived INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX place_parent ON place (parent);

    CREATE TABLE role_grant (
      role TEXT NOT NULL,
      permission TEXT NOT NULL,
      reach TEXT NOT NULL,
      PRIMARY KEY (role, permission)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE switch (
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      is_on INTEGER NOT NULL,
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE change_staff (
      staff_id TEXT NOT NULL,
      change_id TEXT NOT NULL,
      PRIMARY KEY (staff_id, change_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_draft (
      operator TEXT NOT NULL PRIMARY KEY,
      edits TEXT NOT NULL,
      note TEXT NOT NULL,
      saved_at_ms INTEGER NOT NULL
    ) STRICT;
  `)
}
