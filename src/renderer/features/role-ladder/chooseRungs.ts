/** At most two rungs are chosen: choosing one again lets it go, a third takes the place of the older choice. */
export function chooseRungs(chosen: readonly string[], key: string): readonly string[] {
  if (chosen.includes(key)) return chosen.filter((other) => other !== key)
  return [...chosen, key].slice(-2)
}
