import { compileRequest } from '../../src/main/engine/compileRequest'
import { decide } from '../../src/main/engine/decide'
import { decideById } from '../../src/main/engine/decideById'
import { decideCompiled } from '../../src/main/engine/decideCompiled'
import { decideIndexed } from '../../src/main/engine/decideIndexed'
import type { PeopleIndex } from '../../src/main/engine/peopleIndex'
import type { Request } from '../../src/shared/domain/decision'
import { nowMs } from './makeOrg'
import { mediansInTurn } from './measure'

export const ways = ['byId', 'byIdIndexed', 'byHandle', 'indexed'] as const
export type Way = (typeof ways)[number]

/** Our ways of deciding one list of requests, each of which decides all of them. */
export interface Decisions {
  readonly decideAll: Readonly<Record<Way, () => void>>
  /** Of the last of them. */
  readonly answers: readonly boolean[]
  readonly count: number
}

/** @throws Error when two ways give different answers. */
export function makeDecisions(index: PeopleIndex, requests: readonly Request[]): Decisions {
  const { rules } = index
  const answers: boolean[] = Array.from({ length: requests.length }, () => false)
  const handles = requests.map((request) => compileRequest(rules, request))
  const all = (decideOne: (number: number) => boolean) => (): void => {
    for (let number = 0; number < requests.length; number += 1) answers[number] = decideOne(number)
  }
  const decideAll = {
    byId: all((number) => decide(rules, requests[number]!)),
    byIdIndexed: all((number) => decideById(index, requests[number]!)),
    byHandle: all((number) => decideCompiled(rules, handles[number]!)),
    indexed: all((number) => decideIndexed(index, handles[number]!, nowMs)),
  }
  decideAll.byId()
  const wanted = [...answers]
  for (const way of ways) {
    decideAll[way]()
    if (answers.some((answer, number) => answer !== wanted[number])) throw new Error(`${way} differs from byId`)
  }
  return { decideAll, answers, count: requests.length }
}

/** Nanoseconds for one decision, by way. */
export async function measureDecisions({ decideAll, count }: Decisions, runs: number): Promise<Record<Way, number>> {
  const ms = await mediansInTurn(runs, decideAll)
  const ns = ways.map((way) => [way, (ms[way] * 1e6) / count])
  return Object.fromEntries(ns) as Record<Way, number>
}
