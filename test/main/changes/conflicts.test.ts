import { expect, it } from 'vitest'
import type { Intent } from '../../../src/shared/domain/change'
import { emailKey } from '../../../src/shared/domain/staff'
import { compileRules } from '../../../src/main/engine/compileRules'
import { judgeChange, rulesAfter } from '../../../src/main/org/settle'
import { stateLayer } from '../../../src/main/org/stateLayer'
import { aPerson, aPlace, anOrgState } from '../../helpers/anOrgState'

/** One edit as two people could make it offline, each seeing the same organization. */
interface Edit {
  readonly says: string
  readonly intent: Intent
}

const bo = aPerson('bo@northside.example', { name: 'Bo', role: 'member', at: ['location:riverton'] })
const cy = aPerson('cy@northside.example', { name: 'Cy', role: 'member', state: 'removed', stateBefore: 'active' })
const ada = aPerson('ada@northside.example', { name: 'Ada', role: 'administrator' })
const abe = aPerson('abe@northside.example', { name: 'Abe', role: 'administrator' })
const personal: Record<string, string> = {}
const hashed = (text: string) => {
  const hash = Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)
  personal[hash] = text
  return { hash }
}
const edit = (says: string, kind: string, row: object): Edit => ({
  says,
  intent: { kind, body: { rows: [row] } } as unknown as Intent,
})
const on = bo.id
const add = (digit: string, email: string) => ({
  staffId: digit.repeat(32),
  from: null,
  to: { name: hashed('Dee'), email: hashed(email), role: 'member', state: 'active', assignments: [] },
})
const place = 'location:harbor'
const lone = 'location:lone'
const cell = { role: 'manager', permission: 'broadcast.send' }
const grant = { staffId: on, permission: 'labels.manage' }
const reach = (untilMs: number | null) => ({ reach: 'all', places: null, untilMs })
const later = Date.UTC(2030, 0, 1)

const subjects: readonly (readonly [title: string, edits: readonly Edit[]])[] = [
  [
    'The same person',
    [
      edit('make Bo a manager', 'staff.setRole', { staffId: on, from: 'member', to: 'manager' }),
      edit('make Bo an administrator', 'staff.setRole', { staffId: on, from: 'member', to: 'administrator' }),
      edit('remove Bo', 'staff.remove', { staffId: on, from: 'active', to: 'removed' }),
      edit('mark Bo as invited', 'staff.setState', { staffId: on, from: 'active', to: 'invited' }),
      edit('rename Bo to Bob', 'staff.edit', {
        staffId: on,
        from: { name: hashed('Bo') },
        to: { name: hashed('Bob') },
      }),
      edit('rename Bo to Beau', 'staff.edit', {
        staffId: on,
        from: { name: hashed('Bo') },
        to: { name: hashed('Beau') },
      }),
      edit('give Bo Harbor', 'staff.assign', { staffId: on, place, from: null, to: { untilMs: null } }),
      edit('give Bo Harbor until 2030', 'staff.assign', { staffId: on, place, from: null, to: { untilMs: later } }),
      edit('take Riverton from Bo', 'staff.assign', {
        staffId: on,
        place: 'location:riverton',
        from: { untilMs: null },
        to: null,
      }),
      edit('give Bo the labels', 'staff.grant', { ...grant, from: null, to: reach(null) }),
      edit('give Bo the labels until 2030', 'staff.grant', { ...grant, from: null, to: reach(later) }),
    ],
  ],
  [
    'Somebody in Restore',
    [
      edit('restore Cy', 'staff.restore', { staffId: cy.id, from: 'removed', to: 'active' }),
      edit('restore Cy as invited', 'staff.restore', { staffId: cy.id, from: 'removed', to: 'invited' }),
      edit('purge Cy', 'staff.purge', { staffId: cy.id, from: 'removed', to: 'purged' }),
      edit('add Dee with Cy’s address', 'staff.add', add('7', 'cy@northside.example')),
    ],
  ],
  [
    'The same address',
    [
      edit('add Dee', 'staff.add', add('8', 'dee@northside.example')),
      edit('add another Dee', 'staff.add', add('9', 'dee@northside.example')),
      edit('give Bo Dee’s address', 'staff.edit', {
        staffId: on,
        from: { email: hashed('bo@northside.example') },
        to: { email: hashed('dee@northside.example') },
      }),
    ],
  ],
  [
    'The same place',
    [
      edit('rename Lone to Pier', 'place.edit', { place: lone, from: { name: 'lone' }, to: { name: 'Pier' } }),
      edit('rename Lone to Quay', 'place.edit', { place: lone, from: { name: 'lone' }, to: { name: 'Quay' } }),
      edit('move Lone under Harbor', 'place.edit', { place: lone, from: { parent: null }, to: { parent: place } }),
      edit('move Harbor under Lone', 'place.edit', { place, from: { parent: null }, to: { parent: lone } }),
      edit('archive Lone', 'place.edit', { place: lone, from: { isArchived: false }, to: { isArchived: true } }),
      edit('delete Lone', 'place.delete', { place: lone, from: { name: 'lone', parent: null }, to: null }),
      edit('give Bo Lone', 'staff.assign', { staffId: on, place: lone, from: null, to: { untilMs: null } }),
      edit('create North', 'place.create', {
        place: 'location:north',
        from: null,
        to: { name: 'North', parent: null },
      }),
      edit('create North under Lone', 'place.create', {
        place: 'location:north',
        from: null,
        to: { name: 'North', parent: lone },
      }),
    ],
  ],
  [
    'The same permission, feature or name',
    [
      edit('let managers send broadcasts', 'grant.set', { ...cell, from: null, to: 'all' }),
      edit('keep managers from broadcasts', 'grant.set', { ...cell, from: null, to: 'none' }),
      edit('switch broadcasts off', 'switch.set', { switch: 'feature', key: 'broadcast', from: null, to: false }),
      edit('decide that broadcasts are on', 'switch.set', {
        switch: 'feature',
        key: 'broadcast',
        from: null,
        to: true,
      }),
      edit('call the organization North', 'org.edit', { from: { name: 'Northside Supply' }, to: { name: 'North' } }),
      edit('call the organization South', 'org.edit', { from: { name: 'Northside Supply' }, to: { name: 'South' } }),
    ],
  ],
  [
    'Two records of one person',
    [
      edit('merge Bo into Abe', 'staff.merge', { staffId: on, into: abe.id, from: 'active', to: 'removed' }),
      edit('merge Abe into Bo', 'staff.merge', { staffId: abe.id, into: on, from: 'active', to: 'removed' }),
      edit('remove Bo', 'staff.remove', { staffId: on, from: 'active', to: 'removed' }),
      edit('give Bo Harbor', 'staff.assign', { staffId: on, place, from: null, to: { untilMs: null } }),
      edit('mark Bo as invited', 'staff.setState', { staffId: on, from: 'active', to: 'invited' }),
    ],
  ],
  [
    'The one who makes the other edit',
    [
      edit('Abe makes Bo a manager', 'staff.setRole', { staffId: on, from: 'member', to: 'manager' }),
      edit('Ada removes Abe', 'staff.remove', { staffId: abe.id, from: 'active', to: 'removed' }),
      edit('Ada makes Abe a member', 'staff.setRole', { staffId: abe.id, from: 'administrator', to: 'member' }),
    ],
  ],
]

/** How the second ends when the first was settled before it. */
function second(first: Edit, then: Edit): string {
  const state = anOrgState({
    blueprint: 'prokeep',
    staff: [ada, abe, bo, cy],
    places: [aPlace('location:riverton'), aPlace(place), aPlace(lone)],
  })
  expect(state.staffIdByEmail.has(emailKey('cy@northside.example'))).toBe(true)
  const layer = stateLayer(state)
  const rules = compileRules(state)
  const ask = { layer, orgId: 'f'.repeat(64), atMs: Date.UTC(2026, 0, 5), personal: (hash: string) => personal[hash] }
  const author = (one: Edit) => (one.says.startsWith('Abe') ? abe.id : ada.id)
  const done = judgeChange({ ...ask, rules, author: author(first) }, first.intent)
  expect(done.verdict, first.says).toMatch(/applied|refused|held/)
  const after = rulesAfter(rules, layer.state, done.effects)
  const judged = judgeChange({ ...ask, rules: after, author: author(then) }, then.intent)
  return judged.because[0] === undefined ? `**${judged.verdict}**` : `**${judged.verdict}**: ${judged.because[0].text}`
}

it('writes down how every two edits that can meet end, in both orders', async () => {
  const lines = [
    '# When two people edit the same thing',
    '',
    'Two people with the right to do so edit without seeing each other’s edit. Whichever is settled first goes through; the table says how the other one ends. *applied*: both count. *agreed*: it was so already. *held*: it waits in the inbox of both, because what its author saw is not true any more. *refused*: it is against the rules by now, and waits in the inbox with the reason. Nothing is ever dropped silently, and no clock decides.',
    '',
    'This page is written by a test (`test/main/changes/conflicts.test.ts`) that tries every pair; “Ada” makes the edits where nobody is named.',
  ]
  for (const [title, edits] of subjects) {
    lines.push('', `## ${title}`, '', '| settled first | then | ends |', '| --- | --- | --- |')
    for (const [i, first] of edits.entries()) {
      for (const then of edits.slice(i)) {
        lines.push(`| ${first.says} | ${then.says} | ${second(first, then)} |`)
        if (then !== first) lines.push(`| ${then.says} | ${first.says} | ${second(then, first)} |`)
      }
    }
  }
  const page = `${lines.join('\n')}\n`
  // The scene of the requirement: a promotion meets a removal.
  expect(page).toContain('| remove Bo | make Bo a manager | **held**: Bo was removed. Restore them first. |')
  await expect(page).toMatchFileSnapshot('../../../docs/conflicts.md')
})
