import type { Org } from '../../../src/main/org/Org'
import type { Model } from '../oracle/Model'
import type { SettledJson } from '../oracle/readSettled'

/** Every console keeps the values that the whole line names, and none of anybody purged: what is wrong with one's. */
export function wrongValues(line: readonly SettledJson[], model: Model, { store }: Org): string[] {
  const kept = store.db.all<{ hash: string; staffId: string }>('SELECT hash, staff_id AS staffId FROM personal')
  const isPurged = (staffId: string) => model.people.get(staffId)?.state === 'purged'
  const hashes = new Set(kept.map(({ hash }) => hash))
  const wrong = kept.some(({ staffId }) => isPurged(staffId)) ? ['keeps values of somebody purged'] : []
  const addresses = store.db.all<{ email: string; key: string | null }>(
    'SELECT email, email_key AS key FROM staff WHERE email IS NOT NULL',
  )
  if (addresses.some(({ email, key }) => key !== email.toLowerCase())) wrong.push('cannot find somebody by address')
  const named = line.flatMap(({ change, entry }) =>
    (change.kind === 'staff.add' || change.kind === 'staff.edit') && !wholes.has(entry.facts.because as string)
      ? (change.body.rows as Compared[])
      : [],
  )
  for (const { staffId, from, to } of named) {
    const lacks = [to.name, to.email, from?.name, from?.email].some((one) => one !== undefined && !hashes.has(one.hash))
    if (lacks && !isPurged(staffId)) wrong.push('has lost a value that the line names')
  }
  return wrong
}

interface Named {
  readonly name?: { readonly hash: string }
  readonly email?: { readonly hash: string }
}

interface Compared {
  readonly staffId: string
  readonly from: Named | null
  readonly to: Named
}

/** Refused before anybody looked at its rows: nobody needs the values. */
const wholes = new Set(['key-revoked', 'key-wrote-twice', 'other-history', 'author-not-active'])
