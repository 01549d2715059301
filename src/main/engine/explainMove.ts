import type { Decision } from '../../shared/domain/decision'
import type { RoleKey } from '../../shared/domain/ids'
import { allowedBecause, refusedBecause } from './judged'
import type { Rules } from './rules'

/** The move rule of the ladder (S4.19–S4.25), whoever moves: nobody in or out of a singleton role, and up only where so. */
export function explainMove(
  rules: Pick<Rules, 'blueprint'>,
  { from, to }: { readonly from: RoleKey; readonly to: RoleKey },
): Decision {
  const { roles, ladder } = rules.blueprint
  const fromRank = roles.findIndex((role) => role.key === from)
  const toRank = roles.findIndex((role) => role.key === to)
  const before = roles[fromRank]
  const after = roles[toRank]
  if (before === undefined || after === undefined) {
    const unknown = before === undefined ? from : to
    return refusedBecause({ code: 'unknown-role', text: `There is no role “${unknown}” here.` })
  }
  if (from === to) return allowedBecause('same-role', `The role stays ${after.name}.`)
  const singleton = [before, after].find((role) => role.singleton)
  if (singleton !== undefined) {
    const text = `There is exactly one ${singleton.name}; nobody moves into or out of that role.`
    return refusedBecause({ code: 'singleton', text })
  }
  if (ladder.moves === 'up-only' && toRank > fromRank) {
    const text = `Roles move up the ladder only, and ${after.name} stands below ${before.name}. ${ladder.movesReason ?? ''}`
    return refusedBecause({ code: 'up-only', text: text.trim() })
  }
  return allowedBecause('move-allowed', `The ladder allows the move from ${before.name} to ${after.name}.`)
}
