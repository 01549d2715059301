import { expect, it } from 'vitest'
import { callPlace } from '../../../../src/renderer/features/sync/placeWords'

it('calls a place so shortly that a line holds it', () => {
  expect(callPlace({ kind: 'folder', address: '/mnt/share/Northside/rolecall' })).toBe('the folder “rolecall”')
  expect(callPlace({ kind: 'folder', address: 'S:\\Northside\\rolecall\\' })).toBe('the folder “rolecall”')
  expect(callPlace({ kind: 'hub', address: 'postgres://anna@db.example.org/rolecall?sslmode=verify-full' })).toBe(
    'the hub db.example.org/rolecall',
  )
})
