import type { PeopleIndex } from './peopleIndex'

/**
 * What everyone holds of every permission: reach bits by `who * index.stride + permission`, as `holdingOf` has them.
 *
 * @param out at least `people * stride / 4` words, written over; may be used again. Read it as bytes
 */
export function peopleMatrix(index: PeopleIndex, out: Uint32Array): void {
  const { classOf } = index
  const words = index.stride >> 2
  const rows = new Uint32Array(index.bits.buffer, index.bits.byteOffset, index.classCount * words)
  let to = 0
  for (let who = 0; who < classOf.length; who += 1) {
    let from = classOf[who]! * words
    for (const end = from + words; from < end; from += 1) {
      out[to] = rows[from]!
      to += 1
    }
  }
}
