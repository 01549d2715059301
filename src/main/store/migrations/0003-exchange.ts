import type { WritableDb } from '../database'

export const version = 3
export const name = 'exchange'

/** What exchanging with other consoles needs: changes that are not settled yet, and where each exchange stands. */
export function up(db: WritableDb): void {
  db.script(`
    -- A key that wrote two lines has two changes of one number, and both are kept as the proof.
    CREATE TABLE next_change (
      id TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL,
      kind TEXT NOT NULL,
      author TEXT NOT NULL,
      key TEXT NOT NULL,
      seq INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      item TEXT NOT NULL
    ) STRICT;
    INSERT INTO next_change SELECT id, bytes, signature, kind, author, key, seq, row_count, item FROM change;

    CREATE TABLE next_entry (
      n INTEGER NOT NULL PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      change_id TEXT NOT NULL UNIQUE REFERENCES next_change (id),
      settled_at_ms INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL,
      -- How many rows of the change were carried out.
      applied_rows INTEGER NOT NULL,
      -- When it came from elsewhere; null when it was settled here. Local, like all clocks.
      arrived_at_ms INTEGER
    ) STRICT;
    INSERT INTO next_entry
      SELECT entry.n, entry.hash, entry.change_id, entry.settled_at_ms, entry.verdict, entry.bytes, entry.signature,
        change.row_count, NULL
      FROM entry JOIN change ON change.id = entry.change_id;
    DROP TABLE entry;
    DROP TABLE change;
    ALTER TABLE next_change RENAME TO change;
    ALTER TABLE next_entry RENAME TO entry;
    CREATE INDEX change_item ON change (item);
    CREATE INDEX change_key ON change (key, seq);
    CREATE INDEX entry_arrived ON entry (arrived_at_ms) WHERE arrived_at_ms IS NOT NULL;

    -- Changes that are not settled: own ones are shown as pending, others wait for the console that settles.
    CREATE TABLE proposal (
      id TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL,
      kind TEXT NOT NULL,
      author TEXT NOT NULL,
      key TEXT NOT NULL,
      seq INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      item TEXT NOT NULL,
      -- How many changes of its batch come after it.
      batch_left INTEGER NOT NULL,
      is_own INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      -- Of own ones: how they would end if they settled now, and the instant for which that was judged.
      outlook TEXT,
      judged_at_ms INTEGER
    ) STRICT;
    CREATE INDEX proposal_key ON proposal (key, seq);
    CREATE INDEX proposal_item ON proposal (item);

    -- What was settled of everything that own pending changes touch: the tables hold the present as it is shown.
    CREATE TABLE local_before (
      entity TEXT NOT NULL,
      key TEXT NOT NULL,
      before TEXT,
      PRIMARY KEY (entity, key)
    ) STRICT, WITHOUT ROWID;

    -- One row: how often the pending changes were laid over anew, and why the line was stopped, if it was.
    CREATE TABLE local_line (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      overlay INTEGER NOT NULL,
      halt TEXT
    ) STRICT;
    INSERT INTO local_line (id, overlay, halt) VALUES (1, 0, NULL);

    -- The last word of each console: when it exchanged and what it had seen.
    CREATE TABLE local_heard (
      key TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL,
      signature BLOB NOT NULL,
      heard_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE local_place (
      address TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      exchanged_at_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT;

    -- What was read already at a place, by the mark that its transport gives it.
    CREATE TABLE local_mark (
      address TEXT NOT NULL,
      mark TEXT NOT NULL,
      PRIMARY KEY (address, mark)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE org ADD COLUMN sequencer TEXT NOT NULL DEFAULT 'registrar';

    -- Settled changes with rows that were held or refused.
    CREATE TABLE inbox_item (
      change_id TEXT NOT NULL PRIMARY KEY,
      n INTEGER NOT NULL,
      item TEXT NOT NULL,
      author TEXT NOT NULL,
      kind TEXT NOT NULL,
      rows TEXT NOT NULL,
      closed TEXT
    ) STRICT;
  `)
}
