import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

describe('rolecall audit', () => {
  let desktop: Desktop
  let org: string
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    await desktop.json('place add', ['place', 'add', org, 'location:riverton', '--name', 'Riverton'])
    const ben = ['--name', 'Ben', '--email', 'ben@example.org', '--role', 'member', '--active']
    await desktop.json('staff add', ['staff', 'add', org, ...ben])
    await desktop.json('grant set', ['grant', 'set', org, '--role', 'member', '--do', 'users.view', '--reach', 'all'])
  })
  afterAll(() => desktop.dispose())

  it('finds what the organization should look at, and ends with 1 only when asked to fail', async () => {
    const found = await desktop.json('audit', ['audit', org])
    expect(found.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['one-can', 'no-place', 'wider-than-default', 'undecided']),
    )
    expect(found.findings.find(({ rule }) => rule === 'wider-than-default')!.proposal!.edits).toEqual([
      { role: 'member', permission: 'users.view', reach: null },
    ])
    expect(found.counts.high).toBe(0)
    await desktop.json('audit', ['audit', org, '--fail-on', 'high'], 0)
    await desktop.json('audit', ['audit', org, '--fail-on', 'medium'], 1)
    await desktop.json('audit', ['audit', org, '--fail-on', 'low'], 1)
  })

  it('reads an export as it reads the org, and the org as it was', async () => {
    const bundle = desktop.path('a.json')
    await desktop.json('export', ['export', org, bundle])
    const keys = async (...args: string[]) =>
      (await desktop.json('audit', ['audit', ...args])).findings.map(({ key }) => key)
    expect(await keys(bundle)).toEqual(await keys(org))
    expect(await keys(org, '--as-of', '1')).not.toContain('no-place/staff')
  })

  it('leaves out what was accepted with a reason, until that ends', async () => {
    const call = (name: string, input: object, exit = 0) =>
      desktop.json('call', ['call', org, name, JSON.stringify(input)], exit)
    await call('audit.accept', { key: 'no-place/staff', reason: 'Starts on Monday', until: '2999-01-01' })
    expect((await desktop.json('audit', ['audit', org])).findings.map(({ key }) => key)).not.toContain('no-place/staff')
    const all = await desktop.json('audit', ['audit', org, '--with-accepted'])
    expect(all.findings.find(({ key }) => key === 'no-place/staff')!.accepted).toMatchObject({
      reason: 'Starts on Monday',
      by: 'Dana Kim',
    })
    const verified = await desktop.json('verify', ['verify', org])
    expect(verified.ok).toBe(true)
    await call('audit.unaccept', { key: 'no-place/staff' })
    expect((await desktop.json('audit', ['audit', org])).findings.map(({ key }) => key)).toContain('no-place/staff')
    expect(
      await desktop.refuses(2, 'call', org, 'audit.accept', '{"key":"no/such","reason":"because","until":null}'),
    ).toMatchObject({ code: 'no-such-finding' })
  })

  it('writes the other reports, filtered', async () => {
    const out = desktop.path('access.csv')
    const role = ['--role', 'member', '--do', 'users.view']
    const { report } = await desktop.json('audit', [
      'audit',
      org,
      '--report',
      'access',
      '--format',
      'csv',
      '--out',
      out,
      ...role,
    ])
    expect(report).toMatchObject({ rows: 1 })
    const { data } = Papa.parse<string[]>(readFileSync(out, 'utf8').slice(1), { skipEmptyLines: true })
    expect(data[0]!.slice(0, 5)).toEqual(['Name', 'E-mail', 'Role', 'State', 'Places'])
    expect(data[0]).toHaveLength(6)
    expect(data[1]).toEqual(['Ben', 'ben@example.org', 'Member', 'active', '', 'all'])
    for (const [kind, ...more] of [
      ['matrix'],
      ['place', '--at', 'location:riverton'],
      ['changes', '--since', '2020-01-01'],
    ]) {
      const path = desktop.path(`${kind}.html`)
      await desktop.json('audit', ['audit', org, '--report', kind!, '--format', 'html', '--out', path, ...more])
      expect(readFileSync(path, 'utf8')).toContain('Northside')
    }
  })

  it('takes rules with other thresholds, and refuses what makes no sense', async () => {
    const rules = {
      format: 'rolecall/findings/1',
      rules: [{ key: 'top', check: 'crowded-top', severity: 'high', atMost: 1, name: 'Top', advice: 'Fewer.' }],
    }
    const file = desktop.write('rules.json', JSON.stringify(rules))
    expect((await desktop.json('audit', ['audit', org, '--rules', file])).findings).toEqual([])
    expect(await desktop.refuses(2, 'audit', org, '--rules', desktop.write('bad.json', '{}'))).toMatchObject({
      code: 'bad-rules',
    })
    expect(await desktop.refuses(2, 'audit', org, '--fail-on', 'much')).toMatchObject({ code: 'bad-input' })
    expect(await desktop.refuses(2, 'audit', org, '--format', 'pdf')).toMatchObject({ code: 'usage' })
    const since = ['--report', 'changes', '--since', 'soon', '--format', 'csv', '--out', desktop.path('x.csv')]
    expect(await desktop.refuses(2, 'audit', org, ...since)).toMatchObject({ code: 'bad-moment' })
  })
})
