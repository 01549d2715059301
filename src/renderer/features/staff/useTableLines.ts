import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { assignLines, type Lines, noLines } from './assignLines'
import type { StaffRow } from './StaffTable'

/** A row of the table: a person, and the line that they stand on (`assignLines`). */
export interface TableRow extends StaffRow {
  readonly line: number
}

interface Laid {
  readonly rows: readonly StaffRow[]
  readonly lines: Lines
  readonly lined: readonly TableRow[]
}

/** The rows with their lines. They are the same objects until another answer comes. */
export function useTableLines(rows: readonly StaffRow[], selected: ReadonlySet<StaffId>): Laid {
  const [laid, setLaid] = useState<Laid>(() => layOut(rows, noLines, selected))
  if (laid.rows === rows) return laid
  const next = layOut(rows, laid.lines, selected)
  setLaid(next)
  return next
}

function layOut(rows: readonly StaffRow[], before: Lines, selected: ReadonlySet<StaffId>): Laid {
  const focused = document.activeElement?.closest('[role="row"]')?.getAttribute('data-id')
  const isHeld = (id: StaffId): boolean => selected.has(id) || String(before.lineOf.get(id)) === focused
  const ids = rows.map(({ id }) => id)
  const lines = assignLines(before, ids, isHeld)
  return { rows, lines, lined: rows.map((row) => ({ ...row, line: lines.lineOf.get(row.id)! })) }
}
