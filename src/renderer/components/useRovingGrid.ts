import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

const cellQuery = '[role="gridcell"], [role="rowheader"], [role="columnheader"]'

interface RovingGrid {
  readonly ref: RefObject<HTMLTableElement | null>
  /** Moves the focus; true when the key was one of the grid's. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean
}

/**
 * One tab stop for a whole grid, and arrow keys inside it (ARIA grid pattern). Which cell holds the stop is kept in
 * the page itself, so that moving through a large grid draws nothing again. A row of one wide cell keeps the column.
 */
export function useRovingGrid(): RovingGrid {
  const ref = useRef<HTMLTableElement>(null)
  const wantedColumn = useRef(0)

  // INVARIANT (one stop): after every drawing exactly one cell can be reached with Tab.
  useEffect(() => {
    const grid = ref.current
    if (grid === null) return
    const stops = grid.querySelectorAll<HTMLElement>('[data-stop="yes"]')
    if (stops.length === 1) return
    for (const stop of stops) clearStop(stop)
    const first = grid.querySelector<HTMLElement>('tbody [role="gridcell"], tbody [role="rowheader"]')
    if (first !== null) setStop(first)
  })

  useEffect(() => {
    const grid = ref.current
    if (grid === null) return
    const follow = (event: FocusEvent) => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>(cellQuery)
      if (cell === null || !grid.contains(cell)) return
      for (const stop of grid.querySelectorAll<HTMLElement>('[data-stop="yes"]')) clearStop(stop)
      setStop(cell)
      const cells = cellsOf(cell.closest<HTMLElement>('[role="row"]'))
      if (cells.length > 1) wantedColumn.current = cells.indexOf(cell)
    }
    grid.addEventListener('focusin', follow)
    return () => grid.removeEventListener('focusin', follow)
  }, [])

  // A bar or a notice that appears takes room from the grid: the cell one is on stays in view if it was.
  useEffect(() => {
    const grid = ref.current
    const frame = grid?.parentElement
    if (grid === null || frame == null) return
    let heightBefore = frame.clientHeight
    const observer = new ResizeObserver(() => {
      const cell = document.activeElement?.closest<HTMLElement>(cellQuery)
      if (cell != null && grid.contains(cell)) {
        const bottom = cell.getBoundingClientRect().bottom - frame.getBoundingClientRect().top
        if (bottom > 0 && bottom <= heightBefore) cell.scrollIntoView({ block: 'nearest' })
      }
      heightBefore = frame.clientHeight
    })
    observer.observe(frame)
    return () => observer.disconnect()
  }, [])

  const onKeyDown = (event: KeyboardEvent): boolean => {
    const grid = ref.current
    const cell = (event.target as HTMLElement).closest<HTMLElement>(cellQuery)
    if (grid === null || cell === null || event.altKey || event.metaKey) return false
    const rows = [...grid.querySelectorAll<HTMLElement>('[role="row"]')]
    const rowIndex = rows.findIndex((row) => row.contains(cell))
    const cells = cellsOf(rows[rowIndex] ?? null)
    const column = cells.indexOf(cell)
    const toRow = (index: number) => {
      const target = cellsOf(rows[Math.max(0, Math.min(rows.length - 1, index))] ?? null)
      focusCell(target[Math.min(wantedColumn.current, target.length - 1)])
    }
    switch (event.key) {
      case 'ArrowRight':
        focusCell(cells[column + 1])
        break
      case 'ArrowLeft':
        focusCell(cells[column - 1])
        break
      case 'ArrowDown':
        toRow(rowIndex + 1)
        break
      case 'ArrowUp':
        toRow(rowIndex - 1)
        break
      case 'PageDown':
        toRow(rowIndex + 10)
        break
      case 'PageUp':
        toRow(rowIndex - 10)
        break
      case 'Home':
        if (event.ctrlKey) toRow(0)
        else focusCell(cells[0])
        break
      case 'End':
        if (event.ctrlKey) toRow(rows.length - 1)
        else focusCell(cells[cells.length - 1])
        break
      default:
        return false
    }
    event.preventDefault()
    return true
  }

  return { ref, onKeyDown }
}

function cellsOf(row: HTMLElement | null): HTMLElement[] {
  return row === null ? [] : [...row.querySelectorAll<HTMLElement>(cellQuery)]
}

function focusCell(cell: HTMLElement | undefined): void {
  cell?.focus()
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function setStop(cell: HTMLElement): void {
  cell.tabIndex = 0
  cell.dataset['stop'] = 'yes'
}

function clearStop(cell: HTMLElement): void {
  cell.tabIndex = -1
  delete cell.dataset['stop']
}
