interface Called {
  readonly name: string
  /** What tells it apart from another one of the same name, like an e-mail address; null when that is not to be said. */
  readonly apart: string | null
}

/** Two things in one sentence: behind names that are equal stands what tells them apart. */
export function callBoth(one: Called, other: Called): readonly [string, string] {
  const areSame = one.name.trim().toLowerCase() === other.name.trim().toLowerCase()
  const call = ({ name, apart }: Called) => (areSame && apart !== null ? `${name} (${apart})` : name)
  return [call(one), call(other)]
}
