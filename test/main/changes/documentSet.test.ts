import { expect, it } from 'vitest'
import type { DocumentValue } from '../../../src/shared/domain/documents'
import type { RoleKey } from '../../../src/shared/domain/ids'
import type { Desk } from '../../../src/main/operations/desk'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const write = (desk: Desk, from: DocumentValue | null, to: DocumentValue | null) =>
  desk.org!.apply({
    intents: [{ kind: 'document.set', body: { rows: [{ collection: 'setting', key: 'help/contact', from, to }] } }],
    personal: [],
  })
const kept = (desk: Desk) => desk.org!.state().documents.get('setting/help/contact')?.value

it('keeps what is written down, in memory and in the file, and takes it back by undo', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(write(desk, null, { title: 'Help', phone: '555' }))
  value(write(desk, { phone: '555', title: 'Help' }, { title: 'Help', phone: '556' }))
  value(await desk.call('change.undo', {}))
  expect(kept(desk)).toEqual({ title: 'Help', phone: '555' })
  expect(value(await desk.call('log.list', {})).items[0]?.title).toMatch(/^took back: .*“Help”/)
  value(await desk.call('org.open', { path }))
  expect(kept(desk)).toEqual({ title: 'Help', phone: '555' })
  expect(value(await desk.call('org.verify', {})).ok).toBe(true)
})

it('holds an edit of something that has changed, and agrees with one that wants the same', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  value(write(desk, null, { title: 'Help' }))
  expect(failure(write(desk, { title: 'Old' }, { title: 'New' })).code).toBe('conflict')
  expect(failure(write(desk, null, { title: 'Help' })).message).toMatch(/so already/)
  expect(kept(desk)).toEqual({ title: 'Help' })
})

it('is for those whom the guard lets, and limited in size', async () => {
  const { desk, folder, path } = await aDeskWithOrg('prokeep')
  expect(failure(write(desk, null, { text: 'x'.repeat(100_001) })).message).toMatch(/too large/)
  const added = value(
    await desk.call('staff.add', {
      people: [{ name: 'Ben', email: 'ben@northside.example', role: 'member' as RoleKey }],
      active: true,
    }),
  )
  const ben = await actAs(folder, path, added.staffIds[0]!, 'ben@northside.example')
  expect(failure(write(ben, null, { title: 'Mine' })).code).toBe('refused')
  expect(kept(ben)).toBeUndefined()
})
