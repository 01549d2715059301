import { expect, it } from 'vitest'
import { copyFileName, exportFileName, formatBytes } from '../../../../src/renderer/features/organization/fileNames'

it('makes names that every file system takes', () => {
  expect(exportFileName('Northside / Supply: "A"', '1 Nov 2026')).toBe('northside-supply-a-export-1-Nov-2026.json')
  expect(copyFileName('…')).toBe('organization-copy.rolecall')
})

it('writes sizes for people', () => {
  expect([0, 999, 1500, 12_345, 999_999, 8_300_000, 2_500_000_000].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.5 kB',
    '12 kB',
    '1.0 MB',
    '8.3 MB',
    '2.5 GB',
  ])
})
