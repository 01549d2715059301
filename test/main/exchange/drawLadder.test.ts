import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { drawLadder } from '../../../src/main/exchange/drawLadder'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const rung = { name: 'Lead', remark: '', delta: '+1 over Member', summary: '', areas: '', people: 3, lacks: '' }

it('draws names as names, whatever they hold', () => {
  const evil = '<script>alert(1)</script>"&\u0000\u0008'
  const { svg } = drawLadder(evil, evil, [{ ...rung, name: evil }])
  for (const forbidden of ['<script', '\u0000', '\u0008']) expect(svg).not.toContain(forbidden)
  expect(svg).toContain('&lt;script&gt;')
  expect(svg).not.toMatch(/(?:href|src|url\()/)
})

it('is as high as the ladder is long', () => {
  const heights = [1, 7, 40].map(
    (count) =>
      drawLadder(
        'T',
        '',
        Array.from({ length: count }, () => rung),
      ).height,
  )
  expect(heights).toEqual([92 + 84 + 32, 92 + 7 * 96 - 12 + 32, 92 + 40 * 96 - 12 + 32])
})

it('is written as a drawing from anywhere, and as a picture or PDF where there is a display', async () => {
  const { desk, folder } = await aDeskWithOrg('staff-ladder')
  const path = join(folder, 'ladder.svg')
  value(await desk.call('role.draw', { path }))
  const svg = readFileSync(path, 'utf8')
  for (const words of ['Northside Supply: role ladder', 'Super Admin', 'one only · cannot be changed', '1 person']) {
    expect(svg).toContain(words)
  }
  expect(svg).toMatch(/lacks Access billing|lacks [A-Z]/)
  expect(failure(await desk.call('role.draw', { path })).code).toBe('file-exists')
  expect(failure(await desk.call('role.draw', { path: join(folder, 'ladder.png') })).code).toBe('no-display')
  expect(failure(await desk.call('role.draw', { path: join(folder, 'ladder.exe') })).code).toBe('unknown-format')
})
