import { changeFormat, type ChangeRecord, rulesVersion } from '../../../src/shared/domain/change'
import type { ChangeId } from '../../../src/shared/domain/ids'
import { signingKey } from '../../../src/main/org/keys/ed25519'
import { signRecord } from '../../../src/main/org/record'
import { countFault, type Ghost, type Run } from './Run'
import { comparedWith, wantedEdit } from './wantedEdit'
import { watchedKey } from './watchedKey'

/** A changed client, which asks nobody: signs whatever it likes with a good key, or tries a forgery. */
export function forgeChange(run: Run): void {
  const { base, chance, place, desks } = run
  const ghost = chance.pick(run.ghosts)
  if (ghost === undefined) return
  const seen = chance.pick(desks).org
  const wanted = wantedEdit(run, seen.line.settledState(), () => true)
  if (wanted === null) return
  const compared = comparedWith(wanted.intent).map((hash) => run.values.get(hash)!)
  const personal = [...wanted.personal, ...compared]
  const own = base.operatorOf.get(ghost.staffId)!
  const how = chance.below(12)
  const seq = how === 4 && ghost.seq > 0 ? ghost.seq : ghost.seq + 1
  const { n, head } = seen.revision()
  const victim = chance.pick(desks)
  // With keys of their own at a desk, a changed client in their name forges nothing.
  const isForged = how < 4 && !(how === 1 && victim.staffId === ghost.staffId)
  const record: ChangeRecord = {
    v: changeFormat,
    org: (how === 2 ? 'a'.repeat(64) : base.orgId) as ChangeId,
    rules: rulesVersion,
    key: how === 0 ? victim.operator.id : own.id,
    seq: how === 0 ? 1 + chance.below(4) : seq,
    base: how === 5 ? { n, hash: 'f'.repeat(64) } : { n, hash: head },
    author: how === 0 || how === 1 ? victim.staffId : ghost.staffId,
    kind: wanted.intent.kind,
    body: wanted.intent.body,
    at: new Date(run.clockMs).toISOString(),
  }
  const signer = how === 0 ? signingKey(Buffer.alloc(32, 7)) : isForged ? own : watchedKey(run, own)
  const { id, bytes, signature } = signRecord('change', record, signer)
  if (how === 3) {
    const text = Buffer.from(bytes).toString()
    const edited = text.replace('"seq":', '"seq":1')
    place.drop(own.id, seq, Buffer.from(edited), signature)
    countFault(run, 'forged')
    return
  }
  if (isForged) {
    for (const value of personal) place.dropPersonal(value)
    place.drop(record.key, record.seq, bytes, signature)
    countFault(run, 'forged')
    return
  }
  if (how === 4 && ghost.seq > 0) countFault(run, 'two lines')
  ghost.seq = Math.max(seq, ghost.seq)
  ghost.sent.push([seq, bytes, signature, personal])
  run.promised.add(id)
  sendAgain(run, ghost)
}

/** Brings everything that somebody with a changed client has signed, but for values of people who were purged. */
export function sendAgain({ base, desks, place }: Run, { staffId, sent }: Ghost): void {
  const { id } = base.operatorOf.get(staffId)!
  const purged = new Set(desks.flatMap(({ org }) => org.line.purged()))
  for (const [seq, bytes, signature, personal] of sent) {
    for (const value of personal) if (!purged.has(value.staffId)) place.dropPersonal(value)
    place.drop(id, seq, bytes, signature)
  }
}
