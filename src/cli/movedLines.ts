import type { OperationOutput } from '../shared/operations/contract'

/** What became of own pending changes, where it is otherwise than they are shown. */
export function movedLines(moved: OperationOutput<'sync.exchange'>['moved']): string[] {
  const items = (now: 'settled' | 'pending') =>
    new Set(
      moved
        .filter((one) => one.now === now && (one.verdict === 'held' || one.verdict === 'refused'))
        .map(({ item }) => item),
    ).size
  const [stopped, doubtful] = [items('settled'), items('pending')]
  return [
    ...(stopped > 0 ? [`${changes(stopped)} of yours did not go through: \`inbox list\` says why.`] : []),
    ...(doubtful > 0 ? [`${changes(doubtful)} of yours would not go through any more: \`sync status\` says why.`] : []),
  ]
}

function changes(count: number): string {
  return `${count} ${count === 1 ? 'change' : 'changes'}`
}
