import { create } from 'zustand'

interface PaletteStore {
  /** What lies over the page. */
  readonly shown: 'search' | 'undo' | 'help' | null
  show(what: 'search' | 'undo' | 'help'): void
  hide(): void
}

export const usePaletteStore = create<PaletteStore>()((set) => ({
  shown: null,
  show: (what) => set({ shown: what }),
  hide: () => set({ shown: null }),
}))
