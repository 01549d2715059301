export type Numbers = Uint16Array | Uint32Array

/** These numbers in half the room, where the largest, `most`, allows it: what is small is read sooner. */
export function narrow(numbers: ArrayLike<number>, most: number): Numbers {
  return most > 0xffff ? Uint32Array.from(numbers) : Uint16Array.from(numbers)
}
