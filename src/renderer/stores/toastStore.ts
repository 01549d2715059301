import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'problem'
  /** The history item that *Undo* takes back. */
  readonly undoItem?: string
  /** The word on that button, when it is not *Undo*. */
  readonly undoWord?: string
}

interface ToastStore {
  readonly toast: Toast | null
  show(toast: Omit<Toast, 'id'>): void
  dismiss(): void
}

/** The one message at the foot of the window: a newer one replaces an older one. */
export const useToastStore = create<ToastStore>()((set) => ({
  toast: null,
  show: (toast) => set((before) => ({ toast: { ...toast, id: (before.toast?.id ?? 0) + 1 } })),
  dismiss: () => set({ toast: null }),
}))
