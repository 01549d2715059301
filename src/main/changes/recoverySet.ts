import type { ChangeRow } from '../../shared/domain/change'
import { recoveryClaim } from '../../shared/domain/keyClaims'
import { keyKnown, unsoundKey } from './keyEnroll'
import { agreed, applied, held, type Planning, refused, type RowVerdict } from './planning'

/** Puts new recovery words in the place of the old ones. Only the top role may: the words give as much as it holds. */
export function planRecoverySet(planning: Planning, row: ChangeRow<'recovery.set'>): RowVerdict {
  const { state } = planning
  const top = state.blueprint.roles[0]!
  if (state.staff.get(planning.author)?.role !== top.key) {
    return refused('not-top-role', `Only somebody with the role ${top.name} can make new recovery words.`)
  }
  const now = state.settings.recoveryPublicKey
  if (now === row.to) return agreed
  const bad = unsoundKey(planning, row.to) ?? (state.keys.has(planning.keys.idOf(row.to)) ? keyKnown : null)
  if (bad !== null) return bad
  if (!planning.keys.isSigned(row.to, recoveryClaim({ org: planning.org, publicKey: row.to }), row.proof)) {
    return refused('bad-proof', 'The new recovery words do not fit their key. Make new ones again.')
  }
  if (now !== row.from) return held('changed-meanwhile', 'Other recovery words were made meanwhile.')
  planning.put({
    entity: 'org',
    blueprint: state.blueprint,
    settings: { ...state.settings, recoveryPublicKey: row.to },
  })
  return applied
}
