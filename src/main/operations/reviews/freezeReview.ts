import canonicalize from 'canonicalize'
import type { DocumentValue } from '../../../shared/domain/documents'
import type { StaffId } from '../../../shared/domain/ids'
import { type FrozenHolding, type FrozenPerson, peoplePerReviewPage } from '../../../shared/domain/review'
import type { StaffMember } from '../../../shared/domain/staff'
import { findStaffNumber } from '../../engine/compileRequest'
import { holdingOf } from '../../engine/holding'
import { widestReach } from '../../engine/reachBits'
import type { Org } from '../../org/Org'
import type { Steps } from '../../org/runInSteps'
import { isInForce } from '../present'

/** Characters of canonical JSON after which the next document begins; one person adds far less than the rest. */
const pageFull = 50_000
const mostPlaces = 40
const mostGrants = 60
const peoplePerStep = 50

export interface Frozen {
  readonly people: readonly DocumentValue[]
  readonly holdings: readonly DocumentValue[]
}

/** The people with their role, places and what they hold now, as documents of a review. Yields the people done. */
export function* freezeReview(org: Org, people: readonly StaffMember[], changed: ReadonlySet<StaffId>): Steps<Frozen> {
  const rules = org.rules()
  const atMs = org.now()
  const numberByHolding = new Map<string, number>()
  const holdings: FrozenHolding[] = []
  const frozen: FrozenPerson[] = []
  for (const [done, person] of people.entries()) {
    if (done % peoplePerStep === 0) yield done
    const who = findStaffNumber(rules, person.id)
    const held: FrozenHolding = {}
    for (const permission of rules.permissions) {
      const { bits } = holdingOf(rules, who, permission, atMs)
      if (bits !== 0) held[permission.key] = widestReach(bits)
    }
    const key = JSON.stringify(held)
    if (!numberByHolding.has(key)) {
      numberByHolding.set(key, holdings.length)
      holdings.push(held)
    }
    frozen.push(freezePerson(person, numberByHolding.get(key)!, changed.has(person.id), atMs))
  }
  return {
    people: inPages(frozen, peoplePerReviewPage).map((page) => ({ part: 'people', people: page }) as DocumentValue),
    holdings: inPages(holdings, 1000).map((page) => ({ part: 'holdings', holdings: page }) as DocumentValue),
  }
}

function freezePerson(person: StaffMember, hold: number, isChanged: boolean, atMs: number): FrozenPerson {
  const at = person.assignments.filter((one) => isInForce(one, atMs)).map(({ place }) => place)
  const grants = person.personalGrants.filter((one) => isInForce(one, atMs))
  return {
    id: person.id,
    role: person.role,
    state: person.state === 'invited' ? 'invited' : 'active',
    at: at.slice(0, mostPlaces),
    ...(at.length > mostPlaces ? { more: at.length - mostPlaces } : {}),
    grants: grants.slice(0, mostGrants).map(({ permission, reach }) => ({ permission, reach })),
    hold,
    ...(isChanged ? { changed: true as const } : {}),
  }
}

/** INVARIANT (a page is a document): no page is longer than a document may be (documentLimit). */
function inPages<Row>(rows: readonly Row[], most: number): Row[][] {
  const pages: Row[][] = []
  let length = 0
  for (const row of rows) {
    const page = pages.at(-1)
    length += canonicalize(row)!.length + 1
    if (page === undefined || page.length >= most || length > pageFull) {
      pages.push([row])
      length = canonicalize(row)!.length
    } else page.push(row)
  }
  return pages
}
