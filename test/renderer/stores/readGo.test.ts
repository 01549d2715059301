import { expect, it } from 'vitest'
import { readGo } from '../../../src/renderer/stores/readGo'

it('reads where main points to', () => {
  expect(readGo('staff?state=invited')).toEqual({ page: 'staff', params: { state: 'invited' } })
  expect(readGo('permissions?only=unspecified')).toEqual({ page: 'permissions', params: { only: 'unspecified' } })
  expect(readGo('staff/0f1e')).toEqual({ page: 'staff', params: { id: '0f1e' } })
  expect(readGo('/role-ladder?compare=a,b')).toEqual({ page: 'role-ladder', params: { compare: 'a,b' } })
})

it('leads to the overview where it does not know the page', () => {
  expect(readGo('somewhere?x=1')).toEqual({ page: 'overview', params: { x: '1' } })
  expect(readGo('')).toEqual({ page: 'overview', params: {} })
})
