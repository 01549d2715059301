import { expect, it } from 'vitest'
import { helpProblem } from '../../../../src/renderer/features/settings/helpProblem'

it('says which link cannot be kept', () => {
  const good = { title: 'Roles', url: 'https://help.example/roles' }
  expect(helpProblem({ contact: '', contactLink: null, links: [good] })).toBeNull()
  expect(helpProblem({ contact: '', contactLink: 'http://x.example', links: [] })).toMatch(/link for questions/)
  expect(helpProblem({ contact: '', contactLink: null, links: [good, { ...good, title: '' }] })).toMatch(/^Link 2/)
  expect(helpProblem({ contact: '', contactLink: null, links: [{ ...good, url: 'file:///x' }] })).toMatch(/link 1/)
})
