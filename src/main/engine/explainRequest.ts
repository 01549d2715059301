import type { Reason } from '../../shared/domain/result'
import type { CompiledRequest } from './compileRequest'
import { passesProductGate, passesReach } from './decideCompiled'
import { explainGrants } from './explainGrants'
import { explainTarget } from './explainTarget'
import { needApplies } from './needs'
import { grantBits, isActive, memberOf, roleOf } from './people'
import { noRole, type CompiledPermission, type Rules } from './rules'
import { callPerson } from './wording'

/** Every step of a decision as a reason: what stands against it, in the order of the steps, and what speaks for it. */
export interface Explained {
  readonly against: readonly Reason[]
  readonly inFavor: readonly Reason[]
  /** Grants that hold nothing here, and ended ones. */
  readonly overruled: readonly Reason[]
  /** Union of the grants in force, whatever the facts; 0 for people who are not active. */
  readonly bits: number
}

/** Explains a request whose person, permission and target are known. `against` is empty exactly when decideCompiled says yes. */
export function explainRequest(
  rules: Rules,
  request: CompiledRequest,
  permission: CompiledPermission = rules.permissions[request.permission]!,
): Explained {
  const role = roleOf(rules, request.who)
  const inactive = explainState(rules, request.who)
  if (role === noRole) return { against: [unknownRole(rules, request.who)], inFavor: [], overruled: [], bits: 0 }
  const steps = explainSteps(rules, request, role, permission)
  const bits = inactive === null ? grantBits(rules, request.who, role, permission.number, request.atMs) : 0
  return { ...steps, against: [...(inactive === null ? [] : [inactive]), ...steps.against], bits }
}

/** Step 1. Null when active. */
export function explainState(rules: Rules, who: number): Reason | null {
  if (isActive(rules, who)) return null
  const text = {
    invited: 'was invited and is not active yet, and so holds nothing.',
    removed: 'was removed, and so holds nothing.',
    purged: 'was deleted for good, and so holds nothing.',
    active: 'holds nothing.',
  }[memberOf(rules, who).state]
  return { code: 'not-active', text: `${callPerson(rules, who)} ${text}` }
}

function unknownRole(rules: Rules, who: number): Reason {
  return { code: 'not-granted', text: `${callPerson(rules, who)} has a role that this organization does not know.` }
}

/** Steps 2 to 7. */
function explainSteps(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): Omit<Explained, 'bits'> {
  const grants = explainGrants(rules, request, role, permission)
  const bits = grantBits(rules, request.who, role, permission.number, request.atMs)
  const isReached = bits !== 0 && passesReach(rules, request, role, permission, bits)
  const against: Reason[] = [
    ...explainSwitches(request, role, permission),
    ...explainNeededPermissions(rules, request, role, permission),
    ...(bits === 0 ? grants.missing : []),
  ]
  if (!passesProductGate(rules, request.who, role, permission, request.atMs)) {
    const text = `${callPerson(rules, request.who)} has no access to the product ${permission.productName}.`
    against.push({ code: 'no-product', text })
  }
  against.push(...explainFacts(request, role, permission))
  if (bits !== 0 && !isReached) against.push(...grants.falling)
  if (request.on >= 0) against.push(...explainTarget(rules, request, role, permission))
  return {
    against,
    inFavor: grants.holding,
    overruled: [...(bits === 0 ? [] : grants.missing), ...(isReached ? grants.falling : []), ...grants.ended],
  }
}

/** Step 2: product, features and settings of the organization. */
function explainSwitches(request: CompiledRequest, role: number, permission: CompiledPermission): Reason[] {
  const reasons: Reason[] = []
  if (!permission.isProductOn) {
    const text = `The product ${permission.productName} is not active for this organization, so nobody uses it.`
    reasons.push({ code: 'product-off', text })
  }
  for (const need of permission.needs) {
    if (need.kind !== 'switch' || need.isOn || !needApplies(need, role, request)) continue
    const what = need.isFeature ? 'feature' : 'setting'
    const text = `“${permission.name}” needs the ${what} “${need.name}”, which is off.`
    reasons.push({ code: need.isFeature ? 'feature-off' : 'setting-off', text })
  }
  return reasons
}

/** Step 3: other permissions, for the same request. */
function explainNeededPermissions(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): Reason[] {
  return permission.needs.flatMap((need) => {
    if (need.kind !== 'permission' || !needApplies(need, role, request)) return []
    const [deciding] = explainSteps(rules, request, role, rules.permissions[need.permission]!).against
    if (deciding === undefined) return []
    const text = `“${permission.name}” also needs “${need.name}” here: ${deciding.text}`
    return [{ code: 'needs-permission', text }]
  })
}

/** Step 6, facts of the record that the permission insists on. */
function explainFacts(request: CompiledRequest, role: number, permission: CompiledPermission): Reason[] {
  return permission.needs.flatMap((need) => {
    if (need.kind !== 'fact' || !needApplies(need, role, request) || (request.factBits & need.factBit) !== 0) return []
    return [{ code: 'needs-fact', text: `“${permission.name}” is only for records marked “${need.name}”.` }]
  })
}
