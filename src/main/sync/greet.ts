import type { ChangeId } from '../../shared/domain/ids'
import { done, type Result } from '../../shared/domain/result'
import { signatureChecker } from '../org/keys/ed25519'
import type { Lack } from '../org/line/Line'
import { readGreeting, signedMessage, signRecord } from '../org/record'
import type { ExchangeFailure, Visit } from './Visit'

/** Hears what the others last said of themselves, helps with values that they lack, and says where this console stands. */
export async function greet(visit: Visit, lacks: readonly Lack[]): Promise<Result<null, ExchangeFailure>> {
  const { org, line, transport } = visit
  const heard = await transport.readGreetings()
  if (!heard.ok) return heard
  const { keys } = line.settledState()
  const before = new Map(line.notes.heard().map((row) => [row.key, row.bytes]))
  for (const { key, bytes, signature } of heard.value) {
    const last = before.get(key)
    if (last !== undefined && Buffer.compare(last, bytes) === 0) continue
    const said = readGreeting(bytes)
    const enrolled = keys.get(key)
    if (!said.ok || said.value.record.key !== key || enrolled === undefined) continue
    if (signatureChecker(enrolled.publicKey)?.(signedMessage(said.value.id), signature) !== true) continue
    line.notes.addHeard({ key, bytes, signature, heardAtMs: org.now() })
    if (said.value.record.lacks.length === 0) continue
    const helped = await transport.writePersonal(
      line.personalOf([...new Set(said.value.record.lacks.map(({ staffId }) => staffId))]),
    )
    if (!helped.ok) return helped
  }
  if (line.speaker === null) return done(null)
  const { n, head } = org.revision()
  const record = {
    v: 1 as const,
    org: org.orgId as ChangeId,
    key: line.speaker.id,
    at: new Date(org.now()).toISOString(),
    head: { n, hash: head },
    pending: line.pendingCount(),
    lacks: lacks.slice(0, 1000).map(({ staffId, hash }) => ({ staffId, hash })),
  }
  const { bytes, signature } = signRecord('greeting', record, line.speaker)
  return transport.writeGreeting({ key: line.speaker.id, bytes, signature })
}
