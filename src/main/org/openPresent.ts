import type { Effect } from '../../shared/domain/effect'
import type { OrgState } from '../../shared/domain/orgState'
import { compileRules, type Rules } from '../engine/compileRules'
import type { ReadableDb } from '../store/database'
import type { ReadableStore } from '../store/openStore'
import { isSettled, findEntryHash, readHead, readLastSeq } from '../store/queries/log'
import { findPersonal } from '../store/queries/personalValues'
import { readOverlayVersion } from '../store/queries/overlay'
import { readLastProposed } from '../store/queries/proposals'
import { readState } from '../store/queries/readState'
import { type Head, type LineWalker, walkLine } from './line/walkLine'
import type { Revision } from './Org'

interface WalkOptions {
  /** Asked before the file is. */
  readonly personal?: (hash: string) => string | undefined
  readonly onPut?: (effect: Effect, state: OrgState) => void
  /** Whether own pending changes count among the numbers that keys have used. */
  readonly countsPending: boolean
}

/**
 * What memory holds of an open file: the organization as it is shown, its rules, and where its line ends.
 * INVARIANT (memory follows the file): state and rules move only after the commit.
 */
export interface Present {
  state(): OrgState
  rules(): Rules
  headNumber(): number
  revision(): Revision
  stamp(): string
  /** Reads anew what another process has written. */
  refresh(): void
  /** Walks on from the present. Nothing of it is seen before `follow`. */
  walk(db: ReadableDb, options: WalkOptions): LineWalker
  /** Memory follows what was committed. */
  follow(walker: LineWalker): void
  onChanged(listener: (revision: Revision) => void): () => void
  close(): void
}

interface Opened {
  readonly store: ReadableStore
  readonly isBundle: boolean
  readonly orgId: string
  readonly state: OrgState
  readonly rules?: Rules | undefined
  /** Called before anybody is told that it moved. */
  readonly onMoved: () => void
}

export function openPresent({ store, isBundle, orgId, onMoved, ...opened }: Opened): Present {
  let { state } = opened
  let rules = opened.rules ?? compileRules(state)
  let head: Head = readHead(store.db)
  let overlay = readOverlayVersion(store.db)
  let dataVersion = store.dataVersion()
  const listeners = new Set<(revision: Revision) => void>()
  const revision = (): Revision => ({ n: head.n, head: head.hash })

  function announce(): void {
    onMoved()
    for (const listener of listeners) listener(revision())
  }

  return {
    state: () => state,
    rules: () => rules,
    headNumber: () => head.n,
    revision,
    stamp: () => `${head.n} ${head.hash} ${overlay}`,
    refresh: () => {
      if (isBundle) return
      const version = store.dataVersion()
      if (version === dataVersion) return
      dataVersion = version
      const now = readHead(store.db)
      const overlayNow = readOverlayVersion(store.db)
      if (now.hash === head.hash && overlayNow === overlay) return
      state = readState(store.db)!
      rules = compileRules(state)
      head = now
      overlay = overlayNow
      announce()
    },
    walk: (db, { personal, onPut, countsPending }) =>
      walkLine({
        orgId,
        state,
        rules,
        head,
        hashOf: (n) => findEntryHash(db, n),
        lastSeqOf: (key) => Math.max(readLastSeq(db, key), countsPending ? readLastProposed(db, key) : 0),
        isSettled: (id) => isSettled(db, id),
        personal: (hash) => personal?.(hash) ?? findPersonal(db, hash),
        ownsState: false,
        ...(onPut === undefined ? {} : { onPut }),
      }),
    follow: (walker) => {
      ;({ state, rules, head } = walker.finish())
      overlay = readOverlayVersion(store.db)
      dataVersion = store.dataVersion()
      announce()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}
