import type { PersonalValue } from '../../../src/shared/domain/change'
import type { StaffId } from '../../../src/shared/domain/ids'
import type { SettledBytes } from '../../../src/main/org/replay'
import type { BaseOrg } from '../baseOrg'
import type { Chance } from '../chance'
import type { Place, Weather } from '../memoryPlace'
import type { RandomEdit } from '../randomEdit'
import type { Desk } from './Desk'
import type { HistoryOptions } from './HistoryOptions'

/** Somebody with a changed client and a good key, who sits at no desk. */
export interface Ghost {
  readonly staffId: StaffId
  /** The last number that they gave to a change. */
  seq: number
  readonly sent: (readonly [
    seq: number,
    bytes: Uint8Array,
    signature: Uint8Array,
    personal: readonly PersonalValue[],
  ])[]
}

/** A history that is being run: who is in it, and what everything that is judged in the end is compared with. */
export interface Run extends Required<HistoryOptions> {
  readonly seed: number
  readonly chance: Chance
  readonly base: BaseOrg
  readonly weather: Weather
  readonly place: Place
  /** Where some meet instead, or as well. */
  readonly otherPlace: Place | null
  readonly desks: Desk[]
  readonly ghosts: readonly Ghost[]
  /** The number of the desk that a copy of the file may come to. */
  readonly copyNumber: number
  clockMs: number
  readonly wrong: string[]
  /** How often each thing went wrong on the way. */
  readonly faults: Record<string, number>

  /** Ids that each key has truly signed, by key. */
  readonly signed: Map<string, Set<string>>
  /** Ids of the changes that somebody made and was told that they are kept. */
  readonly promised: Set<string>
  /** Changes that went with a disk, and keys that signed them: they may never have been brought. */
  readonly gone: Set<string>
  readonly goneKeys: Set<string>
  /** Every personal value that was ever made, by hash. */
  readonly values: Map<string, PersonalValue>
  /** Consoles that somebody ever wanted to settle. */
  readonly named: Set<string>
  lastEdit: RandomEdit | null

  /** The hash of the entry that was seen at each number of the line, at whatever desk. */
  readonly seenHashes: string[]
  /** Once histories are two: the end of each desk's line when it was last looked at. */
  readonly ownPast: Map<Desk, { readonly n: number; readonly head: string | null }>
  /** Two entries of one number that one console signed. */
  stories: readonly SettledBytes[]
  /** Two histories were signed. */
  isForked: boolean
  /** The number of the entry that is two. */
  forkN: number
  hasTakenOver: boolean
  /** The hub keeps a copy of itself. */
  hasHubBackup: boolean
  /** The last entry that the hub still had when it went back; null before that. */
  hubBackTo: number | null
}

export function countFault({ faults }: Run, fault: string): void {
  faults[fault] = (faults[fault] ?? 0) + 1
}
