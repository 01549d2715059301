import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { drawLadder } from '../../../../src/main/exchange/drawing/drawLadder'
import { pdfDrawing } from '../../../../src/main/exchange/drawing/pdfDrawing'
import { svgDrawing } from '../../../../src/main/exchange/drawing/svgDrawing'
import { lightTokens } from '../../../../src/renderer/app/tokens'
import { rankColor } from '../../../../src/shared/look/rankColor'
import { aDeskWithOrg, failure, value } from '../../../helpers/aDesk'
import { readPdf } from '../report/readPdf'

const rung = { name: 'Lead', remark: '', delta: '+1 over Member', summary: '', areas: '', people: 3, lacks: '' }

it('draws names as names, whatever they hold', async () => {
  const evil = '<script>alert(1)</script>"&\u0000\u0008'
  const drawing = drawLadder(evil, evil, [{ ...rung, name: evil }])
  const svg = svgDrawing(drawing)
  for (const forbidden of ['<script', '\u0000', '\u0008']) expect(svg).not.toContain(forbidden)
  expect(svg).toContain('&lt;script&gt;')
  expect(svg).not.toMatch(/(?:href|src|url\()/)
  const [page] = readPdf(Buffer.from(await pdfDrawing(drawing)))
  expect(page).toContain('<script>alert(1)</scrip')
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

it.each([2, 3, 7])('has the colours that a ladder of %i has on the screen', (count) => {
  const rungs = Array.from({ length: count }, () => rung)
  const marks = drawLadder('T', '', rungs).shapes.flatMap((shape) =>
    shape.kind === 'box' && shape.width === 22 ? [shape.fill] : [],
  )
  expect(marks).toEqual(rungs.map((_, rank) => lightTokens.rank[rankColor(rank, count)]))
})

it('says what a role is for in two lines, and cuts what is longer', () => {
  const linesOf = (summary: string) =>
    drawLadder('T', '', [{ ...rung, summary }]).shapes.flatMap((shape) =>
      shape.kind === 'words' && shape.size === 13 ? [shape.words] : [],
    )
  expect(linesOf('Greets people.')).toEqual(['Greets people.'])
  expect(linesOf('Admin-level in billing and CRM; no projects, client pages or administrator settings.')).toEqual([
    'Admin-level in billing and CRM; no projects, client pages or',
    'administrator settings.',
  ])
  expect(linesOf('word '.repeat(40).trim())[1]).toMatch(/^word .{58}…$/)
  expect(linesOf('x'.repeat(90))).toEqual([`${'x'.repeat(63)}…`])
})

it('is written as a drawing or PDF from anywhere, and as a picture where there is a display', async () => {
  const { desk, folder } = await aDeskWithOrg('staff-ladder')
  const path = join(folder, 'ladder.svg')
  value(await desk.call('role.draw', { path }))
  const svg = readFileSync(path, 'utf8')
  const pdfPath = join(folder, 'ladder.pdf')
  value(await desk.call('role.draw', { path: pdfPath }))
  const pdf = readPdf(readFileSync(pdfPath))
  expect(pdf).toHaveLength(1)
  for (const words of ['Northside Supply: role ladder', 'Super Admin', 'one only · cannot be changed', '1 person']) {
    expect(svg).toContain(words)
    expect(pdf[0]).toContain(words)
  }
  expect(svg).toMatch(/lacks Access billing|lacks [A-Z]/)
  expect(failure(await desk.call('role.draw', { path })).code).toBe('file-exists')
  expect(failure(await desk.call('role.draw', { path: join(folder, 'ladder.png') })).code).toBe('no-display')
  expect(failure(await desk.call('role.draw', { path: join(folder, 'ladder.exe') })).code).toBe('unknown-format')
})
