import { reaches, type Reach } from '../../shared/domain/reach'

/** Reaches as bits, so that a union of grants is one number. `none` is 0. */
export const reachBits = { none: 0, own: 1, shared: 2, connected: 4, assigned: 8, all: 16 } as const satisfies Record<
  Reach,
  number
>

/** By union of bits. */
const widest: readonly Reach[] = Array.from(
  { length: 32 },
  (_, bits) => reaches.findLast((reach) => (bits & reachBits[reach]) !== 0) ?? 'none',
)

/** The widest reach of a union, in the order of `reaches`; which of the middle ones is named is a convention. */
export function widestReach(bits: number): Reach {
  return widest[bits]!
}
