interface Rung {
  readonly name: string
  readonly rank: number
  readonly locked: boolean
  readonly singleton: boolean
}

/** Why a role stays as it is; null when it need not. Main decides again when it is asked for. */
export function whyProtected(rung: Rung, verb: 'moved' | 'deleted' | 'renamed'): string | null {
  if (rung.singleton) return `There is exactly one ${rung.name}; that role cannot be ${verb}.`
  if (rung.locked) return `${rung.name} is locked and cannot be ${verb}.`
  if (rung.rank === 0 && verb !== 'renamed') return `${rung.name} is the top of the ladder and cannot be ${verb}.`
  return null
}
