import { expect, it } from 'vitest'
import { matteringFacts } from '../../../../src/renderer/features/ask/matteringFacts'

it('asks only for what some permission looks at', () => {
  expect(matteringFacts([{ class: 'org', needs: [] }])).toEqual({
    createdBy: false,
    sharedWith: false,
    connected: false,
    facts: [],
  })
  expect(
    matteringFacts([
      { class: 'record', needs: [{ fact: 'shareable' }] },
      { class: 'share', needs: [{ whenFact: 'archived' }, { fact: 'shareable' }] },
    ]),
  ).toEqual({ createdBy: true, sharedWith: true, connected: false, facts: ['shareable', 'archived'] })
  expect(matteringFacts([{ class: 'self', needs: [] }]).createdBy).toBe(true)
  expect(matteringFacts([{ class: 'person', needs: [] }]).connected).toBe(true)
})
