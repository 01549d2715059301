import type { Interner } from './rules'

export function newInterner<Id extends string>(): Interner<Id> {
  return { numberOf: new Map(), ids: [] }
}

/** The number of an id, given now if it has none yet. */
export function intern<Id extends string>(interner: Interner<Id>, id: Id): number {
  const known = interner.numberOf.get(id)
  if (known !== undefined) return known
  const number = interner.ids.length
  interner.ids.push(id)
  interner.numberOf.set(id, number)
  return number
}
