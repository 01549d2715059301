import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type OrgInfo, useOrgStore } from '../../../src/renderer/stores/orgStore'

const answers: ((org: OrgInfo) => void)[] = []
const named = (name: string) => ({ name }) as OrgInfo
const shown = () => useOrgStore.getState().org?.name

beforeEach(() => {
  answers.length = 0
  vi.stubGlobal('window', {
    rolecall: { call: () => new Promise((give) => answers.push((value) => give({ ok: true, value }))) },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('keeps what was opened or closed after an answer was asked for', async () => {
  const { reload, take } = useOrgStore.getState()
  const asking = reload()
  take(named('opened meanwhile'))
  answers[0]!(named('before'))
  await asking
  expect(shown()).toBe('opened meanwhile')
  const again = reload()
  take(null)
  answers[1]!(named('opened meanwhile'))
  await again
  expect(useOrgStore.getState().org).toBeNull()
})

it('shows the newest of the answers that come, whatever their order', async () => {
  const { reload } = useOrgStore.getState()
  const asking = [reload(), reload(), reload()]
  answers[0]!(named('first'))
  await asking[0]
  expect(shown()).toBe('first')
  answers[2]!(named('third'))
  answers[1]!(named('second'))
  await Promise.all(asking)
  expect(shown()).toBe('third')
})
