import { expect, it } from 'vitest'
import type { RoleKey } from '../../../src/shared/domain/ids'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'

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
