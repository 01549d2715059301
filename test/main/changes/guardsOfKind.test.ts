import { expect, it } from 'vitest'
import { guardsOfKind } from '../../../src/main/changes/guardsOfKind'
import { planChange } from '../../../src/main/changes/planChange'
import type { Authority, Planning } from '../../../src/main/changes/planning'
import { keyChecks } from '../../../src/main/org/keys/keyChecks'
import { collections } from '../../../src/shared/domain/documents'
import type { Intent } from '../../../src/shared/domain/change'
import type { InboxItem } from '../../../src/shared/domain/inbox'
import { aPerson, aPlace, anOrgState } from '../../helpers/anOrgState'

const ada = aPerson('ada@northside.example', { role: 'administrator' })
const bo = aPerson('bo@northside.example')
const gone = aPerson('cy@northside.example', { state: 'removed', stateBefore: 'active' })
const state = anOrgState({ staff: [ada, bo, gone], places: [aPlace('location:riverton')] })
const hash = { hash: '0'.repeat(64) }
const on = bo.id
const role = { name: 'x', summary: 'y' }

/** One edit of each kind that lies with an administrator’s rights; of the others the planner asks more than a guard. */
const rows: readonly (readonly [kind: Intent['kind'], row: object])[] = [
  ['org.edit', { from: { name: 'Northside Supply' }, to: { name: 'North' } }],
  [
    'staff.add',
    {
      staffId: '1'.repeat(32),
      from: null,
      to: { name: hash, email: hash, role: 'member', state: 'active', assignments: [] },
    },
  ],
  ['staff.edit', { staffId: on, from: { name: hash }, to: { name: hash } }],
  ['staff.setState', { staffId: on, from: 'active', to: 'invited' }],
  ['staff.setRole', { staffId: on, from: 'member', to: 'manager' }],
  ['staff.reassign', { staffId: gone.id, from: 'member', to: 'manager' }],
  ['staff.demote', { staffId: on, from: 'member', to: 'manager' }],
  ['staff.assign', { staffId: on, place: 'location:riverton', from: null, to: { untilMs: null } }],
  ['staff.grant', { staffId: on, permission: 'labels.manage', from: null, to: null }],
  ['staff.remove', { staffId: on, from: 'active', to: 'removed' }],
  ['staff.restore', { staffId: gone.id, from: 'removed', to: 'active' }],
  ['staff.purge', { staffId: gone.id, from: 'removed', to: 'purged' }],
  ['staff.merge', { staffId: on, into: ada.id, from: 'active', to: 'removed' }],
  ['place.edit', { place: 'location:riverton', from: { name: 'riverton' }, to: { name: 'River' } }],
  ['place.delete', { place: 'location:riverton', from: { name: 'riverton', parent: null }, to: null }],
  ['grant.set', { role: 'manager', permission: 'broadcast.send', from: null, to: 'none' }],
  ['switch.set', { switch: 'feature', key: state.blueprint.features[0]!.key, from: null, to: false }],
  ['sequencer.set', { from: 'registrar', to: 'hub' }],
  ['role.edit', { role: 'manager', from: role, to: role }],
  ['role.move', { role: 'manager', from: { under: 'administrator' }, to: { under: 'member' } }],
  ['permission.edit', { permission: 'broadcast.send', from: { name: 'x' }, to: { name: 'y' } }],
  ['area.set', { area: 'new-area', from: null, to: { name: 'New' } }],
  ['blueprint.update', { from: state.blueprint, to: state.blueprint }],
]

function plan(intent: Intent, more: Partial<Authority> = {}, inbox: readonly InboxItem[] = []) {
  const asked = new Set<string>()
  const free = () => null
  const authority: Authority = {
    edit: (edit) => (asked.add(edit), null),
    giveRole: free,
    giveReach: free,
    givePlaces: free,
    move: free,
    sees: () => true,
    ...more,
  }
  const planning: Planning = {
    state: {
      ...state,
      blueprint: { ...state.blueprint, ownRoles: true },
      inbox: new Map(inbox.map((item) => [item.changeId, item])),
    },
    author: ada.id,
    org: '0'.repeat(64),
    atMs: 0,
    authority,
    keys: keyChecks,
    personal: () => undefined,
    put: () => {},
  }
  return { verdicts: planChange(planning, intent), asked }
}

it.each(rows)('says of %s what its planner asks', (kind, row) => {
  const { asked } = plan({ kind, body: { rows: [row] } } as unknown as Intent)
  expect([...asked].toSorted()).toEqual([...guardsOfKind[kind]].toSorted())
})

it('says of documents every guard that one of them asks', () => {
  const asked = new Set<string>()
  for (const collection of Object.keys(collections)) {
    const row = { collection, key: 'one', from: null, to: {} }
    for (const edit of plan({ kind: 'document.set', body: { rows: [row] } } as unknown as Intent).asked) asked.add(edit)
  }
  expect([...asked].toSorted()).toEqual([...guardsOfKind['document.set']].toSorted())
})

it('lets nobody close somebody else’s item without the right to make the edit', () => {
  const item = (kind: InboxItem['kind']): InboxItem => ({
    changeId: 'a'.repeat(64) as never,
    n: 3,
    item: 'a'.repeat(64),
    author: bo.id,
    kind,
    rows: [{ row: 0, verdict: 'held', because: 'removed', staffId: gone.id }],
    closed: null,
  })
  const close: Intent = {
    kind: 'inbox.close',
    body: { rows: [{ change: 'a'.repeat(64) as never, from: 'open', to: 'dismissed' }] },
  }
  // Who may only look after consoles closes no merge, no move in Restore and no edit of the ladder.
  const onlyConsoles: Partial<Authority> = {
    edit: (edit) => (edit === 'console.manage' ? null : [{ code: 'not-granted', text: 'No.' }]),
  }
  for (const kind of ['staff.merge', 'staff.demote', 'staff.reassign', 'org.edit', 'role.edit', 'area.set'] as const) {
    expect([kind, plan(close, onlyConsoles, [item(kind)]).verdicts[0]!.verdict]).toEqual([kind, 'refused'])
    expect(plan(close, {}, [item(kind)]).verdicts[0]!.verdict).toBe('applied')
  }
  expect(plan(close, onlyConsoles, [item('key.revoke')]).verdicts[0]!.verdict).toBe('applied')
})
