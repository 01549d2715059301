import { describe, expect, it } from 'vitest'
import { checkDetails } from '../../../../src/renderer/features/welcome/checkDetails'
import { describeRecent } from '../../../../src/renderer/features/welcome/describeRecent'

const good = {
  name: 'Northside Supply',
  ownerName: 'Robin Shaw',
  ownerEmail: 'robin@northside.example',
  path: '/tmp/northside.rolecall',
  timeZone: 'UTC',
  passphrase: '',
  passphraseAgain: '',
}

describe('checkDetails', () => {
  it('lets good details pass', () => {
    expect(checkDetails(good)).toEqual({})
  })
  it('names every field that is wrong', () => {
    const found = checkDetails({
      ...good,
      name: ' ',
      ownerName: '',
      ownerEmail: 'robin',
      path: '',
      passphrase: 'a',
      passphraseAgain: 'b',
    })
    expect(Object.keys(found).toSorted()).toEqual(['name', 'ownerEmail', 'ownerName', 'passphraseAgain', 'path'])
    expect(found.ownerEmail).toMatch(/e-mail address like/)
  })
})

describe('describeRecent', () => {
  const now = new Date(2026, 10, 22, 12).getTime()
  it('tells organizations, exports and missing files apart', () => {
    const file = { kind: 'org' as const, people: 1284, openedAtMs: now, exists: true }
    expect(describeRecent(file, now)).toBe('today · 1,284 people')
    expect(describeRecent({ ...file, kind: 'bundle' }, now)).toBe('today · export, read only')
    expect(describeRecent({ ...file, exists: false }, now)).toBe('the file is not there any more')
  })
})
