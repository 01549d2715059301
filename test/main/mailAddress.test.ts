import { expect, it } from 'vitest'
import { mailAddress } from '../../src/main/mailAddress'

it('builds a mailto address that nothing in it can extend (RFC 6068)', () => {
  const address = mailAddress({ to: 'a?cc=x@y.example', subject: 'Hi & bcc=z', body: 'one\ntwo' })
  expect(address).toBe('mailto:a%3Fcc%3Dx%40y.example?subject=Hi%20%26%20bcc%3Dz&body=one%0D%0Atwo')
})

it('shortens what a desktop would cut off, between characters', () => {
  const address = mailAddress({ to: 'a@b.example', subject: 'x', body: '💬é'.repeat(4000) })
  expect(address.length).toBeLessThanOrEqual(1900)
  expect(decodeURIComponent(address)).toMatch(/…$/)
})
