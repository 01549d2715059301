import type { ReadableDb, WritableDb } from '../database'

export interface DraftRow {
  readonly edits: string
  readonly note: string
  readonly savedAtMs: number
}

export interface NamedDraftRow extends DraftRow {
  /** Empty: the open draft without a name. */
  readonly name: string
}

/** What can be done with the drafts of one operator besides saving the open one. */
export type DraftDeed =
  /** `from` null: the open draft. */
  | { readonly kind: 'rename'; readonly from: string | null; readonly to: string }
  /** The open draft is put aside under `asideAs` (null: there is none); `name` null opens an empty one. */
  | { readonly kind: 'open'; readonly name: string | null; readonly asideAs: string | null }
  | { readonly kind: 'drop'; readonly name: string }

/** Each operator has one open set of staged edits, and one setup of a new location. */
export function draftKey(operator: string, of?: 'setup'): string {
  return of === undefined ? operator : `${operator}/${of}`
}

export function findDraft(db: ReadableDb, operator: string): NamedDraftRow | undefined {
  return db.one<NamedDraftRow>(
    'SELECT name, edits, note, saved_at_ms AS savedAtMs FROM local_draft WHERE operator = ?',
    operator,
  )
}

/** Drafts that were put aside, by name. */
export function listKeptDrafts(db: ReadableDb, operator: string): readonly NamedDraftRow[] {
  return db.all<NamedDraftRow>(
    'SELECT name, edits, note, saved_at_ms AS savedAtMs FROM local_kept_draft WHERE operator = ? ORDER BY name',
    operator,
  )
}

/** Keeps the name that the open draft has. */
export function writeDraft(db: WritableDb, operator: string, draft: DraftRow | null): void {
  if (draft === null) db.run('DELETE FROM local_draft WHERE operator = ?', operator)
  else {
    db.run(
      `INSERT INTO local_draft (operator, edits, note, saved_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (operator) DO UPDATE SET edits = excluded.edits, note = excluded.note, saved_at_ms = excluded.saved_at_ms`,
      operator,
      draft.edits,
      draft.note,
      draft.savedAtMs,
    )
  }
}

/** All of the deed or nothing: no draft is lost or there twice. */
export function arrangeDrafts(db: WritableDb, operator: string, deed: DraftDeed): void {
  db.transaction(() => {
    switch (deed.kind) {
      case 'rename':
        if (deed.from === null) db.run('UPDATE local_draft SET name = ? WHERE operator = ?', deed.to, operator)
        else {
          db.run('UPDATE local_kept_draft SET name = ? WHERE operator = ? AND name = ?', deed.to, operator, deed.from)
        }
        return
      case 'open':
        if (deed.asideAs !== null) {
          db.run(
            `INSERT INTO local_kept_draft (operator, name, edits, note, saved_at_ms)
             SELECT operator, ?, edits, note, saved_at_ms FROM local_draft WHERE operator = ?`,
            deed.asideAs,
            operator,
          )
        }
        db.run('DELETE FROM local_draft WHERE operator = ?', operator)
        if (deed.name !== null) {
          db.run(
            `INSERT INTO local_draft (operator, name, edits, note, saved_at_ms)
             SELECT operator, name, edits, note, saved_at_ms FROM local_kept_draft WHERE operator = ? AND name = ?`,
            operator,
            deed.name,
          )
          db.run('DELETE FROM local_kept_draft WHERE operator = ? AND name = ?', operator, deed.name)
        }
        return
      case 'drop':
        db.run('DELETE FROM local_kept_draft WHERE operator = ? AND name = ?', operator, deed.name)
    }
  })
}
