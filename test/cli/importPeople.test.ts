import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string
beforeEach(async () => {
  desktop = aDesktop()
  org = desktop.path('north.rolecall')
  await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'North', '--owner', 'Dana <d@x.example>'])
  const first = desktop.write(
    'first.csv',
    'name,email\nAna Ruiz,ana@x.example\nBen Osei,ben@x.example\nCy Dee,cy@x.example\n',
  )
  await importJson(first, ['--active'])
})
afterEach(() => desktop.dispose())

const importJson = (file: string, args: readonly string[] = [], exit = 0) =>
  desktop.json('import', ['import', org, file, ...args], exit)
const statesOf = async () =>
  Object.fromEntries(
    (await desktop.json('staff list', ['staff', 'list', org, '--state', 'active,invited,removed'])).map((one) => [
      one.email,
      one.state,
    ]),
  )

describe('people who are not in the file', () => {
  it('stay unless somebody says so, and go to Restore in the same step', async () => {
    const file = desktop.write('next.csv', 'name,email\nAna Ruiz,ana@x.example\nDi Eff,di@x.example\n')
    const kept = await importJson(file, ['--dry-run'])
    expect(kept).toMatchObject({ missing: 3, removals: [], counts: { new: 1, unchanged: 1 } })
    const done = await importJson(file, ['--remove-missing', 'ben@x.example'])
    expect(done.removals).toEqual([
      { email: 'ben@x.example', name: 'Ben Osei', role: 'Member', reason: 'Not in this file.' },
    ])
    expect(await statesOf()).toMatchObject({ 'ben@x.example': 'removed', 'cy@x.example': 'active' })
    await desktop.json('undo', ['undo', org, done.applied!.item])
    expect(await statesOf()).toMatchObject({ 'ben@x.example': 'active', 'di@x.example': 'removed' })
    expect((await desktop.refuses(2, 'import', org, file, '--remove-missing', 'ana@x.example')).code).toBe(
      'not-missing',
    )
  })

  it('all go but those who may not be removed, such as whoever imports', async () => {
    const file = desktop.write('next.csv', 'name,email\nAna Ruiz,ana@x.example\n')
    const done = await importJson(file, ['--remove-missing'])
    expect(done.removals.map((one) => one.email).toSorted()).toEqual(['ben@x.example', 'cy@x.example'])
    expect(await statesOf()).toMatchObject({ 'd@x.example': 'active', 'ben@x.example': 'removed' })
  })
})

describe('a person under another address', () => {
  it('is a new person unless somebody says that it is the same', async () => {
    const file = desktop.write('next.csv', 'name,email\nANA RUIZ,ana.ruiz@y.example\n')
    const asNew = await importJson(file, ['--dry-run'])
    expect(asNew.rows[0]).toMatchObject({ status: 'new', reason: expect.stringContaining('has the same name') })
    const asSame = await importJson(file, ['--same-name', 'same'])
    expect(asSame.rows[0]).toMatchObject({
      status: 'changed',
      reason: expect.stringContaining('E-mail: ana@x.example becomes ana.ruiz@y.example.'),
    })
    expect(await statesOf()).toMatchObject({ 'ana.ruiz@y.example': 'active' })
    expect(await statesOf()).not.toHaveProperty('ana@x.example')
    await desktop.json('undo', ['undo', org, asSame.applied!.item])
    expect(await statesOf()).toHaveProperty('ana@x.example')
  })

  it('is asked about nowhere when the name is not clear, or the file names both', async () => {
    const twice = desktop.write('a.csv', 'name,email\nAna Ruiz,a1@y.example\nAna Ruiz,a2@y.example\n')
    expect((await importJson(twice, ['--dry-run', '--same-name', 'same'])).counts).toMatchObject({ new: 2 })
    const both = desktop.write('b.csv', 'name,email\nAna Ruiz,ana@x.example\nAna Ruiz,a2@y.example\n')
    expect((await importJson(both, ['--dry-run', '--same-name', 'same'])).counts).toMatchObject({
      new: 1,
      unchanged: 1,
    })
  })
})

describe('the columns of a file', () => {
  it('may hold places of several kinds', async () => {
    const file = desktop.write('p.csv', 'name,email,Location,Group\nDi Eff,di@x.example,Riverton,Sales\n')
    expect((await importJson(file)).mapping).toEqual({
      name: 'name',
      email: 'email',
      places: 'Location',
      morePlaces: ['Group'],
    })
    expect(await desktop.json('staff show', ['staff', 'show', org, 'di@x.example'])).toMatchObject({
      at: ['group:sales', 'location:riverton'],
    })
  })

  it('are remembered as they were mapped last, in any order, on this desktop alone', async () => {
    const file = desktop.write('odd.csv', 'who,contact,email\nDi Eff,di@x.example,x\n')
    await importJson(file, ['--map', 'name=who', '--map', 'email=contact'])
    const again = desktop.write('again.csv', 'contact,email,who\ned@x.example,x,Ed Gee\n')
    expect(await importJson(again)).toMatchObject({ mapping: { email: 'contact', name: 'who' }, counts: { new: 1 } })
  })
})

it('writes what becomes of every row to a file that spreadsheets do not run, and reads it back', async () => {
  const file = desktop.write('f.csv', 'name,email\n=1+1,f@x.example\nAna,not an address\n')
  const result = desktop.path('result.csv')
  await importJson(file, ['--dry-run', '--result', result], 1)
  const text = readFileSync(result, 'utf8')
  expect(text).toContain("2,new,Becomes Member: the file names no role.,f@x.example,'=1+1,Member,")
  expect(text).toMatch(/^3,refused,“not an address”/m)
  const back = await importJson(result, ['--skip-refused', '--dry-run'])
  expect(back.rows[0]).toMatchObject({ name: '=1+1', email: 'f@x.example', status: 'new' })
  expect((await desktop.refuses(2, 'import', org, file, '--dry-run', '--result', result)).code).toBe('file-exists')
  expect(existsSync(result)).toBe(true)
})
