import { judgeInboxRow } from './judgeInboxRow'
import { judgeKeyRow } from './judgeKeyRow'
import { judgePlaceRow } from './judgePlaceRow'
import { judgeRightsRow } from './judgeRightsRow'
import { judgeStaffRow } from './judgeStaffRow'
import type { RowInQuestion, Verdict } from './RowInQuestion'

const judges: Record<string, (asked: RowInQuestion) => Verdict | undefined> = {
  staff: judgeStaffRow,
  place: judgePlaceRow,
  grant: judgeRightsRow,
  switch: judgeRightsRow,
  org: judgeRightsRow,
  key: judgeKeyRow,
  sequencer: judgeKeyRow,
  registrar: judgeKeyRow,
  inbox: judgeInboxRow,
}

/** How one row of a change should end. Errors: throws at a kind that the oracle has not heard of. */
export function judgeRow(asked: RowInQuestion): Verdict {
  const { kind } = asked
  const verdict = judges[kind.slice(0, kind.indexOf('.'))]?.(asked)
  if (verdict === undefined) throw new Error(`The oracle has not heard of ${kind}.`)
  return verdict
}
