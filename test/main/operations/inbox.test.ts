import { rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import type { Desk } from '../../../src/main/operations/desk'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'
import { seededSources } from '../../helpers/seededSources'

const role = (key: string) => key as RoleKey

async function addPerson(one: Console, name: string, at: readonly string[] = []) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: role('member'), at: at as never }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

async function meet(folder: string, ...desks: readonly Console[]) {
  for (const one of desks) value(await one.desk.call('sync.exchange', { folder }))
}

const listOf = async (one: Console) => value(await one.desk.call('inbox.list', {}))

/** The office settles; Mel removes Bo and Kim promotes Bo, without seeing each other. */
async function promotedAndRemoved() {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const bo = await addPerson(office, 'Bo')
  await meet(folder, office, mel, kim)
  value(await mel.desk.call('staff.remove', { staffIds: [bo] }))
  value(await kim.desk.call('staff.setRole', { staffId: bo, role: role('manager') }))
  return { office, mel, kim, folder, bo }
}

it('shows in every inbox that Bo was removed here while Bo was promoted there, with before, mine and theirs', async () => {
  const { office, mel, kim, folder } = await promotedAndRemoved()
  await meet(folder, mel, office, kim, office, mel, kim)
  for (const one of [office, mel, kim]) {
    const { total, groups } = await listOf(one)
    expect(total).toBe(1)
    const [group] = groups
    const who = one === kim ? 'you' : 'Kim'
    expect(group).toMatchObject({
      verdict: 'held',
      code: 'removed',
      title: `Bo was removed while ${who} made another edit of them`,
      text: expect.stringMatching(
        one === mel
          ? /^Your removal was settled first \(entry \d+, [^)]+\)\. Nothing was overwritten\.$/
          : /^The removal by Mel was settled first \(entry \d+, [^)]+\)\. Nothing was overwritten\.$/,
      ),
      by: { name: 'Kim', isActor: one === kim },
      met: { by: { name: 'Mel' }, sentence: 'removed Bo, in Restore until purged' },
    })
    expect(group!.items[0]!.rows).toEqual([
      expect.objectContaining({
        sentence: 'moved Bo from Member to Manager',
        reason: 'Bo was removed before it was settled. Restore them first.',
        before: 'Member',
        mine: 'Manager',
        theirs: 'Removed, in Restore (Member)',
        about: expect.objectContaining({ kind: 'person', name: 'Bo' }),
      }),
    ])
    expect(value(await one.desk.call('sync.status', {})).inbox).toBe(1)
  }
})

it('holds the later of two names, given at two consoles at once, with before, mine and theirs on every console', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const bo = await addPerson(office, 'Bo')
  await meet(folder, office, mel, kim)
  value(await mel.desk.call('staff.edit', { staffId: bo, name: 'Bob' }))
  value(await kim.desk.call('staff.edit', { staffId: bo, name: 'Beau' }))
  await meet(folder, mel, office, kim, office, mel, kim)
  for (const one of [office, mel, kim]) {
    expect(one.org.state().staff.get(bo)?.name).toBe('Bob')
    const { total, groups } = await listOf(one)
    expect(total).toBe(1)
    expect(groups[0]).toMatchObject({ verdict: 'held', code: 'changed-meanwhile', by: { name: 'Kim' } })
    expect(groups[0]!.items[0]!.rows).toMatchObject([{ before: 'Bo', mine: 'Beau', theirs: 'Bob' }])
  }
  // Whoever takes it over has seen what is so now.
  const [item] = (await listOf(mel)).groups[0]!.items
  value(await mel.desk.call('inbox.accept', { changes: [item!.change] }))
  await meet(folder, mel, office, kim)
  for (const one of [office, mel, kim]) {
    expect(one.org.state().staff.get(bo)?.name).toBe('Beau')
    expect((await listOf(one)).total).toBe(0)
  }
})

it('puts both through when the promotion settles first', async () => {
  const { office, mel, kim, folder, bo } = await promotedAndRemoved()
  await meet(folder, kim, office, mel, office, mel, kim)
  for (const one of [office, mel, kim]) {
    expect((await listOf(one)).total).toBe(0)
    expect(one.org.state().staff.get(bo)).toMatchObject({ state: 'removed', role: 'manager' })
  }
})

it('restores and promotes in one history item, which one undo takes back with the item', async () => {
  const { office, mel, kim, folder, bo } = await promotedAndRemoved()
  await meet(folder, mel, office, kim, office)
  const { change } = (await listOf(office)).groups[0]!.items[0]!
  const preview = value(await office.desk.call('inbox.preview', { changes: [change] }))
  expect(
    preview.ways.map(({ how, title, refusedBecause }) => [how, title, refusedBecause.map(({ code }) => code)]),
  ).toEqual([
    ['restore-first', 'Restore Bo and make them Manager', []],
    ['restore-only', 'Restore Bo as Member', []],
    ['as-wanted', 'Accept this edit', ['removed']],
  ])
  expect(preview.ways[0]!.sentences).toEqual(['Restored Bo.', 'Moved Bo from Member to Manager.'])
  expect(preview.ways[0]!.peopleGaining).toBe(1)
  expect(failure(await office.desk.call('inbox.accept', { changes: [change] })).code).toBe('conflict')
  expect((await listOf(office)).total).toBe(1)
  const { item } = value(await office.desk.call('inbox.accept', { changes: [change], how: 'restore-first' }))
  expect(office.org.state().staff.get(bo)).toMatchObject({ state: 'active', role: 'manager' })
  expect((await listOf(office)).total).toBe(0)
  expect(failure(await office.desk.call('inbox.dismiss', { changes: [change] })).code).toBe('already-closed')
  await meet(folder, office, mel, kim)
  expect((await listOf(mel)).total).toBe(0)
  const titleNow = async (one: Console) => value(await one.desk.call('log.list', { limit: 1 })).items[0]!.title
  expect(await titleNow(mel)).toBe('accepted an item of the inbox: restored Bo, moved Bo from Member to Manager')
  value(await office.desk.call('change.undo', { item }))
  expect(office.org.state().staff.get(bo)).toMatchObject({ state: 'removed', role: 'member' })
  expect((await listOf(office)).total).toBe(1)
  expect(value(await office.desk.call('org.verify', {})).problems).toEqual([])
})

it('dismisses on every console, under the name of whoever did', async () => {
  const { office, mel, kim, folder, bo } = await promotedAndRemoved()
  await meet(folder, mel, office, kim, office, kim)
  const { change } = (await listOf(kim)).groups[0]!.items[0]!
  value(await kim.desk.call('inbox.dismiss', { changes: [change] }))
  await meet(folder, kim, office, mel)
  for (const one of [office, mel, kim]) {
    expect((await listOf(one)).total).toBe(0)
    const closed = value(await one.desk.call('inbox.list', { state: 'closed' }))
    expect(closed.groups[0]!.items[0]!.closed).toMatchObject({ as: 'dismissed', by: 'Kim' })
    expect(one.org.state().staff.get(bo)!.state).toBe('removed')
  }
})

it('refuses on every console, at any later date, what was done under a cover that had ended when it was settled', async () => {
  const { office, others } = await consoles(
    'prokeep',
    [
      { name: 'Mel', role: 'manager', at: ['location:riverton'] },
      { name: 'Kim', role: 'administrator' },
    ],
    addPlaces,
  )
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const bo = await addPerson(office, 'Bo', ['location:harbor'])
  const untilMs = office.org.now() + 1_000_000
  value(await office.desk.call('staff.assign', { staffId: mel.staffId, add: [harbor], untilMs }))
  await meet(folder, office, mel)
  // Mel's own clock says that the cover lasts: no clock but the settling console's counts.
  value(await mel.desk.call('staff.remove', { staffIds: [bo] }))
  value(await office.desk.call('staff.setRole', { staffId: bo, role: role('manager') }))
  expect(mel.org.state().staff.get(bo)!.state).toBe('removed')
  while (office.org.now() < untilMs);
  await meet(folder, mel, office, mel)
  const entryOf = (one: Console) => one.org.line.entriesAfter(0, 1000).map(({ entryBytes }) => Buffer.from(entryBytes))
  kim.desk.close()
  const later = aDesk(kim.folder, { sources: seededSources('ten years on', Date.UTC(2036, 5, 1)) })
  value(await later.call('org.open', { path: kim.path, as: 'kim@northside.example' }))
  const kimLater: Console = { ...kim, desk: later, org: later.org! }
  await meet(folder, kimLater)
  for (const one of [office, mel, kimLater]) {
    expect(one.org.line.halt).toBe(null)
    expect(entryOf(one)).toEqual(entryOf(office))
    expect(one.org.state().staff.get(bo)).toMatchObject({ state: 'active', role: 'manager' })
    const { groups, total } = await listOf(one)
    expect(total).toBe(1)
    expect(groups[0]).toMatchObject({ verdict: 'refused', by: { name: 'Mel' }, met: null })
    expect(groups[0]!.items[0]!.rows[0]).toMatchObject({ sentence: 'removed Bo, in Restore until purged' })
    expect(groups[0]!.text).toMatch(/^The cover of Mel ended on 5 Jan 2026.*, before this edit was settled\./)
    expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])
  }
})

it('tells a manager of no row, count, name or console of people whom they may not see (S0.14)', async () => {
  const { office, others } = await consoles(
    'prokeep',
    [
      { name: 'Mel', role: 'manager', at: ['location:riverton'] },
      { name: 'Kim', role: 'administrator' },
    ],
    addPlaces,
  )
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const bo = await addPerson(office, 'Bo', [riverton])
  const cyril = await addPerson(office, 'Cyril', [harbor])
  const dora = await addPerson(office, 'Dora', [riverton])
  await meet(folder, office, mel, kim)
  for (const staffId of [bo, cyril]) {
    value(await kim.desk.call('staff.assign', { staffId, add: [place('location:pier')] }))
  }
  const both = { who: { ids: [cyril, dora] }, do: { kind: 'assign' as const, places: [place('location:quay')] } }
  value(await kim.desk.call('staff.bulk', both))
  value(await office.desk.call('staff.remove', { staffIds: [bo, cyril, dora] }))
  await meet(folder, office, kim, office, kim, mel)
  const items = (await listOf(office)).groups.flatMap((group) => group.items)
  expect(items.map(({ rows }) => rows.length).toSorted()).toEqual([1, 1, 2])

  const seen = await listOf(mel)
  const status = value(await mel.desk.call('sync.status', {}))
  expect([seen.total, status.inbox]).toEqual([2, 2])
  expect(seen.groups.flatMap((group) => group.items).map(({ rows, total }) => [rows.length, total])).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(status.consoles.map((one) => one.person?.name ?? null)).toEqual(['Mel', null])
  const told = JSON.stringify([seen, status])
  for (const hidden of ['Cyril', cyril, 'Kim', 'desk of']) {
    expect([hidden, told.replaceAll(`desk of ${mel.staffId.slice(0, 6)}`, '').includes(hidden)]).toEqual([
      hidden,
      false,
    ])
  }
  expect(seen.groups[0]!.by.name).toBe('an administrator')

  const ofCyril = items.find(({ rows, total }) => total === 1 && JSON.stringify(rows).includes('Cyril'))!.change
  const ofBoth = items.find(({ total }) => total === 2)!.change
  for (const name of ['inbox.preview', 'inbox.accept', 'inbox.dismiss'] as const) {
    expect(failure(await mel.desk.call(name, { changes: [ofCyril] })).code).toBe('not-found')
  }
  expect(failure(await mel.desk.call('inbox.show', { change: ofCyril })).code).toBe('not-found')
  const shown = value(await mel.desk.call('inbox.show', { change: ofBoth }))
  expect([shown.total, JSON.stringify(shown).includes(cyril)]).toEqual([1, false])
  // What is about somebody hidden too is not theirs to close, and the refusal names nobody.
  const refusal = failure(await mel.desk.call('inbox.dismiss', { changes: [ofBoth] }))
  expect([refusal.code, JSON.stringify(refusal).includes('Cyril')]).toEqual(['not-allowed', false])
})

it('takes an edit over with another value, for one role or one cell', async () => {
  const { office, mel, kim, folder, bo } = await promotedAndRemoved()
  const cell = { role: role('manager'), permission: 'users.delete' as never }
  value(await kim.desk.call('grant.set', { edits: [{ ...cell, reach: 'all' }] }))
  value(await mel.desk.call('grant.set', { edits: [{ ...cell, reach: 'none' }] }))
  await meet(folder, mel, office, kim, office)
  const { groups } = await listOf(office)
  const changeOf = (kind: string) => groups.flatMap((group) => group.items).find((one) => one.kind === kind)!.change
  const grant = groups.find(({ items }) => items[0]!.kind === 'grant.set')!
  expect(grant.title).toBe('Delete users of Manager was changed meanwhile')
  expect(grant.items[0]!.rows[0]).toMatchObject({
    mine: 'all',
    theirs: 'none',
    met: { by: { name: 'Mel' } },
    about: { kind: 'cell', ...cell },
  })
  const changes = [changeOf('grant.set')]
  const offered = async (of: typeof changes) => {
    const { values, typed } = value(await office.desk.call('inbox.preview', { changes: of }))
    return [typed, ...values.map(({ whose, text, instead, because }) => [whose, text, instead, because])]
  }
  // Kim wanted all where there was the default, which Mel took to none meanwhile.
  expect(await offered(changes)).toEqual([
    null,
    ['wanted', 'all', {}, ''],
    ['before', 'assigned places only (the default)', { before: true }, ''],
    ['now', 'none', null, ''],
    ['other', 'assigned places only', { reach: 'assigned' }, ''],
  ])
  expect(await offered([changeOf('staff.setRole')])).toEqual([
    null,
    ['wanted', 'Manager', {}, ''],
    ['now', 'Removed, in Restore (Member)', null, ''],
    ['other', 'Administrator', { role: 'administrator' }, ''],
  ])
  expect(
    failure(await office.desk.call('inbox.accept', { changes, instead: { before: true, reach: 'all' } })).message,
  ).toBe('Either the value before or another one can be given, not both.')
  const back = value(await office.desk.call('inbox.accept', { changes, instead: { before: true } }))
  expect(office.org.state().grants.get('manager/users.delete')?.reach).toBeUndefined()
  value(await office.desk.call('change.undo', { item: back.item }))
  expect(failure(await office.desk.call('inbox.accept', { changes, instead: { role: role('member') } })).code).toBe(
    'cannot-accept',
  )
  expect(failure(await office.desk.call('inbox.accept', { changes, instead: { reach: 'none' } })).code).toBe(
    'nothing-to-change',
  )
  expect(failure(await office.desk.call('inbox.accept', { changes, instead: { name: 'All of them' } })).code).toBe(
    'cannot-accept',
  )
  value(await office.desk.call('inbox.accept', { changes, instead: { reach: 'assigned' } }))
  expect(office.org.state().grants.get('manager/users.delete')?.reach).toBe('assigned')
  value(
    await office.desk.call('inbox.accept', {
      changes: [changeOf('staff.setRole')],
      how: 'restore-first',
      instead: { role: role('administrator') },
    }),
  )
  expect(office.org.state().staff.get(bo)).toMatchObject({ state: 'active', role: 'administrator' })
  expect((await listOf(office)).total).toBe(0)
})

it('takes a name, a switch, a place and a personal grant over with the value before or another one', async () => {
  const { office, others } = await consoles(
    'prokeep',
    [
      { name: 'Mel', role: 'administrator' },
      { name: 'Kim', role: 'administrator' },
    ],
    addPlaces,
  )
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const bo = await addPerson(office, 'Bo')
  await meet(folder, office, mel, kim)
  const permission = 'users.delete' as never
  const edit = async (one: Console, name: string, untilMs: number) => {
    value(await one.desk.call('place.edit', { place: riverton, name: `Riverton ${name}` }))
    value(await one.desk.call('staff.edit', { staffId: bo, name: `Bo ${name}` }))
    value(await one.desk.call('staff.assign', { staffId: bo, add: [harbor], untilMs }))
    value(await one.desk.call('staff.grant', { staffId: bo, permission, reach: 'all', untilMs }))
  }
  const dayMs = 24 * 3600 * 1000
  await edit(mel, 'Mel', office.org.now() + dayMs)
  await edit(kim, 'Kim', office.org.now() + 2 * dayMs)
  await meet(folder, mel, office, kim, office)
  const { groups } = await listOf(office)
  const changesOf = (kind: string) => [groups.flatMap((group) => group.items).find((one) => one.kind === kind)!.change]
  const accept = async (kind: string, instead: object) =>
    value(await office.desk.call('inbox.accept', { changes: changesOf(kind), instead }))
  const typed = value(await office.desk.call('inbox.preview', { changes: changesOf('staff.edit') }))
  expect([typed.typed, typed.values.map(({ whose, text }) => [whose, text])]).toEqual([
    'name',
    [
      ['wanted', 'Bo Kim'],
      ['before', 'Bo'],
      ['now', 'Bo Mel'],
    ],
  ])
  await accept('staff.edit', { name: 'Bo Both' })
  await accept('place.edit', { before: true })
  await accept('staff.assign', { before: true })
  await accept('staff.grant', { reach: 'assigned' })
  const { staff, places } = office.org.state()
  expect(staff.get(bo)).toMatchObject({ name: 'Bo Both', assignments: [] })
  expect(staff.get(bo)!.personalGrants).toMatchObject([{ permission, reach: 'assigned' }])
  expect(places.get(riverton)!.name).toBe('Riverton')
  expect((await listOf(office)).total).toBe(0)
  expect(value(await office.desk.call('org.verify', {})).problems).toEqual([])
})

it('warns of a console that was enrolled long ago and never came', async () => {
  const { office } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const folder = aFolder()
  const later = async (startMs: number) => {
    const desk = aDesk(office.folder, { sources: seededSources(`at ${startMs}`, startMs) })
    value(await desk.call('org.open', { path: office.path, as: 'robin@northside.example' }))
    return desk
  }
  office.desk.close()
  const unmet = await later(Date.UTC(2026, 1, 5))
  // Nobody can have been heard before the first exchange.
  expect(value(await unmet.call('sync.status', {})).warnings).toEqual([])
  value(await unmet.call('sync.exchange', { folder }))
  const { consoles: shown, warnings } = value(await unmet.call('sync.status', {}))
  expect(shown.map(({ person, isSilent, heardMs }) => [person?.name ?? null, isSilent, heardMs === null])).toEqual([
    [null, false, false],
    ['Mel', true, true],
  ])
  expect(warnings.join()).toMatch(/of Mel has never been heard from\. Edits that wait there are not known here/)
})

it('says where it stands: what settles, what is pending, what arrived, who was heard from, and how it failed', async () => {
  const { office, mel, kim, folder } = await promotedAndRemoved()
  const before = value(await kim.desk.call('sync.status', {}))
  expect(before).toMatchObject({
    settles: { by: 'registrar', isThisConsole: false },
    place: { kind: 'folder', address: folder, isEnough: true },
    last: { ok: true },
    pending: { total: 1, items: [{ sentence: 'moved Bo from Member to Manager', verdict: 'applied', because: '' }] },
  })
  await meet(folder, mel, office)
  // Without a place, the last one is taken.
  value(await kim.desk.call('sync.exchange', {}))
  const after = value(await kim.desk.call('sync.status', {}))
  expect(after.pending.items[0]).toMatchObject({
    verdict: 'held',
    because: 'Bo was removed before it was settled. Restore them first.',
  })
  expect(after.arrived.items.map(({ by, sentence }) => [by.name, sentence])).toContainEqual([
    'Mel',
    'removed Bo, in Restore until purged',
  ])
  const at = value(await office.desk.call('sync.status', {}))
  expect(at.settles.text).toBe('This console settles the changes of everybody.')
  expect(at.consoles.map(({ person, isThis, pending }) => [person?.name ?? null, isThis, pending])).toEqual([
    [null, true, 0],
    ['Kim', false, 0],
    ['Mel', false, 1],
  ])
  expect(at.warnings).toEqual([])
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'no folder')
  const failed = failure(await office.desk.call('sync.exchange', {}))
  const last = value(await office.desk.call('sync.status', {}))
  expect(last.last).toMatchObject({
    ok: false,
    text: failed.message,
    code: failed.code,
    lastGoodMs: expect.any(Number),
  })
  expect(last.warnings).toEqual([`The last exchange failed. ${failed.message}`])
  rmSync(folder)
  office.desk.close()
  const later = aDesk(office.folder, { sources: seededSources('a month on', Date.UTC(2026, 1, 5)) })
  value(await later.call('org.open', { path: office.path, as: 'robin@northside.example' }))
  const silent = value(await later.call('sync.status', {}))
  expect(silent.consoles.map(({ isSilent }) => isSilent)).toEqual([false, true, true])
  expect(silent.warnings.join('\n')).toMatch(/of Mel has not been heard from for 3\d days\./)
  expect(silent.warnings.join('\n')).toMatch(
    /This desktop has exchanged nothing for 3\d days\. It settles the changes, so that those of everybody else wait for it\. Exchange now\./,
  )
})

const harbor = place('location:harbor')
const riverton = place('location:riverton')

function place(id: string) {
  return id as PlaceId
}

async function addPlaces(office: Desk) {
  for (const name of ['Riverton', 'Harbor', 'Pier', 'Quay'])
    value(await office.call('place.add', { kind: 'location', name }))
}

it('tells of a change that went through in part only the rows that did, in the past of a cell too', async () => {
  const { office, mel, kim, folder } = await promotedAndRemoved()
  const manager = { role: role('manager'), permission: 'users.delete' as never }
  value(await mel.desk.call('grant.set', { edits: [{ ...manager, reach: 'none' }] }))
  const other = { role: role('manager'), permission: 'users.add' as never }
  value(
    await kim.desk.call('grant.set', {
      edits: [
        { ...manager, reach: 'all' },
        { ...other, reach: 'all' },
      ],
    }),
  )
  await meet(folder, mel, office, kim, office, kim)
  for (const one of [office, kim]) {
    const past = async (cell: typeof manager) =>
      value(await one.desk.call('grant.history', { ...cell, limit: 10 })).map(({ author, to }) => [author, to])
    expect(await past(manager)).toEqual([['Mel', 'none']])
    expect(await past(other)).toEqual([['Kim', 'all']])
    const { edits } = value(await one.desk.call('grant.restore', { ...other, n: one.org.revision().n }))
    expect(edits).toEqual([])
  }
})
