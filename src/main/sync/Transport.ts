import type { PersonalValue } from '../../shared/domain/change'
import type { KeyId, StaffId } from '../../shared/domain/ids'
import type { Result } from '../../shared/domain/result'
import type { SettledBytes } from '../org/replay'

/** The end of a line: `{ n: 0, hash: null }` before the first entry. */
export interface LineEnd {
  readonly n: number
  /** Lower-case hex SHA-256 of entry `n`. */
  readonly hash: string | null
}

/** A signed change on its way to be settled: bytes and signature, and where it stands in its key's own line. */
export interface ProposalBytes {
  readonly key: KeyId
  /** 1, 2, 3 … per key. Taken from the record; a transport that stores it beside the bytes must not be believed. */
  readonly seq: number
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** What a console last said of itself: canonical bytes of a `Greeting` and a signature by the key that it names. */
export interface GreetingBytes {
  readonly key: KeyId
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** Numbers that should be there and are not, first and last included. `key` null: entries of the settled line. */
export interface Missing {
  readonly key: KeyId | null
  readonly first: number
  readonly last: number
}

/** A file or row that was passed over, and why, as a sentence for people. Never a failure: it may be half copied. */
export interface Ignored {
  readonly what: string
  readonly because: string
}

/** Notes about one place that outlast an exchange. A mark that is lost costs time, and nothing else. */
export interface Marks {
  has(mark: string): boolean
  add(marks: readonly string[]): void
}

/** A personal value that somebody looks for. */
export interface WantedValue {
  readonly staffId: StaffId
  readonly hash: string
}

/**
 * A piece of what a place holds. `mark` names its content for ever (a file's name with its hash, a row's id): once its
 * content is stored, the exchange remembers the mark and asks for it no more.
 */
export interface Piece<Content> {
  readonly mark: string
  readonly content: readonly Content[]
}

export interface ReadLine {
  /** Entries after `after`, in order and without a gap, at most as many as asked for. */
  readonly entries: readonly SettledBytes[]
  /**
   * Well-formed entries that stand against others: of a number that the asker has with another hash, or two of one
   * number. Nothing is checked of them but their form; the exchange decides whether a sequencer told two stories.
   */
  readonly rivals: readonly SettledBytes[]
  /** The first gap behind `entries`, when later entries are there. */
  readonly missing: Missing | null
  readonly ignored: readonly Ignored[]
}

export interface ReadProposals {
  readonly pieces: readonly Piece<ProposalBytes>[]
  readonly ignored: readonly Ignored[]
}

export type TransportFailure =
  | 'place-not-found'
  /** Nothing of the organization is there any more, though it was: the place may be another one by mistake. */
  | 'place-emptied'
  /** The place belongs to another organization, or holds something that is not ours. */
  | 'wrong-place'
  | 'cannot-write'
  | 'disk-full'
  | 'no-connection'
  /** The place knows this console not, or not any more. */
  | 'not-admitted'
  | 'newer-version'

/**
 * A place where the consoles of one organization meet: a folder or USB stick, a file by mail, a PostgreSQL hub. It stores
 * and hands out bytes and is trusted with nothing: whatever comes from it is checked by the exchange (signatures, hashes,
 * the place in the line, verdicts), so an implementation checks form and limits only, and passes over what is damaged.
 *
 * Rules for every implementation:
 * - **Idempotent.** Each call may be repeated after a crash at any point: what is there already is left as it is.
 * - **Whole or not at all.** A reader never sees half of what one call writes as if it were everything.
 * - **In order.** Nothing here orders or decides by a clock.
 * - **Failures** are answers with a whole sentence for people; an exception means a fault in the program. A call that
 *   fails has done nothing, or something whose repetition does no harm.
 * - **Cancelled** calls do not exist: the exchange stops between calls, so that calls are kept short (`limit`).
 *
 * Who keeps the line (`keepsLine`):
 * - `console` (folder, mail): the registrar's own file is the truth. It settles there first and `append` publishes a copy;
 *   `append` therefore never answers `moved`. The console named in `OrgSettings.registrar` calls it, and whoever brings
 *   what was settled elsewhere.
 * - `place` (hub): the place is the truth. Any enrolled console judges on the head that it has, calls `append` first and
 *   takes the entries into its own file only after `appended`. `append` must lock the organization's head, compare it with
 *   `after` and answer `moved` when they differ; the exchange then reads the line again and judges anew. An organization
 *   settles this way when `OrgSettings.sequencer` is `hub`.
 */
export interface Transport {
  readonly kind: 'folder' | 'mail' | 'hub'
  /** Where it is: a folder's absolute path, a URL without its password. Marks are remembered under it. */
  readonly address: string
  readonly keepsLine: 'console' | 'place'

  /**
   * Reads the settled line behind `after`.
   *
   * @param after   the asker's own head
   * @param hashOf  hash of the asker's entry `n`, undefined when it has none: for finding rivals
   * @param limit   at most this many entries
   */
  readLine(question: {
    readonly after: LineEnd
    readonly hashOf: (n: number) => string | undefined
    readonly limit: number
  }): Promise<Result<ReadLine, TransportFailure>>

  /**
   * Adds entries behind `after`. Entries that are there already are left, so that the same call twice does what one does.
   *
   * @param by  the console whose entries these are; it signed them
   */
  append(
    after: LineEnd,
    entries: readonly SettledBytes[],
    by: KeyId,
  ): Promise<Result<'appended' | 'moved', TransportFailure>>

  /**
   * The last entry up to which the place holds the line without a gap. For `append`, and for status.
   *
   * @param hashOf  hash of the asker's entry `n`: what stands against it does not count
   */
  readEnd(hashOf: (n: number) => string | undefined): Promise<Result<{ readonly n: number }, TransportFailure>>

  /**
   * Brings changes to where the settling console finds them: own ones, and those of others that came another way. In any
   * order of keys, by rising `seq` within one key.
   */
  publish(proposals: readonly ProposalBytes[]): Promise<Result<null, TransportFailure>>

  /** Changes of any key that were not read before. May hold changes that are settled long since, or stand twice. */
  readProposals(known: (mark: string) => boolean): Promise<Result<ReadProposals, TransportFailure>>

  /**
   * Adds personal values; those of a person that are there already stay beside them. Values of purged people are never
   * passed in.
   */
  writePersonal(values: readonly PersonalValue[]): Promise<Result<null, TransportFailure>>

  /** These values, as far as they are there, and maybe others of these people. `staffId` and `field` are claims. */
  readPersonal(wanted: readonly WantedValue[]): Promise<Result<readonly PersonalValue[], TransportFailure>>

  /** Erases everything that the place holds of these people, in whatever copy. Repeated at every exchange. */
  erasePersonal(staffIds: readonly StaffId[]): Promise<Result<null, TransportFailure>>

  /** Replaces what this console last said of itself. */
  writeGreeting(greeting: GreetingBytes): Promise<Result<null, TransportFailure>>

  /** The last word of every console that ever came here. */
  readGreetings(): Promise<Result<readonly GreetingBytes[], TransportFailure>>

  close(): Promise<void>
}
