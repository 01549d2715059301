import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

describe('an access review on the command line', () => {
  let desktop: Desktop
  let org: string
  const call = (name: string, input: object, exit = 0) =>
    desktop.json('call', ['call', org, name, JSON.stringify(input)], exit) as Promise<Record<string, unknown>>
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    await desktop.json('place add', ['place', 'add', org, 'location:riverton', '--name', 'Riverton'])
    for (const name of ['Ben', '=Cmd']) {
      const email = `${name.replace('=', '').toLowerCase()}@example.org`
      const person = ['--name', name, '--email', email, '--role', 'member', '--at', 'location:riverton', '--active']
      await desktop.json('staff add', ['staff', 'add', org, ...person])
    }
  })
  afterAll(() => desktop.dispose())

  it('is frozen, decided, finished, and then a report and part of an evidence pack', async () => {
    const out = desktop.path('review.csv')
    const report = ['audit', org, '--report', 'review', '--format', 'csv', '--out', out]
    expect(await desktop.refuses(2, ...report)).toMatchObject({ code: 'no-such-review' })
    const { key } = await call('review.start', { scope: { kind: 'place', place: 'location:riverton' } })
    const { rows } = (await call('review.people', { key })) as { rows: { staffId: string; name: string }[] }
    const ben = rows.find(({ name }) => name === 'Ben')!
    await call('review.decide', { key, who: { filter: {} }, decision: 'keep' })
    await call('review.decide', { key, who: { ids: [ben.staffId] }, decision: 'remove', reason: 'Left in May' })
    await call('review.finish', { key })
    await desktop.json('audit', report)
    const { data } = Papa.parse<string[]>(readFileSync(out, 'utf8').slice(1), { skipEmptyLines: true })
    const row = data.find(([name]) => name === 'Ben')!
    expect(row).toEqual(
      expect.arrayContaining(['ben@example.org', 'Member', 'Riverton', 'remove', 'Left in May', 'Dana Kim']),
    )
    expect(row.at(-1)).toBe('Takes Riverton away from them (not made yet)')
    expect(data.some(([name]) => name === "'=Cmd")).toBe(true)
    const pack = desktop.path('evidence.zip')
    await desktop.json('audit', ['audit', org, '--evidence', pack])
    const files = unzipSync(readFileSync(pack))
    expect(strFromU8(files['review.csv']!)).toContain('Left in May')
    expect((await desktop.json('verify', ['verify', pack])).ok).toBe(true)
    expect((await desktop.json('verify', ['verify', org])).ok).toBe(true)
  })

  it('refuses what makes no sense', async () => {
    const refuse = (name: string, input: object) => desktop.refuses(2, 'call', org, name, JSON.stringify(input))
    const place = { scope: { kind: 'place', place: 'location:nowhere' } }
    expect(await refuse('review.start', place)).toMatchObject({ code: 'unknown-place' })
    expect(await refuse('review.start', { scope: { kind: 'role', role: 'nobody' } })).toMatchObject({
      code: 'unknown-role',
    })
    expect(await refuse('review.people', { key: 'no-such' })).toMatchObject({ code: 'no-such-review' })
    expect(await refuse('review.decide', { key: 'x', who: { filter: {} }, decision: 'perhaps' })).toMatchObject({
      code: 'bad-input',
    })
  })
})
