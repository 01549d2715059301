import { afterEach, beforeEach, expect, it } from 'vitest'
import { followWhoActs } from '../../../src/renderer/stores/followWhoActs'
import { type OrgInfo, useOrgStore } from '../../../src/renderer/stores/orgStore'
import { useToastStore } from '../../../src/renderer/stores/toastStore'

const orgOf = (path: string, staffId: string, n = 1) => ({ path, actor: { staffId }, n }) as unknown as OrgInfo
const take = (org: OrgInfo | null) => useOrgStore.getState().take(org)
const said = () => useToastStore.getState().toast?.text ?? null

let stop = () => {}
beforeEach(() => {
  stop = followWhoActs()
  take(orgOf('/a', 'ada'))
  useToastStore.getState().show({ text: 'Removed Bo.', tone: 'done', undoItem: 'one' })
})
afterEach(() => {
  stop()
  useToastStore.getState().dismiss()
  take(null)
})

it('keeps what was said while the same person acts', () => {
  take(orgOf('/a', 'ada', 2))
  expect(said()).toBe('Removed Bo.')
})

it.each([
  ['another operator acts', orgOf('/a', 'bo')],
  ['another organization is open', orgOf('/b', 'ada')],
  ['nothing is open', null],
])('takes the way back from the screen when %s', (_, org) => {
  take(org)
  expect(said()).toBeNull()
})

it('leaves what went wrong to be read', () => {
  useToastStore.getState().show({ text: 'The link could not be opened.', tone: 'problem' })
  take(null)
  expect(said()).toBe('The link could not be opened.')
})
