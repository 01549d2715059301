import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

type Files = Record<string, Uint8Array>

describe('an evidence pack', () => {
  let desktop: Desktop
  let org: string
  let pack: string
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    pack = desktop.path('evidence.zip')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    for (const name of ['Riverton', 'Harbor', 'Mill']) {
      await desktop.json('place add', ['place', 'add', org, `location:${name.toLowerCase()}`, '--name', name])
    }
    const made = await desktop.json('audit', ['audit', org, '--evidence', pack])
    expect(made.evidence).toMatchObject({ signed: true, entries: 4 })
  })
  afterAll(() => desktop.dispose())

  const verify = (path: string, exit: number) => desktop.json('verify', ['verify', path], exit)
  const altered = (change: (files: Files) => void): string => {
    const files: Files = unzipSync(readFileSync(pack))
    change(files)
    return desktop.write('altered.zip', zipSync(files))
  }
  const lines = (files: Files) => Buffer.from(files['chain.jsonl']!).toString('utf8').trimEnd().split('\n')
  /** Makes the manifest fit the altered file again, as somebody would who wants to deceive. */
  const fitManifest = async (files: Files, name: string, content: string) => {
    const { createHash } = await import('node:crypto')
    const bytes = Buffer.from(content, 'utf8')
    const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8'))
    const entry = manifest.files.find((file: { name: string }) => file.name === name)
    entry.bytes = bytes.length
    entry.sha256 = createHash('sha256').update(bytes).digest('hex')
    files[name] = bytes
    files['manifest.json'] = Buffer.from(JSON.stringify(manifest), 'utf8')
  }

  it('verifies on a machine that has never seen the organization', async () => {
    const elsewhere = aDesktop()
    const copy = elsewhere.write('evidence.zip', readFileSync(pack))
    expect(await elsewhere.json('verify', ['verify', copy])).toEqual({ ok: true, entries: 4, changes: 4, problems: [] })
    elsewhere.dispose()
  })

  it('is refused with the place named when one byte of its data is altered', async () => {
    for (const name of ['findings.csv', 'matrix.csv', 'access.csv', 'chain.jsonl', 'manifest.json', 'signature.json']) {
      const path = altered((files) => {
        const bytes = Buffer.from(files[name]!)
        const at = Math.floor(bytes.length / 2)
        bytes[at] = bytes[at] === 0x61 ? 0x62 : 0x61
        files[name] = bytes
      })
      const { ok, problems } = await verify(path, 1)
      expect(ok, name).toBe(false)
      const where = name === 'manifest.json' ? /manifest|signature|\.csv|chain/ : new RegExp(name.replace('.', '\\.'))
      expect(problems[0]!.where).toMatch(where)
    }
  })

  it('is refused when a line is deleted or a file is put in or taken out', async () => {
    const shorter = altered((files) => {
      files['access.csv'] = Buffer.from(
        Buffer.from(files['access.csv']!).toString('utf8').split('\r\n').slice(0, -3).join('\r\n'),
      )
    })
    expect((await verify(shorter, 1)).problems[0]).toMatchObject({ where: 'access.csv' })
    const without = altered((files) => delete files['matrix.csv'])
    expect((await verify(without, 1)).problems[0]).toMatchObject({
      where: 'matrix.csv',
      text: 'It is missing from the pack.',
    })
    const withMore = altered((files) => (files['more.csv'] = Buffer.from('x')))
    expect((await verify(withMore, 1)).problems[0]).toMatchObject({ where: 'more.csv' })
  })

  it('is refused at the entry when the chain is shortened, swapped or cut in the middle, even with a new manifest', async () => {
    const cases: readonly [RegExp, (all: string[]) => string[]][] = [
      [/entry 2/, (all) => [all[0]!, all[2]!, all[3]!]],
      [/entry 2/, (all) => [all[0]!, all[2]!, all[1]!, all[3]!]],
      [/^chain\.jsonl$/, (all) => all.slice(0, 3)],
      [/entry 1/, (all) => all.slice(1)],
    ]
    for (const [where, change] of cases) {
      const files: Files = unzipSync(readFileSync(pack))
      await fitManifest(files, 'chain.jsonl', `${change(lines(files)).join('\n')}\n`)
      const found = await verify(desktop.write('altered.zip', zipSync(files)), 1)
      expect(found.problems[0]!.where).toMatch(where)
    }
  })

  it('is refused by its signature when data and manifest are altered together', async () => {
    const files: Files = unzipSync(readFileSync(pack))
    await fitManifest(files, 'findings.csv', 'Nothing was found.\r\n')
    const found = await verify(desktop.write('altered.zip', zipSync(files)), 1)
    expect(found.problems[0]).toMatchObject({ where: 'signature.json' })
  })

  it('says what it proves and what not, and holds no name in its chain', () => {
    const files: Files = unzipSync(readFileSync(pack))
    const text = Buffer.from(files['READ-ME.txt']!).toString('utf8')
    expect(text).toContain('What this pack proves')
    expect(text).toContain('What it does not prove')
    expect(Buffer.from(files['chain.jsonl']!).toString('utf8')).not.toMatch(/Dana|dana@/)
  })

  it('refuses what is no pack, and a pack that was cut short', async () => {
    const cut = desktop.write('cut.zip', readFileSync(pack).subarray(0, 900))
    expect(await desktop.refuses(3, 'verify', cut)).toMatchObject({ code: 'damaged' })
    const other = desktop.write('other.zip', zipSync({ 'a.txt': Buffer.from('x') }))
    expect((await verify(other, 1)).problems[0]).toMatchObject({ where: 'manifest.json' })
  })
})
