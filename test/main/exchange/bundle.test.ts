import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import type { Bundle } from '../../../src/main/exchange/bundle'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'

async function aBundle() {
  const { desk, folder } = await aDeskWithOrg('staff-ladder')
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(
    await desk.call('staff.add', {
      people: [
        {
          name: 'Ben Osei',
          email: 'ben@northside.example',
          role: 'teammate' as never,
          at: ['location:riverton' as never],
        },
        { name: 'Zoë Ångström', email: 'zoë@northside.example', role: 'salesperson' as never },
      ],
      active: true,
    }),
  )
  const path = join(folder, 'export.json')
  const exported = value(await desk.call('org.export', { path }))
  return { desk, folder, path, exported }
}

async function openElsewhere(path: string) {
  return aDesk(aFolder()).call('org.open', { path })
}

it('opens read-only on a desktop that has never seen the org, with the same people and answers', async () => {
  const { desk, path, exported } = await aBundle()
  const elsewhere = aDesk(aFolder())
  const info = value(await elsewhere.call('org.open', { path }))
  expect(info).toMatchObject({ kind: 'bundle', mode: 'read-only', actor: null, counts: { people: 3 } })
  expect(info.orgId).toBe(value(await desk.call('org.info', {})).orgId)
  expect(info.revision).toEqual({ n: exported.entries, head: info.revision.head })
  expect(value(await elsewhere.call('staff.list', {})).rows.map((row) => row.name)).toEqual([
    'Ben Osei',
    'Robin Shaw',
    'Zoë Ångström',
  ])
  expect(value(await elsewhere.call('grant.matrix', {}))).toEqual(value(await desk.call('grant.matrix', {})))
  expect(value(await elsewhere.call('org.verify', {}))).toMatchObject({ ok: true })
  expect(failure(await elsewhere.call('place.add', { kind: 'location', name: 'X' })).code).toBe('read-only')
})

it('becomes an org file again that verifies', async () => {
  const { path, folder } = await aBundle()
  const elsewhere = aDesk(aFolder())
  const target = join(folder, 'again.rolecall')
  expect(value(await elsewhere.call('org.openInto', { bundle: path, path: target })).entries).toBe(3)
  value(await elsewhere.call('org.open', { path: target }))
  expect(value(await elsewhere.call('org.verify', {}))).toMatchObject({ ok: true, problems: [] })
})

describe('a bundle that was tampered with is refused with the place named', () => {
  const cases: [string, (bundle: Bundle) => void, RegExp][] = [
    [
      'a changed role',
      (bundle) => {
        bundle.log[2]!.change = bundle.log[2]!.change.replace('"teammate"', '"admin"')
      },
      /Entry 3/,
    ],
    [
      'a deleted line',
      (bundle) => {
        bundle.log.splice(1, 1)
      },
      /Entry 2.*entry 3/,
    ],
    [
      'two swapped entries',
      (bundle) => {
        bundle.log.push(...bundle.log.splice(1, 1))
      },
      /Entry 2/,
    ],
    [
      'a cut end',
      (bundle) => {
        bundle.log.pop()
      },
      /shortened/,
    ],
    [
      'a cut end and head',
      (bundle) => {
        bundle.log.pop()
        bundle.head.n = 2
      },
      /shortened/,
    ],
    [
      'a changed name',
      (bundle) => {
        bundle.personal[0]!.value = 'Eve'
      },
      /personal\.0/,
    ],
    [
      'a changed signature',
      (bundle) => {
        bundle.log[1]!.changeSignature = bundle.log[2]!.changeSignature
      },
      /Entry 2.*signature/,
    ],
  ]
  it.each(cases)('%s', async (_, tamper, place) => {
    const { path } = await aBundle()
    const bundle = JSON.parse(readFileSync(path, 'utf8')) as Bundle
    tamper(bundle)
    writeFileSync(path, JSON.stringify(bundle))
    expect(failure(await openElsewhere(path))).toMatchObject({
      code: 'bad-bundle',
      message: expect.stringMatching(place),
    })
  })

  it('any single changed byte of the log', async () => {
    const { path } = await aBundle()
    const bytes = readFileSync(path)
    const start = bytes.indexOf('"log"')
    const end = bytes.indexOf('"personal": [')
    const desk = aDesk(aFolder())
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start + 10, max: end - 6 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, xor) => {
          const copy = Buffer.from(bytes)
          copy[at]! ^= xor
          // White space between the lines is nobody's data.
          if (/^\s$/.test(String.fromCharCode(copy[at]!)) && /^\s$/.test(String.fromCharCode(bytes[at]!))) return
          writeFileSync(path, copy)
          const opened = await desk.call('org.open', { path })
          if (opened.ok) {
            // The same letter may be spelled \u0061 or a: then nothing was changed.
            expect(JSON.parse(copy.toString()).log).toEqual(JSON.parse(bytes.toString()).log)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

it('refuses half a bundle, a newer one, and JSON that is none', async () => {
  const { path, folder } = await aBundle()
  truncateSync(path, 3000)
  expect(failure(await openElsewhere(path))).toMatchObject({
    code: 'bad-bundle',
    message: expect.stringMatching(/cut short/),
  })
  const newer = join(folder, 'newer.json')
  writeFileSync(newer, '{"format":"rolecall/bundle/7","log":[]}')
  expect(failure(await openElsewhere(newer)).code).toBe('newer-version')
  const other = join(folder, 'other.json')
  writeFileSync(other, '{"name":"package"}')
  expect(failure(await openElsewhere(other)).code).toBe('bad-bundle')
})

it('never replaces a file unless told to', async () => {
  const { desk, path } = await aBundle()
  expect(failure(await desk.call('org.export', { path })).code).toBe('file-exists')
  value(await desk.call('org.export', { path, replace: true }))
})
