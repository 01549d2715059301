import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followExchanges, useExchangeStore } from '../../../src/renderer/stores/exchangeStore'
import { useToastStore } from '../../../src/renderer/stores/toastStore'

type Listener = (news: unknown) => void

const listeners = new Map<string, Listener>()
const calls: { readonly name: string; readonly input: unknown; readonly give: (answer: unknown) => void }[] = []
let stop = () => {}

beforeEach(() => {
  calls.length = 0
  vi.stubGlobal('window', {
    rolecall: {
      call: (name: string, input: unknown) => new Promise((give) => calls.push({ name, input, give })),
      on: (event: string, listener: Listener) => {
        listeners.set(event, listener)
        return () => listeners.delete(event)
      },
    },
  })
  useExchangeStore.setState({ job: null, progress: null, last: null, wasAsked: false, moved: [] })
  useToastStore.setState({ toast: null })
  stop = followExchanges()
})

afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

const nothing = { sent: 0, arrived: 0, settled: 0, pending: 0, moved: [], missing: [], lacks: 0, ignored: 0 }
const moved = (item: string, now: 'settled' | 'pending', verdict: string) => ({
  item,
  kind: 'staff.setRole',
  now,
  verdict,
})

function hear(job: string | null, changes: object): void {
  listeners.get('sync.exchanged')!({ job, atMs: 1, did: { ...nothing, ...changes }, failure: null })
}

it('keeps what ended otherwise than it was shown until somebody has read it, and says the rest in passing', () => {
  hear(null, {
    moved: [moved('a', 'settled', 'held'), moved('b', 'settled', 'applied'), moved('c', 'pending', 'refused')],
  })
  expect(useExchangeStore.getState().moved.map(({ item }) => item)).toEqual(['a', 'c'])
  expect(useToastStore.getState().toast?.text).toBe('Your change is settled.')
  // The same one again, now settled: it is told once.
  hear(null, { moved: [moved('c', 'settled', 'refused')] })
  expect(useExchangeStore.getState().moved).toEqual([moved('a', 'settled', 'held'), moved('c', 'settled', 'refused')])
  useExchangeStore.getState().forgetMoved()
  expect(useExchangeStore.getState().moved).toEqual([])
})

it('knows an exchange that was asked for from one that began by itself, whichever news comes first', async () => {
  hear(null, {})
  expect(useExchangeStore.getState().wasAsked).toBe(false)
  const running = useExchangeStore.getState().exchange({ kind: 'folder', address: '/share' })
  const { job } = useExchangeStore.getState()
  expect(calls[0]).toMatchObject({ name: 'sync.exchange', input: { folder: '/share', job } })
  listeners.get('job.progress')!({ job: 'another', phase: 'x', done: 1, total: 0 })
  expect(useExchangeStore.getState().progress).toBeNull()
  listeners.get('job.progress')!({ job, phase: 'Settling', done: 3, total: 0 })
  expect(useExchangeStore.getState().progress).toMatchObject({ done: 3 })
  calls[0]!.give({ ok: true, value: nothing })
  await running
  hear(job, { arrived: 2 })
  expect(useExchangeStore.getState()).toMatchObject({ job: null, wasAsked: true, last: { did: { arrived: 2 } } })
})

it('asks for one exchange at a time, and stops the one that runs', async () => {
  const running = useExchangeStore.getState().exchange({ kind: 'hub', address: 'postgres://a@b/c' })
  await useExchangeStore.getState().exchange({ kind: 'hub', address: 'postgres://a@b/c' })
  useExchangeStore.getState().cancel()
  expect(calls.map(({ name }) => name)).toEqual(['sync.exchange', 'job.cancel'])
  calls[0]!.give({ ok: false, error: { code: 'bad-input', message: 'No.' } })
  await running
  expect(useExchangeStore.getState().last?.failure).toEqual({ code: 'bad-input', message: 'No.' })
})
