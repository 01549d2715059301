/** Who writes in the file for long: one at a time, while reading goes on. */
export interface LongWork {
  isUnderWay(): boolean
  /** Asks what is under way to let an edit go first. */
  giveWay(): void
  /**
   * Does long work while nothing else is written; small notes meanwhile are written after it. The work may let go before
   * its end, and says how to ask it for that.
   */
  alone<Value>(work: (turn: Turn) => Promise<Value>): Promise<Value>
  /** At once, or after what is under way. */
  whenFree(work: () => void): void
  close(): void
  readonly isClosed: boolean
}

interface Turn {
  letGo(): void
  /** From here on an edit may go in front, until it is let go. */
  yieldsTo(letFirst: () => void): void
}

export function longWork(): LongWork {
  /** Whoever writes a long transaction now. */
  let writing: object | null = null
  /** Lets an edit go in front of what is being settled; null where nothing gives way. */
  let giveWay: (() => void) | null = null
  /** What waits until a long transaction has ended. */
  const whenDone: (() => void)[] = []
  let isClosed = false

  return {
    isUnderWay: () => writing !== null,
    giveWay: () => giveWay?.(),
    alone: async (work) => {
      const mine = {}
      const letGo = () => {
        if (writing !== mine) return
        writing = null
        giveWay = null
        const waiting = whenDone.splice(0)
        if (!isClosed) for (const one of waiting) one()
      }
      writing = mine
      try {
        return await work({ letGo, yieldsTo: (letFirst) => (giveWay = letFirst) })
      } finally {
        letGo()
      }
    },
    whenFree: (work) => {
      if (writing !== null) whenDone.push(work)
      else work()
    },
    close: () => {
      isClosed = true
    },
    get isClosed() {
      return isClosed
    },
  }
}
