import { create } from 'zustand'
import { firstColumns, type staffColumnNames } from './staffQuery'

interface StaffLook {
  /** Columns besides the name, in their fixed order. */
  readonly columns: readonly (keyof typeof staffColumnNames)[]
  readonly isCompact: boolean
  choose(look: Partial<Pick<StaffLook, 'columns' | 'isCompact'>>): void
}

/** How the list of people looks, kept while the window is open. */
export const useStaffLook = create<StaffLook>()((set) => ({
  columns: firstColumns,
  isCompact: false,
  choose: (look) => set(look),
}))
