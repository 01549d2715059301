import { describe, expect, it } from 'vitest'
import type { OperationCall } from '../../../src/shared/operations/contract'
import { actAs } from '../../helpers/actAs'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

describe('the settings of an organization', () => {
  it('change name, time zone and plan as one history item, and undo takes all back', async () => {
    const { desk } = await aDeskWithOrg('propel')
    expect(value(await desk.call('org.settings', {}))).toEqual({
      name: 'Northside Supply',
      timeZone: 'Europe/Berlin',
      plan: '',
      help: { contact: '', contactLink: null, links: [] },
    })
    const edited = value(await desk.call('org.edit', { name: 'Northside', timeZone: 'Asia/Tokyo', plan: 'Enterprise' }))
    expect(value(await desk.call('org.settings', {}))).toMatchObject({
      name: 'Northside',
      timeZone: 'Asia/Tokyo',
      plan: 'Enterprise',
    })
    const { items } = value(await desk.call('log.list', { limit: 1 }))
    expect(items[0]!.details[0]).toBe(
      'renamed the organization from Northside Supply to Northside, moved its time zone from Europe/Berlin to Asia/Tokyo',
    )
    value(await desk.call('change.undo', { item: edited.item }))
    expect(value(await desk.call('org.settings', {}))).toMatchObject({ name: 'Northside Supply', plan: '' })
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  })

  it('refuse a time zone that is none, and an edit that changes nothing', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    expect(failure(await desk.call('org.edit', { timeZone: 'Berlin/Europe' })).code).toBe('bad-time-zone')
    expect(failure(await desk.call('org.edit', { name: 'Northside Supply' })).code).toBe('nothing-to-change')
    expect(failure(await desk.call('org.edit', { name: '  ' })).code).toBe('bad-input')
  })

  it('hold where questions go (S0.22) and pages that help (S3.25), and only links to pages and mail', async () => {
    const { desk } = await aDeskWithOrg('propel')
    const help = {
      contact: 'Ask the front desk',
      contactLink: 'mailto:help@northside.example',
      links: [{ title: 'Who may do what', url: 'https://help.northside.example/roles' }],
    }
    value(await desk.call('help.set', help))
    expect(value(await desk.call('org.settings', {})).help).toEqual(help)
    expect(failure(await desk.call('help.set', help)).code).toBe('nothing-to-change')
    for (const url of [
      'http://help.example',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://a b.example',
      'https://user@evil.example',
      'mailto:nobody',
      '',
    ]) {
      const bad = { ...help, links: [{ title: 'x', url }] } as OperationCall<'help.set'>
      expect(failure(await desk.call('help.set', bad)).code).toBe('bad-input')
      expect(failure(await desk.call('app.openLink', { url })).code).toBe('bad-link')
    }
  })

  it('open a link only through the desktop, which asks', async () => {
    const asked: string[] = []
    const desk = aDesk(aFolder(), { openLink: (url) => Promise.resolve(asked.push(url) > 1) })
    const url = 'https://help.northside.example/roles'
    expect(value(await desk.call('app.openLink', { url }))).toEqual({ opened: false })
    expect(value(await desk.call('app.openLink', { url }))).toEqual({ opened: true })
    expect(asked).toEqual([url, url])
  })
})

describe('somebody without the right', () => {
  it.each([
    ['prokeep', 'member'],
    ['prokeep', 'manager'],
    ['staff-ladder', 'freelancer'],
    ['staff-ladder', 'office-manager'],
    ['lines-and-products', 'standard'],
    ['pronto', 'user'],
    ['propel', 'user'],
  ])('changes no setting, help or plan, and undoes none: %s, %s', async (blueprint, role) => {
    const { desk, folder, path, idOf } = await aStaffedOrg(blueprint, [{ name: 'Nora', role }])
    const edited = value(await desk.call('org.edit', { name: 'Northside', plan: 'Enterprise' }))
    const helped = value(await desk.call('help.set', { contact: 'Front desk', contactLink: null, links: [] }))
    const before = value(await desk.call('org.info', {})).revision
    const nora = await actAs(folder, path, idOf.Nora!, 'nora@northside.example')
    const tries = [
      await nora.call('org.edit', { name: 'Nora & Co' }),
      await nora.call('org.edit', { timeZone: 'Asia/Tokyo' }),
      await nora.call('org.edit', { plan: 'Free' }),
      await nora.call('help.set', { contact: 'Call Nora', contactLink: 'https://nora.example', links: [] }),
      await nora.call('help.set', { contact: '', contactLink: null, links: [] }),
      await nora.call('change.undo', { item: edited.item }),
      await nora.call('change.undo', { item: helped.item }),
    ]
    for (const answer of tries) {
      const refusal = failure(answer)
      expect(['refused', 'cannot-undo']).toContain(refusal.code)
      // A sentence that says why, and names nobody.
      expect(refusal.message).toMatch(/^[A-Z“].*\.$/)
      expect(JSON.stringify(refusal)).not.toContain('Robin')
    }
    expect(value(await nora.call('org.info', {})).revision).toEqual(before)
    expect(value(await nora.call('org.settings', {}))).toMatchObject({
      name: 'Northside',
      timeZone: 'Europe/Berlin',
      plan: 'Enterprise',
      help: { contact: 'Front desk' },
    })
  })
})

describe('a switch', () => {
  it('says by name who loses before it is turned, and changes nothing (S3.13)', async () => {
    const { desk } = await aDeskWithOrg('propel')
    const people = [
      { name: 'Uma User', email: 'uma@x.example', role: 'user' },
      { name: 'Max Manager', email: 'max@x.example', role: 'manager' },
    ] as OperationCall<'staff.add'>['people']
    value(await desk.call('staff.add', { people, active: true }))
    const before = value(await desk.call('org.info', {})).revision
    const preview = value(
      await desk.call('switch.preview', { kind: 'setting', key: 'users-see-all-dashboards', on: false }),
    )
    expect(preview).toMatchObject({ gain: [], peopleGaining: 0, peopleLosing: 1, refusedBecause: [] })
    expect(preview.lose).toMatchObject([
      { name: 'Uma User', permission: 'dashboards.view', before: 'all', after: 'none' },
    ])
    expect(value(await desk.call('org.info', {})).revision).toEqual(before)
    const enterprise = value(await desk.call('switch.preview', { kind: 'feature', key: 'enterprise', on: true }))
    expect(enterprise.gain.map((one) => one.name).toSorted()).toEqual(['Max Manager', 'Robin Shaw'])
    expect(failure(await desk.call('switch.preview', { kind: 'product', key: 'blast', on: true })).code).toBe(
      'unknown-switch',
    )
  })
})
