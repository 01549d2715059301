import { expect, it } from 'vitest'
import type { PermissionKey, PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const role = (key: string) => ({ role: key as RoleKey })
const place = (id: string) => id as PlaceId
const may = (key: string) => key as PermissionKey

async function anOrg() {
  const made = await aDeskWithOrg('prokeep')
  const { desk } = made
  for (const name of ['Riverton', 'Harbor']) value(await desk.call('place.add', { kind: 'location', name }))
  const { staffIds } = value(
    await desk.call('staff.add', {
      people: [
        { name: 'Mia', email: 'mia@x.example', role: 'manager' as RoleKey, at: [place('location:riverton')] },
        { name: 'Rob', email: 'rob@x.example', role: 'member' as RoleKey, at: [place('location:harbor')] },
      ],
      active: true,
    }),
  )
  return { ...made, mia: staffIds[0]!, rob: staffIds[1]! }
}

type Rows = { permission: string; kind: string; a: { reach: string }; b: { reach: string } }[]
const row = (rows: Rows, key: string) => rows.find((one) => one.permission === key)!

it('compares two roles as the table of the blueprint has them', async () => {
  const { desk } = await anOrg()
  const { rows } = value(await desk.call('access.compare', { a: role('manager'), b: role('administrator') }))
  expect(row(rows, 'dashboard.view')).toMatchObject({ kind: 'gain', a: { reach: 'assigned' }, b: { reach: 'all' } })
  expect(row(rows, 'settings.personal')).toMatchObject({ kind: 'same' })
  expect(rows.filter((one) => one.kind === 'loss')).toEqual([])
})

it('compares two people, by places too', async () => {
  const { desk, mia, rob } = await anOrg()
  const { rows, a } = value(await desk.call('access.compare', { a: { who: mia }, b: { who: rob } }))
  expect(a).toEqual({ title: 'Mia', note: 'Manager' })
  expect(row(rows, 'dashboard.view').kind).toBe('loss')
  // Both at their own places, which are not the same.
  expect(row(rows, 'inbox.access')).toMatchObject({ kind: 'other', a: { places: [{ id: 'location:riverton' }] } })
})

it('compares one person at two places', async () => {
  const { desk, mia } = await anOrg()
  const sides = { a: { who: mia, at: place('location:riverton') }, b: { who: mia, at: place('location:harbor') } }
  const { rows, b } = value(await desk.call('access.compare', sides))
  expect(b.note).toBe('Manager · at Harbor')
  expect(row(rows, 'inbox.access')).toMatchObject({ kind: 'loss', a: { reach: 'assigned' }, b: { reach: 'none' } })
  expect(row(rows, 'settings.personal').kind).toBe('same')
})

it('compares one role at two moments', async () => {
  const { desk } = await anOrg()
  const before = String(value(await desk.call('org.info', {})).revision.n)
  const edits = [{ role: 'member' as RoleKey, permission: may('dashboard.view'), reach: 'assigned' as const }]
  value(await desk.call('grant.set', { edits }))
  const sides = { a: { ...role('member'), moment: before }, b: role('member') }
  const { rows, a } = value(await desk.call('access.compare', sides))
  expect(a.note).toMatch(/^as of /)
  expect(rows.filter((one) => one.kind !== 'same').map((one) => [one.permission, one.kind])).toEqual([
    ['dashboard.view', 'gain'],
  ])
  expect(failure(await desk.call('access.compare', { ...sides, a: { ...role('member'), moment: '2031' } })).code).toBe(
    'bad-moment',
  )
})

it('says nothing of people whom the reader may not see (S0.14)', async () => {
  const { folder, path, desk, mia, rob } = await anOrg()
  const owner = value(await desk.call('org.info', {})).actor!.staffId
  const acting = await actAs(folder, path, mia, 'mia@x.example')
  for (const who of [owner, rob]) {
    const answer = await acting.call('access.compare', { a: { who: mia }, b: { who, moment: '2' } })
    expect(failure(answer).code).toBe('no-such-person')
  }
})
