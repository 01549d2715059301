import { searchKey } from '../../shared/domain/searchKey'
import type { Rules } from '../engine/compileRules'
import type { Org } from '../org/Org'
import { runAtOnce, type Steps } from '../org/runInSteps'
import type { StaffMember } from '../../shared/domain/staff'

interface Known {
  rules: Rules
  n: number
  readonly words: Set<string>
  /** Names are made of few parts, which come again and again. */
  readonly parts: Set<string>
  readonly people: WeakSet<StaffMember>
}

const knownByOrg = new WeakMap<Org, Known>()

/**
 * The distinct words of all names, to correct a typed one. Nothing of it may be shown: whom a corrected word finds is
 * asked of the store, which answers as the reader may see. Words of names that are gone stay, and find nobody.
 */
export function nameWords(org: Org): ReadonlySet<string> {
  return runAtOnce(collectNameWords(org))
}

/** The same in steps. Stopped in between, it goes on from there the next time. */
export function* collectNameWords(org: Org): Steps<ReadonlySet<string>> {
  const rules = org.rules()
  const { n } = org.revision()
  const known: Known = knownByOrg.get(org) ?? {
    rules,
    n: -1,
    words: new Set(),
    parts: new Set(),
    people: new WeakSet(),
  }
  if (known.n === n && known.rules === rules) return known.words
  knownByOrg.set(org, known)
  let done = 0
  for (const person of org.state().staff.values()) {
    done += 1
    if (done % 512 === 0) yield done
    if (known.people.has(person)) continue
    known.people.add(person)
    for (const part of person.name?.split(' ') ?? []) addWords(known, part)
  }
  known.rules = rules
  known.n = n
  return known.words
}

function addWords({ words, parts }: Known, part: string): void {
  if (parts.has(part)) return
  parts.add(part)
  for (const word of searchKey(part).split(/[^\p{L}\p{N}]+/u)) if (word.length > 2) words.add(word)
}
