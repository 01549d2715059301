import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faults } from './faults'

it.each(faults)('still knows where to put the fault “$name”', ({ file, find, replace }) => {
  const source = readFileSync(join('src/main', file), 'utf8')
  expect(source.split(find).length - 1).toBe(1)
  expect(replace).not.toBe(find)
})

it('keeps at least 20 faults, each under a name of its own', () => {
  expect(new Set(faults.map((fault) => fault.name)).size).toBe(faults.length)
  expect(faults.length).toBeGreaterThanOrEqual(20)
})
