import { create } from 'zustand'
import { useOrgStore } from './orgStore'

/** How long a deed without a way back waits (architecture.md, the table of undo). */
export const waitMs = 30_000

/** A deed that was asked for, is not signed yet, and can still be taken back. */
export interface WaitingDeed {
  readonly id: number
  /** What will happen: "Moving Ana Ruiz to Admin". */
  readonly text: string
  readonly dueAtMs: number
}

interface WaitingStore {
  readonly deeds: readonly WaitingDeed[]
  wait(text: string, run: () => Promise<unknown>): void
  takeBack(id: number): void
  doNow(id: number): void
}

// The timers of the waiting deeds. They are nowhere else: closing the window or a crash drops what waits.
const timers = new Map<
  number,
  { readonly timer: ReturnType<typeof setTimeout>; readonly run: () => Promise<unknown> }
>()
let lastId = 0

export const useWaitingStore = create<WaitingStore>()((set, get) => ({
  deeds: [],
  wait: (text, run) => {
    const id = ++lastId
    timers.set(id, { timer: setTimeout(() => get().doNow(id), waitMs), run })
    set(({ deeds }) => ({ deeds: [...deeds, { id, text, dueAtMs: Date.now() + waitMs }] }))
  },
  takeBack: (id) => {
    clearTimeout(timers.get(id)?.timer)
    timers.delete(id)
    set(({ deeds }) => ({ deeds: deeds.filter((deed) => deed.id !== id) }))
  },
  doNow: (id) => {
    const waiting = timers.get(id)
    get().takeBack(id)
    void waiting?.run()
  },
}))

// What waits belongs to the organization it was asked for.
useOrgStore.subscribe(({ org }, before) => {
  if (org?.path !== before.org?.path)
    for (const { id } of useWaitingStore.getState().deeds) useWaitingStore.getState().takeBack(id)
})
