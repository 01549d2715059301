import { create } from 'zustand'
import type { OperationOutput } from '../../shared/operations/contract'
import { bridge } from '../bridge'

export type OrgInfo = OperationOutput<'org.info'>

interface OrgStore {
  /** What main last announced; null on the welcome screen. */
  readonly org: OrgInfo | null
  /** False until main answered once. */
  readonly isKnown: boolean
  /** Grows with every announcement: what a screen read under an older number is read again. */
  readonly news: number
  /** When the last announcement came: what “today” means on the screens. */
  readonly nowMs: number
  /** Main opened or closed an organization; the answer is already at hand. */
  take(org: OrgInfo | null): void
  reload(): Promise<void>
}

export const useOrgStore = create<OrgStore>()((set, get) => ({
  org: null,
  isKnown: false,
  news: 0,
  nowMs: Date.now(),
  take: (org) => set({ org, isKnown: true, news: get().news + 1, nowMs: Date.now() }),
  reload: async () => {
    const answer = await bridge.call('org.info', {})
    set({ org: answer.ok ? answer.value : null, isKnown: true, news: get().news + 1, nowMs: Date.now() })
  },
}))

/** Timers cannot wait longer. */
const longestWaitMs = 2_147_000_000

/** Starts listening to main; answers with a function that stops. */
export function followOrg(): () => void {
  void useOrgStore.getState().reload()
  const stopListening = bridge.on('org.changed', ({ n }) => {
    if (n === null) useOrgStore.getState().take(null)
    else void useOrgStore.getState().reload()
  })
  // What ends by itself ends on the screen too, to the moment.
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopFollowing = useOrgStore.subscribe(({ org }) => {
    clearTimeout(timer)
    if (org?.nextEndMs == null) return
    const restMs = Math.min(Math.max(org.nextEndMs - Date.now(), 0) + 50, longestWaitMs)
    timer = setTimeout(() => void useOrgStore.getState().reload(), restMs)
  })
  return () => {
    clearTimeout(timer)
    stopFollowing()
    stopListening()
  }
}
