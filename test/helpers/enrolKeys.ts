import { mkdirSync } from 'node:fs'
import type { StaffId } from '../../src/shared/domain/ids'
import { signingKey } from '../../src/main/org/keys/ed25519'
import { openKeyring } from '../../src/main/org/keys/keyring'
import { signEnrolment } from '../../src/main/org/keys/signClaims'
import type { Org } from '../../src/main/org/Org'
import { personalValue, type Sources } from '../../src/main/org/personalValues'
import { value } from './value'

/** Makes an operator's and a console's key and lets the office approve them. */
export function enrolKeys(org: Org, staffId: StaffId, home: string, sources: Sources): void {
  mkdirSync(home, { recursive: true })
  const keyring = openKeyring(home)
  for (const kind of ['operator', 'console'] as const) {
    const seed = sources.random(32)
    keyring.keep({ seed, org: org.orgId, kind })
    const key = signingKey(seed)
    const name = personalValue(sources, staffId, 'device', `desk of ${staffId.slice(0, 6)}`)
    const proof = signEnrolment(key, org.orgId, staffId, kind)
    const to = { kind, publicKey: key.publicKey, name: { hash: name.hash } }
    value(
      org.apply({
        intents: [{ kind: 'key.enroll', body: { rows: [{ staffId, key: key.id, from: null, to, proof }] } }],
        personal: [name],
      }),
    )
  }
}
