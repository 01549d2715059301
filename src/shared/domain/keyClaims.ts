import type { KeyId, StaffId } from './ids'

/** A key that asks to be enrolled. `name` is the hash of what its console is called. */
interface EnrolClaim {
  readonly org: string
  readonly staffId: StaffId
  readonly kind: 'operator' | 'console'
  readonly publicKey: string
}

/**
 * What a new key signs to show that whoever asks holds it, for this person of this organization and no other:
 * nobody enrols the key of somebody else as their own.
 */
export function enrolClaim({ org, staffId, kind, publicKey }: EnrolClaim): string {
  return claim('rolecall/enrol/1', [org, staffId, kind, publicKey])
}

interface TakeOverClaim {
  readonly org: string
  readonly from: KeyId
  readonly staffId: StaffId
  readonly console: { readonly publicKey: string; readonly name: { readonly hash: string } }
  readonly operator: { readonly publicKey: string; readonly name: { readonly hash: string } }
  readonly revokes: readonly KeyId[]
}

/**
 * What the recovery key signs: exactly who takes over from which console with which new keys. It serves once, since the
 * new keys must be unknown to the organization.
 */
export function takeOverClaim({ org, from, staffId, console, operator, revokes }: TakeOverClaim): string {
  return claim('rolecall/take-over/1', [
    org,
    from,
    staffId,
    [console.publicKey, console.name.hash],
    [operator.publicKey, operator.name.hash],
    revokes,
  ])
}

/** What new recovery words sign, so that nobody locks themselves out with words that were misread. */
export function recoveryClaim({ org, publicKey }: { readonly org: string; readonly publicKey: string }): string {
  return claim('rolecall/recovery-set/1', [org, publicKey])
}

function claim(domain: string, parts: readonly unknown[]): string {
  return `${domain}\n${JSON.stringify(parts)}`
}
