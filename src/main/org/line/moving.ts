import type { Effect } from '../../../shared/domain/effect'
import type { OrgState } from '../../../shared/domain/orgState'
import type { WritableDb } from '../../store/database'
import { listPending } from '../../store/queries/proposals'
import type { Steps } from '../runInSteps'
import type { Door, MoveOptions } from './Door'
import { findMoved } from './findMoved'
import type { Moved } from './Line'
import { beforeKeeper, layOverlay, liftOverlay } from './overlay'
import type { LineWalker } from './walkLine'

export interface MovedBy<Value> {
  readonly value: Value
  readonly moved: readonly Moved[]
}

/** Moves the line: pending changes are lifted, the work is done on what is settled, and they are laid over again. */
export function moving<Value>(
  door: Door,
  work: (target: WritableDb, walker: LineWalker) => Steps<Value>,
  options: { readonly personal?: (hash: string) => string | undefined; readonly commits: (value: Value) => boolean },
) {
  let keep: ((effect: Effect, state: OrgState) => void) | null = null
  let commits = false
  function* move(target: WritableDb, walker: LineWalker): Steps<MovedBy<Value>> {
    keep = null
    const before = listPending(target)
    yield* liftOverlay(target, walker)
    const value = yield* work(target, walker)
    commits = options.commits(value)
    keep = beforeKeeper(target)
    yield* layOverlay(target, walker, door.now())
    keep = null
    return { value, moved: commits && before.length > 0 ? findMoved(target, before) : [] }
  }
  const moveOptions: MoveOptions = {
    commits: () => commits,
    onPut: (effect, state) => keep?.(effect, state),
    ...(options.personal === undefined ? {} : { personal: options.personal }),
  }
  return [move, moveOptions] as const
}
