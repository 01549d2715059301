import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useDraftStore, type CellEdit } from '../../../src/renderer/stores/draftStore'

type Answer = { readonly ok: true; readonly value: unknown }

const answers: { readonly name: string; readonly give: (answer: Answer) => void }[] = []
const edit = { role: 'teammate', permission: 'companies.view', reach: 'all' } as unknown as CellEdit
const nothingKept: Answer = { ok: true, value: { edits: [], note: '', name: null, moved: [] } }

beforeEach(() => {
  vi.useFakeTimers()
  answers.length = 0
  vi.stubGlobal('window', {
    rolecall: { call: (name: string) => new Promise<Answer>((give) => answers.push({ name, give })) },
  })
  useDraftStore.getState().forget()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('keeps what is staged while main still answers what the draft was', async () => {
  const loading = useDraftStore.getState().load()
  useDraftStore.getState().stage(edit)
  // The edit is on its way to the file before the older answer comes in.
  await vi.advanceTimersByTimeAsync(1000)
  expect(answers.map(({ name }) => name)).toEqual(['draft.read', 'draft.save'])
  answers[0]!.give(nothingKept)
  await loading
  expect(useDraftStore.getState().edits).toEqual([edit])
})

it('takes what the file holds when nothing was staged meanwhile', async () => {
  const loading = useDraftStore.getState().load()
  answers[0]!.give({ ok: true, value: { edits: [edit], note: 'why', name: 'Autumn', moved: [] } })
  await loading
  expect(useDraftStore.getState()).toMatchObject({ edits: [edit], note: 'why', name: 'Autumn' })
})
