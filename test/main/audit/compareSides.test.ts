import { describe, expect, it } from 'vitest'
import { compareSides, type Side } from '../../../src/main/audit/compareSides'
import { explainDifference } from '../../../src/main/audit/explainDifference'
import { compileRules } from '../../../src/main/engine/compileRules'
import type { PermissionKey } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'

const dayMs = 86_400_000

function aSide(state: OrgState, atMs: number, more: Partial<Side> = {}): Side {
  const rules = compileRules(state)
  const about = { orgId: 'one', name: 'Northside', path: '', kind: 'org', n: 1, head: null } as const
  return { ...about, atMs, state, rules, sees: () => 'full', ...more }
}

const labels = 'labels.manage' as PermissionKey
const state = anOrgState({
  places: [aPlace('location:riverton'), aPlace('location:harbor')],
  staff: [
    aPerson('cover@x.org', {
      at: ['location:riverton', ['location:harbor', 5 * dayMs]],
      personalGrants: [{ permission: labels, reach: 'all', places: null, untilMs: 5 * dayMs }],
    }),
    aPerson('steady@x.org', { at: ['location:riverton'] }),
  ],
})

describe('comparing one organization at two instants', () => {
  it('finds what ended by itself in between, although no entry says so', () => {
    const compared = compareSides(aSide(state, 4 * dayMs), aSide(state, 6 * dayMs))
    expect(compared.people).toHaveLength(1)
    const [person] = compared.people
    expect(person!.what).toEqual(['no longer at harbor', expect.stringMatching(/^personal grant of .* ended$/)])
    const lost = person!.lose.find(({ permission }) => permission === labels)!
    expect(lost).toMatchObject({ before: 'all', after: 'none', places: null })
    expect(explainDifference(compared, person!, lost)[0]).toMatch(/ended|no longer/)
    expect(compared.gain).toEqual([])
    expect(compareSides(aSide(state, 6 * dayMs), aSide(state, 7 * dayMs)).isSame).toBe(true)
  })

  it('tells nothing of people whom the reader may not see on either side, and of masked ones only the role', () => {
    const cover = [...state.staff.keys()][0]
    const hiding = (kind: 'hidden' | 'masked'): Partial<Side> => ({ sees: (id) => (id === cover ? kind : 'full') })
    const at = (more: Partial<Side>) => compareSides(aSide(state, 4 * dayMs), aSide(state, 6 * dayMs, more))
    expect(at(hiding('hidden'))).toMatchObject({ isSame: true, people: [], lose: [] })
    expect(at(hiding('masked'))).toMatchObject({ isSame: true, people: [], lose: [] })
  })
})
