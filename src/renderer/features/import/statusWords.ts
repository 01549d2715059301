import type { OperationOutput } from '../../../shared/operations/contract'

export type RowStatus = OperationOutput<'import.rows'>['rows'][number]['status']

/** What becomes of a row, in words. */
export const statusWords: Readonly<
  Record<RowStatus, { readonly label: string; readonly tone: 'ok' | 'warn' | 'bad' | 'quiet' }>
> = {
  new: { label: 'New', tone: 'ok' },
  changed: { label: 'Changed', tone: 'warn' },
  unchanged: { label: 'Unchanged', tone: 'quiet' },
  skipped: { label: 'Skipped', tone: 'quiet' },
  refused: { label: 'Refused', tone: 'bad' },
}
