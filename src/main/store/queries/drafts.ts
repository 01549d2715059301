import type { ReadableDb, WritableDb } from '../database'

export interface DraftRow {
  readonly edits: string
  readonly note: string
  readonly savedAtMs: number
}

/** Each operator has one set of staged edits, and one setup of a new location. */
export function draftKey(operator: string, of?: 'setup'): string {
  return of === undefined ? operator : `${operator}/${of}`
}

export function findDraft(db: ReadableDb, operator: string): DraftRow | undefined {
  return db.one<DraftRow>('SELECT edits, note, saved_at_ms AS savedAtMs FROM local_draft WHERE operator = ?', operator)
}

export function writeDraft(db: WritableDb, operator: string, draft: DraftRow | null): void {
  if (draft === null) db.run('DELETE FROM local_draft WHERE operator = ?', operator)
  else {
    db.run(
      'INSERT OR REPLACE INTO local_draft (operator, edits, note, saved_at_ms) VALUES (?, ?, ?, ?)',
      operator,
      draft.edits,
      draft.note,
      draft.savedAtMs,
    )
  }
}
