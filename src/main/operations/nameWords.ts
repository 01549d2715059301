import { searchKey } from '../../shared/domain/searchKey'
import type { Rules } from '../engine/compileRules'
import type { Org } from '../org/Org'
import type { StaffMember } from '../../shared/domain/staff'

interface Known {
  rules: Rules
  n: number
  readonly words: Set<string>
  readonly people: WeakSet<StaffMember>
}

const knownByOrg = new WeakMap<Org, Known>()

/**
 * The distinct words of all names, to correct a typed one. Nothing of it may be shown: whom a corrected word finds is
 * asked of the store, which answers as the reader may see. Words of names that are gone stay, and find nobody.
 */
export function nameWords(org: Org): ReadonlySet<string> {
  const rules = org.rules()
  const { n } = org.revision()
  const known: Known = knownByOrg.get(org) ?? { rules, n: -1, words: new Set(), people: new WeakSet() }
  if (known.n === n && known.rules === rules) return known.words
  const names = new Set<string>()
  for (const person of org.state().staff.values()) {
    if (known.people.has(person)) continue
    known.people.add(person)
    if (person.name !== null) for (const part of person.name.split(' ')) names.add(part)
  }
  for (const name of names) {
    for (const word of searchKey(name).split(/[^\p{L}\p{N}]+/u)) if (word.length > 2) known.words.add(word)
  }
  known.rules = rules
  known.n = n
  knownByOrg.set(org, known)
  return known.words
}
