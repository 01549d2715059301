import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangeRecord } from '../../src/shared/domain/change'
import { takeOverClaim } from '../../src/shared/domain/keyClaims'
import type { Primitives } from '../../src/shared/evidence/primitives'
import { verifyEvidence } from '../../src/shared/evidence/verifyEvidence'
import { nodePrimitives } from '../../src/main/exchange/evidence/nodePrimitives'
import { signingKey } from '../../src/main/org/keys/ed25519'
import { recordId, signRecord } from '../../src/main/org/record'
import { runAtOnce } from '../../src/main/org/runInSteps'
import { noblePrimitives } from '../../src/verifier/noblePrimitives'
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
    expect((await verify(shorter, 1)).problems[0]).toMatchObject({
      where: 'access.csv, line 13',
    })
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

  it('names the line of the data that was altered, put in, taken out or swapped', async () => {
    const cases: readonly [string, string, (all: string[]) => string[]][] = [
      ['line 4', 'It was altered.', (all) => all.map((line, i) => (i === 3 ? `${line.slice(0, -2)}x\r` : line))],
      ['line 4', 'It was taken out.', (all) => all.filter((_, i) => i !== 3)],
      ['line 4', 'It was put in.', (all) => [...all.slice(0, 3), 'new,line\r', ...all.slice(3)]],
      ['line 2', 'It was swapped with line 4.', (all) => [all[0]!, all[3]!, all[2]!, all[1]!, ...all.slice(4)]],
    ]
    for (const [line, text, change] of cases) {
      const path = altered((files) => {
        const all = Buffer.from(files['matrix.csv']!).toString('utf8').split('\n')
        files['matrix.csv'] = Buffer.from(change(all).join('\n'))
      })
      expect((await verify(path, 1)).problems[0]).toEqual({ where: `matrix.csv, ${line}`, text })
    }
  })

  it('names the entry when the chain alone was altered', async () => {
    const path = altered((files) => {
      const all = lines(files)
      files['chain.jsonl'] = Buffer.from(`${[all[0]!, all[2]!, all[1]!, all[3]!].join('\n')}\n`)
    })
    expect((await verify(path, 1)).problems[0]!.where).toBe('chain.jsonl, entry 2')
  })

  it('is refused whichever byte of the whole file is altered, by the command line and by the page alike', () => {
    const bytes = readFileSync(pack)
    const check = (some: Uint8Array, primitives: Primitives) => runAtOnce(verifyEvidence(some, primitives))
    expect(check(bytes, nodePrimitives)).toEqual(check(bytes, noblePrimitives))
    // Every header byte is somewhere here: at the end lies the directory, and a prime step meets all kinds of the rest.
    const offsets = new Set<number>()
    for (let at = 0; at < bytes.length; at += 1031) offsets.add(at)
    for (let at = 0; at < 60; at += 1) offsets.add(at)
    for (let at = bytes.length - 1500; at < bytes.length; at += 7) offsets.add(at)
    for (const at of offsets) {
      const one = Uint8Array.from(bytes)
      one[at] = one[at]! ^ (1 << (at % 8))
      const found = check(one, nodePrimitives)
      expect(found.ok, `byte ${at}`).toBe(false)
      expect(found.problems[0]!.where).not.toBe('')
    }
    for (const at of [100, 40_000, bytes.length - 2000, bytes.length - 10]) {
      const one = Uint8Array.from(bytes)
      one[at] = one[at]! ^ 1
      expect(check(one, noblePrimitives)).toEqual(check(one, nodePrimitives))
    }
  })

  it('refuses a file that the manifest does not list, wherever it was put', async () => {
    for (const name of ['READ-ME-TOO.txt', 'findings.csv.bak', 'a/b.txt', 'verify.html ']) {
      const path = altered((files) => (files[name] = Buffer.from('x')))
      expect((await verify(path, 1)).problems[0], name).toMatchObject({ where: name })
    }
    const notes = altered((files) => (files['notes.txt'] = Buffer.from('x')))
    expect((await verify(notes, 1)).problems[0]).toEqual({
      where: 'notes.txt',
      text: 'It was put into the pack: the manifest does not list it.',
    })
  })

  it('says that a pack was packed anew, though all that it holds is as it was', async () => {
    const found = await verify(
      altered(() => {}),
      1,
    )
    expect(found.problems[0]!.where).toMatch(/^the pack, byte \d+$/)
    expect(found.problems[0]!.text).toContain('packed anew')
  })

  it('takes no keys from a take-over that the recovery words did not sign', async () => {
    const files: Files = unzipSync(readFileSync(pack))
    const all = lines(files)
    const last = JSON.parse(all.at(-1)!)
    const prev = recordId('entry', Buffer.from(last.entry, 'utf8'))
    const org = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')).organization.id
    const first = JSON.parse(JSON.parse(all[0]!).change)
    const [operator, console] = [signingKey(Buffer.alloc(32, 7)), signingKey(Buffer.alloc(32, 9))]
    const from = JSON.parse(last.entry).by
    const keys = {
      console: { publicKey: console.publicKey, name: { hash: 'ab'.repeat(32) } },
      operator: { publicKey: operator.publicKey, name: { hash: 'cd'.repeat(32) } },
    }
    const staffId = first.author
    const claim = { org, from, staffId, ...keys, revokes: [] }
    const takeOver = {
      staffId,
      ...keys,
      revokes: [],
      signature: Buffer.from(operator.sign(takeOverClaim(claim))).toString('hex'),
    }
    const change = signRecord(
      'change',
      {
        v: 1,
        org,
        rules: 1,
        key: operator.id,
        seq: 1,
        base: { n: 4, hash: prev },
        author: staffId,
        kind: 'registrar.set',
        body: { rows: [{ from, to: console.id, takeOver }] },
        at: '2026-01-01T00:00:00.000Z',
      } as unknown as ChangeRecord,
      operator,
    )
    const entry = signRecord(
      'entry',
      { ...JSON.parse(last.entry), n: 5, prev, changeId: change.id, by: console.id, verdict: 'applied', facts: {} },
      console,
    )
    const forged = JSON.stringify({
      entry: Buffer.from(entry.bytes).toString('utf8'),
      entrySignature: Buffer.from(entry.signature).toString('hex'),
      key: operator.id,
      changeSignature: Buffer.from(change.signature).toString('hex'),
      change: Buffer.from(change.bytes).toString('utf8'),
    })
    await fitManifest(files, 'chain.jsonl', `${[...all, forged].join('\n')}\n`)
    const found = await verify(desktop.write('forged.zip', zipSync(files)), 1)
    expect(found.problems[0]).toEqual({
      where: 'chain.jsonl, entry 5',
      text: 'The recovery words of the organization did not sign that somebody takes over.',
    })
  })

  it('comes with a page that asks for nothing', async () => {
    const page = desktop.path('verify.html')
    await desktop.json('verifier', ['verifier', page])
    const inPack = unzipSync(readFileSync(pack))['verify.html']!
    const text = readFileSync(page, 'utf8')
    expect(Buffer.from(inPack).toString('utf8')).toBe(text)
    expect(text).toContain("default-src 'none'")
    expect(text).not.toMatch(/<(script|link|img|iframe)[^>]*\s(src|href)=/)
    expect(text).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/)
    expect(await desktop.refuses(2, 'verifier', page)).toMatchObject({ code: 'file-exists' })
  })
})
