import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import type { Org } from '../../../src/main/org/Org'
import { readThen } from '../../../src/main/org/openMoment'
import { rollBack } from '../../../src/main/org/rollBack'
import { copyState, rollForward } from '../../../src/main/org/rollForward'
import { runAtOnce } from '../../../src/main/org/runInSteps'
import { emptyState } from '../../../src/main/org/stateLayer'
import { eachSettledBetween } from '../../../src/main/store/queries/log'
import { findPersonal } from '../../../src/main/store/queries/personalValues'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { aDesk, aFolder, value } from '../../helpers/aDesk'
import { runHistory } from '../../simulation/history/runHistory'

const parts = [
  'blueprint',
  'settings',
  'staff',
  'staffIdByEmail',
  'places',
  'grants',
  'switches',
  'keys',
  'documents',
  'inbox',
] as const

/** Parts of the state that are not the same, in words. */
function differences(one: OrgState, other: OrgState): string[] {
  return parts.flatMap((part) =>
    isDeepStrictEqual(one[part], other[part])
      ? []
      : [
          `${part} is ${JSON.stringify([...((one[part] as never) ?? [])])} instead of ${JSON.stringify([...((other[part] as never) ?? [])])}`,
        ],
  )
}

it('comes to what a plain replay comes to, at every entry, whatever was held, refused, removed or erased', async () => {
  let compared = 0
  let gaveUp = 0
  const look = (org: Org): string[] => {
    const { db } = org.store
    const personal = (hash: string) => findPersonal(db, hash)
    const newest = org.revision().n
    const today = { n: newest, state: copyState(org.line.settledState()) }
    const half = Math.ceil(newest / 2)
    const plain = [emptyState()]
    for (let n = 1; n <= newest; n += 1)
      plain.push(runAtOnce(rollForward(eachSettledBetween(db, n - 1, n), personal, copyState(plain[n - 1]!))))
    const later = [today, { n: half, state: plain[half]! }]
    return later.flatMap((from) =>
      Array.from({ length: from.n }, (_, i) => i + 1).flatMap((n) => {
        const back = runAtOnce(rollBack(db, n, from, personal))
        compared += 1
        if (back === null) gaveUp += 1
        return back === null ? [] : differences(back, plain[n]!).map((text) => `entry ${n} of ${from.n}: ${text}`)
      }),
    )
  }
  for (let seed = 1; seed <= 8; seed += 1) {
    const told = await runHistory(seed, { length: 'long', look })
    expect(told.wrong, `seed ${seed}`).toEqual([])
  }
  expect(compared).toBeGreaterThan(200)
  // Where the whole way had to be gone, nothing is gained.
  expect(gaveUp).toBeLessThan(compared / 20)
})

it('is how a window looks back on many people, and at what it saw before', async () => {
  const folder = aFolder()
  const desk = aDesk(folder)
  const path = join(folder, 'sample.rolecall')
  value(await desk.call('org.sample', { path, blueprint: 'staff-ladder', people: 1500 }))
  value(await desk.call('org.open', { path, readOnly: true }))
  const org = desk.org!
  const { db } = org.store
  const newest = org.revision().n
  const plain = (n: number) => runAtOnce(rollForward(eachSettledBetween(db, 0, n), (hash) => findPersonal(db, hash)))
  const seen: { n: number; state: OrgState }[] = []
  for (const n of [newest - 3, newest - 8, newest - 5, newest]) {
    const then = (await readThen(org, n, {}, seen))!
    expect(differences(then.state, plain(n)), `entry ${n}`).toEqual([])
    seen.push(then)
  }
})
