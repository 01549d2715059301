import { compileRules, type Rules } from '../../src/main/engine/compileRules'
import { diffRules } from '../../src/main/engine/diffRules'
import { explain } from '../../src/main/engine/explain'
import { findHolders, indexHolders, listPeople, type PermissionHolders } from '../../src/main/engine/holderBits'
import { memberOf } from '../../src/main/engine/people'
import { indexPeople } from '../../src/main/engine/peopleIndex'
import { peopleMatrix } from '../../src/main/engine/peopleMatrix'
import { updateRules } from '../../src/main/engine/updateRules'
import { whatIf } from '../../src/main/engine/whatIf'
import { whoCan } from '../../src/main/engine/whoCan'
import type { Request } from '../../src/shared/domain/decision'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import type { Reach } from '../../src/shared/domain/reach'
import { makeDecisions, measureDecisions, type Decisions, type Way } from './decisions'
import { nowMs } from './makeOrg'
import { medianMs, usedBytes } from './measure'

/** One edit of a cell, asked as what-if. */
export interface Edit {
  readonly role: RoleKey
  readonly permission: PermissionKey
  readonly reach: Reach
}

export interface OurTimes {
  readonly people: number
  readonly compileMs: number
  readonly compileMb: number
  readonly indexMs: number
  readonly indexMb: number
  /** To be measured again beside somebody else's. */
  readonly decisions: Decisions
  readonly rules: Rules
  readonly decisionNs: Readonly<Record<Way, number>>
  readonly explainUs: number
  readonly explainSlowestUs: number
  readonly whoCanMs: number
  readonly whoCanListMs: number
  readonly whoCanFirstMs: number
  readonly whoCanDetailsMs: number
  readonly matrixMs: number
  readonly whatIfMs: number
  readonly diffMs: number
  readonly recompilePersonMs: number
  readonly recompileCellMs: number
  readonly answers: readonly boolean[]
  readonly whoCanCount: number
  readonly whatIfNames: string[]
}

export function edited(state: OrgState, edit: Edit): OrgState {
  return { ...state, grants: new Map(state.grants).set(`${edit.role}/${edit.permission}`, edit) }
}

/** Every measure of ours for one organization. */
export async function measureOurs(
  state: OrgState,
  requests: readonly Request[],
  ask: { permission: PermissionKey; place: PlaceId },
  edit: Edit,
): Promise<OurTimes> {
  const startBytes = usedBytes()
  let rules = compileRules(state)
  const compiledBytes = usedBytes()
  const compileMs = await medianMs(3, () => {
    rules = compileRules(state)
  })
  const beforeIndexBytes = usedBytes()
  let index = indexPeople(rules, nowMs)
  const indexBytes = usedBytes() - beforeIndexBytes
  const indexMs = await medianMs(3, () => {
    index = indexPeople(rules, nowMs)
  })

  const decisions = makeDecisions(index, requests)
  const decisionNs = await measureDecisions(decisions, 15)

  const explained = requests.slice(0, 2000)
  const explainUs =
    ((await medianMs(15, () => explained.forEach((one) => explain(rules, one)))) * 1000) / explained.length
  const eachUs = explained.map((request) => {
    const startMs = performance.now()
    explain(rules, request)
    return (performance.now() - startMs) * 1000
  })
  const explainSlowestUs = eachUs.sort((one, other) => one - other)[Math.floor(eachUs.length * 0.99)]!

  const permission = rules.permissionByKey.get(ask.permission)!
  const place = rules.places.interner.numberOf.get(ask.place)!
  const bits = new Uint32Array(index.words)
  const list = new Uint32Array(rules.people.count)
  let holders: PermissionHolders = indexHolders(index, permission)
  const whoCanFirstMs = await medianMs(5, () => {
    holders = indexHolders(index, permission)
  })
  const whoCanMs = (await medianMs(9, () => repeat(20, () => findHolders(index, holders, place, bits)))) / 20
  let whoCanCount = 0
  const whoCanListMs =
    (await medianMs(9, () =>
      repeat(20, () => {
        findHolders(index, holders, place, bits)
        whoCanCount = listPeople(bits, list)
      }),
    )) / 20
  const question = { do: ask.permission, at: ask.place, atMs: nowMs }
  const whoCanDetailsMs = await medianMs(3, () => {
    if (whoCan(rules, question).length !== whoCanCount) throw new Error('who-can differs')
  })

  const out = new Uint32Array((rules.people.count * index.stride) >> 2)
  const matrixMs = await medianMs(7, () => peopleMatrix(index, out))

  const afterState = edited(state, edit)
  let whatIfNames: string[] = []
  const whatIfMs = await medianMs(9, () => {
    whatIfNames = []
    const after = updateRules(rules, afterState, { staff: [], everything: true })
    const found = whatIf(index, after, nowMs)
    if (found === null) throw new Error('not groupable')
    for (const group of [...found.gain, ...found.lose]) {
      for (const who of group.people) whatIfNames.push(memberOf(rules, who).name!)
    }
  })
  const diffMs = await medianMs(3, () => {
    const after = updateRules(rules, afterState, { staff: [], everything: true })
    const found = diffRules(rules, after, nowMs)
    if (found.gain.length + found.lose.length !== whatIfNames.length) throw new Error('what-if differs')
  })

  const someone = state.staff.values().next().value!
  const other = { ...someone, role: edit.role }
  const staff = new Map<StaffId, typeof someone>([[someone.id, other]])
  const recompilePersonMs =
    (await medianMs(9, () =>
      repeat(10, () => void updateRules(rules, { ...state, staff }, { staff: [someone.id], everything: false })),
    )) / 10
  const recompileCellMs =
    (await medianMs(9, () => repeat(10, () => void updateRules(rules, afterState, { staff: [], everything: true })))) /
    10
  return {
    people: state.staff.size,
    compileMs,
    compileMb: (compiledBytes - startBytes) / 1e6,
    indexMs,
    indexMb: indexBytes / 1e6,
    decisions,
    rules,
    decisionNs,
    explainUs,
    explainSlowestUs,
    whoCanMs,
    whoCanListMs,
    whoCanFirstMs,
    whoCanDetailsMs,
    matrixMs,
    whatIfMs,
    diffMs,
    recompilePersonMs,
    recompileCellMs,
    answers: [...decisions.answers],
    whoCanCount,
    whatIfNames,
  }
}

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time += 1) work()
}
