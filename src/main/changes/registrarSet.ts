import type { ChangeRow } from '../../shared/domain/change'
import { takeOverClaim } from '../../shared/domain/keyClaims'
import { keyKnown, unsoundKey } from './keyEnroll'
import { agreed, applied, held, type Planning, refused, type RowVerdict } from './planning'

type Row = ChangeRow<'registrar.set'>

/** Names the console that settles from now on: handed over, or taken over with the recovery words (sync.md, "Words"). */
export function planRegistrarSet(planning: Planning, row: Row): RowVerdict {
  return row.takeOver === undefined ? planHandOver(planning, row) : planTakeOver(planning, row, row.takeOver)
}

function planHandOver(planning: Planning, row: Row): RowVerdict {
  const { state, author } = planning
  const now = state.settings.registrar
  if (state.keys.get(now)?.staffId !== author) {
    const because = planning.authority.edit('console.manage')
    if (because !== null) return { verdict: 'refused', because }
  }
  const to = state.keys.get(row.to)
  if (to?.kind !== 'console' || to.isRevoked) {
    return refused('no-such-console', 'Changes can be settled by an enrolled console only. Approve its request first.')
  }
  if (now === row.to) return agreed
  if (now !== row.from) return registrarMoved
  planning.put({ entity: 'org', blueprint: state.blueprint, settings: { ...state.settings, registrar: row.to } })
  return applied
}

const registrarMoved = held('changed-meanwhile', 'Another console was named meanwhile to settle the changes.')

/** The keys in the claim sign this very change and its entry (`signersOf`), so nothing here may be taken on trust. */
function planTakeOver(planning: Planning, row: Row, takeOver: NonNullable<Row['takeOver']>): RowVerdict {
  const { state, keys } = planning
  const { staffId, console, operator, revokes, signature } = takeOver
  const claim = takeOverClaim({ org: planning.org, from: row.from, staffId, console, operator, revokes })
  if (!keys.isSigned(state.settings.recoveryPublicKey, claim, signature)) {
    return refused('recovery-words', 'These are not the recovery words of this organization.')
  }
  const person = state.staff.get(staffId)
  const top = state.blueprint.roles[0]!
  if (staffId !== planning.author || person?.role !== top.key || person.state !== 'active') {
    return refused('not-top-role', `Only an active ${top.name} takes over with the recovery words, in their own name.`)
  }
  for (const { publicKey } of [console, operator]) {
    const bad = unsoundKey(planning, publicKey) ?? (state.keys.has(keys.idOf(publicKey)) ? keyKnown : null)
    if (bad !== null) return bad
  }
  if (console.publicKey === operator.publicKey || keys.idOf(console.publicKey) !== row.to) {
    return refused('bad-key', 'The console that takes over is not the one that the claim names.')
  }
  if (state.settings.registrar !== row.from) return registrarMoved
  for (const id of revokes) {
    const key = state.keys.get(id)
    if (key === undefined) return refused('no-such-key', 'There is no such key in this organization.')
    if (!key.isRevoked) planning.put({ entity: 'key', id, after: { ...key, isRevoked: true } })
  }
  for (const [kind, { publicKey, name }] of [['console', console] as const, ['operator', operator] as const]) {
    const id = keys.idOf(publicKey)
    const after = { id, kind, staffId, name: planning.personal(name.hash) ?? '', publicKey, isRevoked: false }
    planning.put({ entity: 'key', id, after })
  }
  planning.put({ entity: 'org', blueprint: state.blueprint, settings: { ...state.settings, registrar: row.to } })
  return applied
}
