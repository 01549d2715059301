import { createHash } from 'node:crypto'
import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { type SigningKey, signingKey } from './ed25519'

/** Twelve words from 16 random bytes. They are shown once and kept nowhere; only the public key goes into the org. */
export function recoveryWordsFrom(entropy: Uint8Array): { words: string[]; key: SigningKey } {
  return { words: entropyToMnemonic(entropy, wordlist).split(' '), key: recoveryKeyFrom(entropy) }
}

function recoveryKeyFrom(entropy: Uint8Array): SigningKey {
  return signingKey(createHash('sha256').update('rolecall/recovery/1\n').update(entropy).digest())
}

/** Four words by which people recognize an organization: the first 44 bits of its id. */
export function fingerprintOf(orgId: string): string {
  const bits = BigInt(`0x${orgId.slice(0, 11)}`)
  const words = [33n, 22n, 11n, 0n].map((shift) => wordlist[Number((bits >> shift) & 2047n)]!)
  return words.join(' ')
}

/**
 * The recovery key of twelve words as somebody typed them: any case, any white space.
 *
 * @returns null when they are no recovery words: a word that is not in the list, or a checksum that does not fit
 */
export function recoveryKeyOf(words: string): SigningKey | null {
  const text = words.normalize('NFKD').trim().toLowerCase().split(/\s+/).join(' ')
  if (text.split(' ').length !== 12 || !validateMnemonic(text, wordlist)) return null
  return recoveryKeyFrom(mnemonicToEntropy(text, wordlist))
}
