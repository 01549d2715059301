import {
  hasAnyMark,
  hasMark,
  type HeardRow,
  listExchangePlaces,
  listHeard,
  type PlaceRow,
  writeExchangePlace,
  writeHeard,
  writeMark,
} from '../../store/queries/exchangeNotes'
import { listSettledAfter, findEntryHash } from '../../store/queries/log'
import { listPersonalOf, writePersonal } from '../../store/queries/personalValues'
import {
  countOwnProposals,
  countOwnProposedRows,
  listPending,
  listProposalHeads,
  listProposals,
  readProposal,
} from '../../store/queries/proposals'
import { done } from '../../../shared/domain/result'
import { isSound } from '../personalValues'
import { readChange } from '../record'
import type { Door } from './Door'
import { haltOf, stopIn } from './halts'
import { isRival } from './isRival'
import { hasValue, isPurged } from './kept'
import { lacksOfChange, lacksOfEntries } from './lacks'
import type { Lack, Line } from './Line'
import { receiveChanges } from './receiveChanges'
import { sequencerAt } from './sequencerAt'
import { settleWaiting } from './settleWaiting'
import { takeEntries } from './takeEntries'
import { type SettledView, viewSettled } from './viewSettled'

/** The line of an open organization, put together of its parts. `forget` drops what was looked up of the settled state. */
export function openLine(door: Door): Line & { forget(): void } {
  const { db, identity } = door
  let settled: SettledView | null = null

  function settledView(): SettledView {
    settled ??= viewSettled(door)
    return settled
  }

  const isPurgedHere = (id: Parameters<typeof isPurged>[1]) => isPurged(door, id)
  const hasValueHere = (hash: string) => hasValue(db, hash)
  const { maySettle, ...settling } = settleWaiting(door, () => settledView().state)

  return {
    get halt() {
      return haltOf(door)
    },
    get maySettle() {
      return maySettle()
    },
    speaker: identity === null ? null : (identity.console ?? identity.operator),
    settledState: () => settledView().state,
    settledRules: () => settledView().rules(),
    hashOf: (n) => findEntryHash(db, n),
    entriesAfter: (n, limit) => listSettledAfter(db, n, limit),
    pending: () => listPending(db),
    pendingCount: () => countOwnProposals(db),
    pendingRows: () => countOwnProposedRows(db),
    proposals: () => listProposals(db),
    lacksOf: (entries) => lacksOfEntries(entries, isPurgedHere, hasValueHere),
    lacksOfProposals: function* lacksOfProposals() {
      const lacks: Lack[] = []
      for (const { id, isOwn } of listProposalHeads(db)) {
        const change = isOwn ? null : readChange(readProposal(db, id)!.bytes)
        if (change?.ok !== true) continue
        for (const lack of lacksOfChange(change.value, isPurgedHere, hasValueHere)) lacks.push(lack)
        yield lacks.length
      }
      return lacks
    },
    personalOf: (staffIds) =>
      listPersonalOf(
        db,
        staffIds.filter((id) => !isPurged(door, id)),
      ),
    keepPersonal: (lacks, values) => {
      let kept = 0
      door.note((target) => {
        for (const lack of lacks) {
          const value = values.get(lack.hash)
          if (value === undefined || !isSound(value)) continue
          writePersonal(target, { ...value, ...lack })
          kept += 1
        }
      })
      return done(kept)
    },
    ...takeEntries(door, () => settledView().state),
    receive: (proposals) => receiveChanges(door, settledView().state, proposals),
    ...settling,
    isRival: (entry) => isRival(door, settledView().state, entry),
    sequencerAt: (n) => sequencerAt(db, settledView().state, n),
    stop: (why) => door.note((target) => stopIn(target, why)),
    // What is purged stays so: whoever is shown as purged and is not, is so by a change that waits.
    purged: () => {
      const shown = [...door.state().staff.values()].filter(({ state }) => state === 'purged')
      return shown.flatMap(({ id }) => (isPurged(door, id) ? [id] : []))
    },
    notes: {
      hasMark: (address, mark) => hasMark(db, address, mark),
      hasAnyMark: (address) => hasAnyMark(db, address),
      addMarks: (address, marks) =>
        door.note((target) => {
          for (const mark of marks) writeMark(target, address, mark)
        }),
      places: () => listExchangePlaces(db),
      addPlace: (row: PlaceRow) => door.note((target) => writeExchangePlace(target, row)),
      heard: () => listHeard(db),
      addHeard: (row: HeardRow) => door.note((target) => writeHeard(target, row)),
    },
    forget: () => {
      settled = null
    },
  }
}
