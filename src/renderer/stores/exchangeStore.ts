import { create } from 'zustand'
import type { DeskEvents, OperationOutput } from '../../shared/operations/contract'
import { exchangeByItself } from '../../shared/domain/exchangeByItself'
import { bridge } from '../bridge'
import { closeOrg, useOpeningStore } from './openingStore'
import { useOrgStore } from './orgStore'
import { useRouteStore } from './routeStore'
import { useToastStore } from './toastStore'

type Exchanged = DeskEvents['sync.exchanged']
export type Place = NonNullable<OperationOutput<'sync.place'>['place']>
/** A place, or one file that goes by mail; that one is not remembered. */
export type Meeting = Place | { readonly kind: 'file'; readonly address: string }
export type Moved = NonNullable<Exchanged['did']>['moved'][number]

interface ExchangeStore {
  /** The exchange that somebody asked for and that runs now. */
  readonly job: string | null
  /** How far an exchange is that began by itself; null while none takes long. */
  readonly unasked: DeskEvents['job.progress'] | null
  readonly progress: DeskEvents['job.progress'] | null
  readonly last: Exchanged | null
  /** The last one was asked for here: how it ended is said in so many words. */
  readonly wasAsked: boolean
  /** Own pending changes that went otherwise than they were shown, until somebody has read it. */
  readonly moved: readonly Moved[]
  /** Answers true when it went through. */
  exchange(meeting: Meeting, how?: { readonly beginAnew: boolean }): Promise<boolean>
  cancel(): void
  forgetMoved(): void
}

/** Exchanges of the open organization, as far as this window has heard of them. */
export const useExchangeStore = create<ExchangeStore>()((set, get) => ({
  job: null,
  unasked: null,
  progress: null,
  last: null,
  wasAsked: false,
  moved: [],
  exchange: async ({ kind, address }, how = { beginAnew: false }) => {
    if (get().job !== null) return false
    const job = crypto.randomUUID()
    set({ job, progress: null })
    const answer = await bridge.call('sync.exchange', { [kind]: address, ...(how.beginAnew ? how : {}), job })
    set({ job: null, progress: null })
    // What is wrong with the question itself, and what was stopped in the queue, never became an exchange that main tells of.
    if (!answer.ok && get().last?.job !== job) {
      const { code, message } = answer.error
      set({ wasAsked: true, last: { job, atMs: Date.now(), did: null, failure: { code, message }, folder: null } })
    }
    return answer.ok
  },
  cancel: () => {
    const job = get().job ?? get().unasked?.job
    if (job !== undefined) void bridge.call('job.cancel', { job })
  },
  forgetMoved: () => set({ moved: [] }),
}))

/** Starts listening to main; answers with a function that stops. */
export function followExchanges(): () => void {
  const stopNews = bridge.on('sync.exchanged', (exchanged) => {
    const { moved } = useExchangeStore.getState()
    const fresh = exchanged.did?.moved ?? []
    const surprising = fresh.filter(({ verdict }) => verdict === 'held' || verdict === 'refused')
    const items = new Set(surprising.map(({ item }) => item))
    const kept = moved.filter(({ item }) => !items.has(item))
    useExchangeStore.setState({ last: exchanged, wasAsked: exchanged.job !== null, moved: [...kept, ...surprising] })
    if (exchanged.job === null) useExchangeStore.setState({ unasked: null })
    const through = fresh.filter(({ now, verdict }) => now === 'settled' && verdict !== 'held' && verdict !== 'refused')
    if (through.length > 0) {
      const text = through.length === 1 ? 'Your change is settled.' : `Your ${through.length} changes are settled.`
      useToastStore.getState().show({ text, tone: 'done' })
    }
    if ((exchanged.did?.arrived ?? 0) > 0) void takeKey()
  })
  const stopProgress = bridge.on('job.progress', (progress) => {
    if (progress.job === useExchangeStore.getState().job) useExchangeStore.setState({ progress })
    if (progress.job === exchangeByItself) useExchangeStore.setState({ unasked: progress })
  })
  const stopFollowing = useOrgStore.subscribe(({ org }, before) => {
    if (org?.path !== before.org?.path)
      useExchangeStore.setState({ last: null, moved: [], wasAsked: false, unasked: null })
  })
  return () => {
    stopNews()
    stopProgress()
    stopFollowing()
  }
}

/** A desktop whose request was approved has a key once the approval arrived: the organization is opened with that. */
async function takeKey(): Promise<void> {
  const { org } = useOrgStore.getState()
  if (org === null || org.kind !== 'org' || org.asOf !== null || org.viewAs !== null) return
  const devices = await bridge.call('device.list', {})
  if (!devices.ok) return
  // Whoever acts goes on as themselves: another operator of this desktop is never put in their place.
  const isOwn = (staffId: string | undefined) => org.actor === null || staffId === org.actor.staffId
  const own = devices.value.keys.filter((key) => key.kind === 'operator' && key.isHere && isOwn(key.person?.staffId))
  const isActing = own.some((key) => key.isActing && !key.isRevoked)
  if (isActing || !own.some((key) => !key.isRevoked)) return
  await closeOrg()
  if (!(await useOpeningStore.getState().open(org.path, org.actor === null ? {} : { as: org.actor.email }))) return
  useRouteStore.getState().go('sync')
  const name = useOrgStore.getState().org?.actor?.name
  if (name !== undefined) {
    useToastStore.getState().show({ text: `Approved: this desktop now signs as ${name}.`, tone: 'done' })
  }
}
