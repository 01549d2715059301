import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { recompilePeople } from './compilePeople'
import { compileRules } from './compileRules'
import type { Rules } from './rules'

/**
 * What an edit touched. `staff`: everyone who may differ, came or went, in any case. `everything`: places, grants, switches
 * or the blueprint may differ too.
 */
export interface Touched {
  readonly staff: readonly StaffId[]
  readonly everything: boolean
}

/** The rules of the state after an edit. Costs what was touched: of the people, only the pages that hold a touched one. */
export function updateRules(rules: Rules, state: OrgState, touched: Touched): Rules {
  if (touched.everything) return compileRules(state, rules, touched.staff)
  const { roleByKey, permissionByKey } = rules
  const context = { roleByKey, permissionByKey, places: rules.places.interner }
  return { ...rules, people: recompilePeople(context, state.staff, rules.people, touched.staff) }
}
