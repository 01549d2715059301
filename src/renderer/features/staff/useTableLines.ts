import { useMemo, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { assignLines, type Lines, noLines } from './assignLines'
import type { StaffRow } from './StaffTable'

/** A row of the table: a person, and the line that they stand on (`assignLines`). */
export interface TableRow extends StaffRow {
  readonly line: number
  readonly isOpen: boolean
}

interface Laid {
  readonly rows: readonly StaffRow[]
  readonly lines: Lines
  readonly lined: readonly TableRow[]
}

/** The rows with their lines. A row is the same object until another answer comes, or it is opened or closed. */
export function useTableLines(
  rows: readonly StaffRow[],
  selected: ReadonlySet<StaffId>,
  openId: StaffId | null,
): Pick<Laid, 'lined' | 'lines'> {
  const [kept, setLaid] = useState<Laid>(() => layOut(rows, noLines, selected))
  const laid = kept.rows === rows ? kept : layOut(rows, kept.lines, selected)
  if (laid !== kept) setLaid(laid)
  const lined = useMemo(
    () => laid.lined.map((row) => (row.id === openId ? { ...row, isOpen: true } : row)),
    [laid.lined, openId],
  )
  return { lined, lines: laid.lines }
}

function layOut(rows: readonly StaffRow[], before: Lines, selected: ReadonlySet<StaffId>): Laid {
  const focused = document.activeElement?.closest('[role="row"]')?.getAttribute('data-id')
  const isHeld = (id: StaffId): boolean => selected.has(id) || String(before.lineOf.get(id)) === focused
  const ids = rows.map(({ id }) => id)
  const lines = assignLines(before, ids, isHeld)
  return { rows, lines, lined: rows.map((row) => ({ ...row, line: lines.lineOf.get(row.id)!, isOpen: false })) }
}
