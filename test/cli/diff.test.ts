import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

describe('rolecall diff', () => {
  let desktop: Desktop
  let org: string
  let before: string
  const ben = 'ben@example.org'
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    before = desktop.path('before.json')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    await desktop.json('place add', ['place', 'add', org, 'location:riverton', '--name', 'Riverton'])
    for (const [name, role] of [
      ['Ben', 'member'],
      ['Mia', 'manager'],
      ['Old', 'member'],
    ] as const) {
      const email = `${name.toLowerCase()}@example.org`
      const at = ['--at', 'location:riverton', '--active']
      await desktop.json('staff add', ['staff', 'add', org, '--name', name, '--email', email, '--role', role, ...at])
    }
    await desktop.json('export', ['export', org, before])
    await desktop.json('staff set-role', ['staff', 'set-role', org, ben, 'manager'])
    await desktop.json('grant set', [
      'grant',
      'set',
      org,
      '--role',
      'manager',
      '--do',
      'labels.manage',
      '--reach',
      'all',
    ])
    await desktop.json('staff remove', ['staff', 'remove', org, 'old@example.org'])
  })
  afterAll(() => desktop.dispose())

  it('names who may do more and less since an export, where, through which change and entry', async () => {
    const found = await desktop.json('diff', ['diff', before, org], 1)
    expect(found.same).toBe(false)
    const gains = (email: string) => found.gain.filter((one) => one.email === email)
    // blueprints.md: a manager views users in their places, a member does not; labels were given to managers.
    expect(gains(ben).find((one) => one.permission === 'users.view')).toEqual({
      email: ben,
      name: 'Ben',
      permission: 'users.view',
      before: 'none',
      after: 'assigned',
      places: ['location:riverton'],
      through: ['moved from Member to Manager'],
    })
    expect(gains('mia@example.org')).toEqual([
      {
        email: 'mia@example.org',
        name: 'Mia',
        permission: 'labels.manage',
        before: 'none',
        after: 'all',
        places: null,
        through: [expect.stringMatching(/^Manager, .*: none → all$/)],
      },
    ])
    const lost = found.lose.filter((one) => one.email === 'old@example.org')
    expect(lost.map((one) => one.permission)).toContain('inbox.access')
    expect(lost[0]!.through).toEqual(['removed, in Restore'])
    expect(found.people.find((one) => one.email === ben)).toMatchObject({
      what: ['moved from Member to Manager'],
      entries: [6],
    })
    expect(found.grants).toEqual([{ role: 'manager', permission: 'labels.manage', before: 'none', after: 'all' }])
  })

  it('turns round when its sides do', async () => {
    const there = await desktop.json('diff', ['diff', before, org], 1)
    const back = await desktop.json('diff', ['diff', org, before], 1)
    const keys = (list: typeof there.gain) => list.map((one) => `${one.email} ${one.permission}`).toSorted()
    expect(keys(back.gain)).toEqual(keys(there.lose))
    expect(keys(back.lose)).toEqual(keys(there.gain))
  })

  it('compares two moments of one org as it compares two exports', async () => {
    const byMoment = await desktop.json('diff', ['diff', org, org, '--from', '5'], 1)
    const byExport = await desktop.json('diff', ['diff', before, org], 1)
    expect({ ...byMoment, a: null, b: null }).toEqual({ ...byExport, a: null, b: null })
    const asOf = await desktop.json('diff', ['diff', org, org, '--as-of', '5'], 1)
    expect(asOf.gain).toEqual(byMoment.gain)
  })

  it('finds nothing between an org and itself, its copy or its export: exit 0', async () => {
    const copy = desktop.path('copy.rolecall')
    copyFileSync(org, copy)
    expect(await desktop.json('diff', ['diff', org, copy], 0)).toMatchObject({ same: true, gain: [], lose: [] })
    expect(await desktop.json('diff', ['diff', org, org, '--to', '5', '--from', '5'], 0)).toMatchObject({ same: true })
  })

  it('matches the people of two organizations by e-mail address', async () => {
    const other = desktop.path('other.rolecall')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', other, '--blueprint', 'prokeep', '--name', 'Southside', '--owner', owner])
    const found = await desktop.json('diff', ['diff', other, before], 1)
    expect(found.people.map((one) => one.email).toSorted()).toEqual([
      'ben@example.org',
      'mia@example.org',
      'old@example.org',
    ])
    expect(found.places).toEqual([{ place: 'location:riverton', what: ['added under the top'] }])
  })

  it('says which file cannot be read', async () => {
    expect(await desktop.refuses(2, 'diff', org, desktop.path('nothing.json'))).toMatchObject({
      code: 'file-not-found',
    })
    const broken = desktop.write('broken.json', '{"format":"rolecall/bundle/1"')
    expect(await desktop.refuses(3, 'diff', org, broken)).toMatchObject({ code: 'bad-bundle' })
  })
})
