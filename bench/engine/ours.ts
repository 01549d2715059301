import { compileRequest, type CompiledRequest } from '../../src/main/engine/compileRequest'
import { compileRules } from '../../src/main/engine/compileRules'
import { decide } from '../../src/main/engine/decide'
import { decideCompiled } from '../../src/main/engine/decideCompiled'
import { decideById } from '../../src/main/engine/decideById'
import { decideIndexed } from '../../src/main/engine/decideIndexed'
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
  readonly byIdNs: number
  readonly byIdIndexedNs: number
  readonly byHandleNs: number
  readonly indexedNs: number
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
  readonly answers: boolean[]
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

  const answers: boolean[] = Array.from({ length: requests.length }, () => false)
  const perDecisionNs = async (decideOne: (number: number) => boolean): Promise<number> => {
    const ms = await medianMs(7, () => {
      for (let number = 0; number < requests.length; number += 1) answers[number] = decideOne(number)
    })
    return (ms * 1e6) / requests.length
  }
  const handles: CompiledRequest[] = requests.map((request) => compileRequest(rules, request))
  const byIdNs = await perDecisionNs((number) => decide(rules, requests[number]!))
  const byId = answers.slice()
  const byHandleNs = await perDecisionNs((number) => decideCompiled(rules, handles[number]!))
  expectSame(byId, answers)
  const indexedNs = await perDecisionNs((number) => decideIndexed(index, handles[number]!, nowMs))
  expectSame(byId, answers)
  const byIdIndexedNs = await perDecisionNs((number) => decideById(index, requests[number]!))
  expectSame(byId, answers)

  const explained = requests.slice(0, 2000)
  const explainUs =
    ((await medianMs(5, () => explained.forEach((one) => explain(rules, one)))) * 1000) / explained.length
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
    byIdNs,
    byIdIndexedNs,
    byHandleNs,
    indexedNs,
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
    answers: byId,
    whoCanCount,
    whatIfNames,
  }
}

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time += 1) work()
}

function expectSame(one: readonly boolean[], other: readonly boolean[]): void {
  if (one.some((answer, number) => answer !== other[number])) throw new Error('Two ways of deciding differ')
}
