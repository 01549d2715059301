import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fc } from '../../../helpers/fastCheck'
import { expect, it } from 'vitest'
import { isSmallOrder, keyIdOf, signatureChecker, signingKey } from '../../../../src/main/org/keys/ed25519'
import { openKeyring } from '../../../../src/main/org/keys/keyring'
import { fingerprintOf, recoveryWordsFrom } from '../../../../src/main/org/keys/recoveryWords'
import { aDesk, aFolder, failure, value } from '../../../helpers/aDesk'

// RFC 8032, section 7.1, test 1.
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

it('derives the public key that RFC 8032 gives for its seed', () => {
  expect(signingKey(seed).publicKey).toBe(publicKey)
})

it('accepts its own signature and no other message', () => {
  const key = signingKey(seed)
  const isGood = signatureChecker(key.publicKey)!
  fc.assert(
    fc.property(fc.string(), fc.string(), (message, other) => {
      expect(isGood(message, key.sign(message))).toBe(true)
      if (other !== message) expect(isGood(other, key.sign(message))).toBe(false)
    }),
    { numRuns: 50 },
  )
})

// The eight points of small order (Bernstein and others, "Ed25519", and RFC 7748's list in Edwards form).
it.each([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
])('refuses the key of small order %s', (small) => {
  expect(isSmallOrder(small)).toBe(true)
  expect(signatureChecker(small)).toBeNull()
  expect(isSmallOrder(publicKey)).toBe(false)
})

it('keeps a key for its owner’s eyes only, and encrypted under a passphrase', () => {
  const home = aFolder()
  const keyring = openKeyring(home)
  keyring.keep({ seed, org: 'o', kind: 'operator', passphrase: 'four calm words' })
  const path = join(home, 'keys', `${keyIdOf(publicKey)}.json`)
  expect(statSync(path).mode & 0o077).toBe(0)
  expect(readFileSync(path, 'utf8')).not.toContain(seed.toString('hex'))
  expect(failure(keyring.unlock(keyIdOf(publicKey), undefined)).code).toBe('passphrase-needed')
  expect(failure(keyring.unlock(keyIdOf(publicKey), 'four calm word')).message).toMatch(/does not open/)
  expect(value(keyring.unlock(keyIdOf(publicKey), 'four calm words')).publicKey).toBe(publicKey)
})

it('gives twelve recovery words, and a fingerprint of four', () => {
  // BIP-39 test vector: entropy of zeros.
  const { words, key } = recoveryWordsFrom(Buffer.alloc(16))
  expect(words.join(' ')).toBe(
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
  )
  expect(recoveryWordsFrom(Buffer.alloc(16)).key.publicKey).toBe(key.publicKey)
  expect(fingerprintOf('00'.repeat(32))).toBe('abandon abandon abandon abandon')
  expect(fingerprintOf(`${'ff'.repeat(5)}f${'0'.repeat(53)}`)).toBe('zoo zoo zoo zoo')
})

it('asks for the passphrase when an organization is opened, and opens with it', async () => {
  const folder = aFolder()
  const desk = aDesk(folder)
  const path = join(folder, 'locked.rolecall')
  value(
    await desk.call('org.create', {
      path,
      name: 'Northside',
      blueprint: 'prokeep',
      ownerName: 'Robin Shaw',
      ownerEmail: 'robin@northside.example',
      passphrase: 'four calm words',
    }),
  )
  expect(failure(await desk.call('org.open', { path })).code).toBe('passphrase-needed')
  expect(value(await desk.call('org.open', { path, passphrase: 'four calm words' })).mode).toBe('edit')
  expect(value(await desk.call('org.open', { path, readOnly: true })).mode).toBe('read-only')
})
