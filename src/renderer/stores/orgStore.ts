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

export const useOrgStore = create<OrgStore>()((set, get) => {
  // Answers and news come on ways of their own: one that was asked for before what is shown already says nothing new.
  let asked = 0
  let shown = 0
  const show = (turn: number, org: OrgInfo | null): void => {
    if (turn < shown) return
    shown = turn
    set({ org, isKnown: true, news: get().news + 1, nowMs: Date.now() })
  }
  return {
    org: null,
    isKnown: false,
    news: 0,
    nowMs: Date.now(),
    take: (org) => show(++asked, org),
    reload: async () => {
      const turn = ++asked
      const answer = await bridge.call('org.info', {})
      show(turn, answer.ok ? answer.value : null)
    },
  }
})

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
