import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import { failed } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import { compileRules, type Rules } from '../engine/compileRules'
import type { Org } from './Org'

/** Through whose eyes: a person, or somebody of a role at some places who is nobody in particular. */
export type Lens =
  | { readonly kind: 'person'; readonly staffId: StaffId; readonly name: string }
  | { readonly kind: 'role'; readonly role: RoleKey; readonly places: readonly PlaceId[]; readonly name: string }

/** Nobody's id: who is looked through when a role is. */
const nobodyId = '0'.repeat(32) as StaffId

const lensed = new WeakMap<Org, { readonly lens: Lens; readonly org: Org }>()

/**
 * The organization as somebody else sees it: every reading operation is evaluated as that person, and nothing can be
 * changed. Made once for each organization and lens, so that what is kept for an organization is kept for it too.
 */
export function throughLens(org: Org, lens: Lens): Org {
  const known = lensed.get(org)
  if (known?.lens === lens) return known.org
  const readOnlyBecause = `You see this as ${lens.name}. Nothing can be changed while you do.`
  const refused = () => failed('read-only', readOnlyBecause)
  const through: Org = {
    ...org,
    mode: 'read-only',
    readOnlyBecause,
    actor: lens.kind === 'person' ? lens.staffId : nobodyId,
    draftOwner: null,
    asOf: org.asOf === null ? null : { ...org.asOf, today: throughLens(org.asOf.today, lens) },
    viewedAs: { name: lens.name, isPerson: lens.kind === 'person' },
    apply: refused,
    applyInSteps: () => Promise.resolve(refused()),
    preview: refused,
    previewSteps: function* () {
      yield 0
      return refused()
    },
    saveDraft: () => {},
    arrangeDrafts: () => false,
    ...(lens.kind === 'role' ? withNobody(org, lens) : {}),
  }
  lensed.set(org, { lens, org: through })
  return through
}

/** Somebody of the role is found by id, but in no list and no count. */
function withNobody(org: Org, lens: Extract<Lens, { kind: 'role' }>): Pick<Org, 'state' | 'rules'> {
  const nobody: StaffMember = {
    id: nobodyId,
    name: lens.name,
    email: null,
    role: lens.role,
    state: 'active',
    stateBefore: null,
    assignments: lens.places.map((place) => ({ place, untilMs: null })),
    personalGrants: [],
    addedAtMs: 0,
  }
  let of: { readonly rules: Rules; readonly compiled: Rules } | null = null
  return {
    state: () => ({ ...org.state(), staff: findingAlso(org.state().staff, nobody) }),
    rules: () => {
      const rules = org.rules()
      if (of?.rules !== rules) {
        const state = org.state()
        of = { rules, compiled: compileRules({ ...state, staff: new Map(state.staff).set(nobodyId, nobody) }) }
      }
      return of.compiled
    },
  }
}

function findingAlso(staff: ReadonlyMap<StaffId, StaffMember>, nobody: StaffMember): ReadonlyMap<StaffId, StaffMember> {
  return {
    get: (id) => (id === nobody.id ? nobody : staff.get(id)),
    has: (id) => id === nobody.id || staff.has(id),
    get size() {
      return staff.size
    },
    forEach: (visit) => staff.forEach(visit),
    entries: () => staff.entries(),
    keys: () => staff.keys(),
    values: () => staff.values(),
    [Symbol.iterator]: () => staff[Symbol.iterator](),
  }
}
