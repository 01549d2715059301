import { afterEach, beforeEach, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string
beforeEach(async () => {
  desktop = aDesktop()
  org = desktop.path('north.rolecall')
  await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'North', '--owner', 'Dana <d@x.example>'])
  await desktop.json('place add', ['place', 'add', org, 'location:riverton', '--name', 'Riverton'])
  await desktop.json('place add', ['place', 'add', org, 'location:rivertown', '--name', 'Rivertown'])
  const ana = [
    '--name',
    'Ana',
    '--email',
    'ana@x.example',
    '--role',
    'member',
    '--at',
    'location:rivertown',
    '--active',
  ]
  await desktop.json('staff add', ['staff', 'add', org, ...ana])
})
afterEach(() => desktop.dispose())

it('merges a duplicate place after saying who is affected', async () => {
  const words = ['place', 'merge', org, 'location:rivertown', 'location:riverton']
  const preview = await desktop.json('place merge', [...words, '--preview'])
  expect(preview).toMatchObject({ people: 1, children: 0, archives: false, applied: null })
  expect(preview.lose.map((one) => [one.email, one.places])).toContainEqual(['ana@x.example', ['location:rivertown']])
  expect(preview.gain.map((one) => [one.email, one.places])).toContainEqual(['ana@x.example', ['location:riverton']])
  await desktop.json('place merge', words)
  expect((await desktop.json('place list', ['place', 'list', org])).map((one) => one.place)).toEqual([
    'location:riverton',
  ])
  expect(await desktop.json('staff list', ['staff', 'list', org, '--at', 'location:riverton'])).toMatchObject([
    { email: 'ana@x.example' },
  ])
  expect((await desktop.refuses(2, ...words)).code).toBe('unknown-place')
})

it('archives a place and brings it back', async () => {
  await desktop.json('place archive', ['place', 'archive', org, 'location:rivertown'])
  const can = ['can', org, '--who', 'ana@x.example', '--do', 'inbox.access', '--at', 'location:rivertown']
  expect((await desktop.json('can', can, 1)).allowed).toBe(false)
  await desktop.json('place archive', ['place', 'archive', org, 'location:rivertown', '--back'])
  expect((await desktop.json('can', can)).allowed).toBe(true)
})

it('says who is affected before a place is archived or moved, and changes nothing for it', async () => {
  const before = await desktop.json('place list', ['place', 'list', org])
  const archive = ['place', 'archive', org, 'location:rivertown']
  const archiving = await desktop.json('place archive', [...archive, '--preview'])
  expect('lose' in archiving && archiving.lose.map((one) => [one.email, one.places])).toContainEqual([
    'ana@x.example',
    ['location:rivertown'],
  ])
  const move = ['place', 'move', org, 'location:rivertown', 'location:riverton']
  const moving = await desktop.json('place move', [...move, '--preview'])
  expect(moving).toMatchObject({ gain: [], lose: [], refusedBecause: [] })
  expect(await desktop.json('place list', ['place', 'list', org])).toEqual(before)
  await desktop.json('place archive', archive)
  const back = await desktop.json('place archive', [...archive, '--back', '--preview'])
  expect('gain' in back && back.gain.length).toBeGreaterThan(0)
})
