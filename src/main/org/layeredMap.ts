/** A map over another: what is set or deleted here hides what lies below, which stays as it is. */
export interface LayeredMap<Key, Value> extends ReadonlyMap<Key, Value> {
  set(key: Key, value: Value): void
  delete(key: Key): void
  /** Puts everything into the map below. */
  settle(): void
}

export function layeredMap<Key, Value>(below: ReadonlyMap<Key, Value>): LayeredMap<Key, Value> {
  const here = new Map<Key, Value>()
  const gone = new Set<Key>()
  function* entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of below) {
      if (gone.has(key)) continue
      yield [key, here.has(key) ? here.get(key)! : value]
    }
    for (const [key, value] of here) if (!below.has(key)) yield [key, value]
  }
  function* keys(): MapIterator<Key> {
    for (const [key] of entries()) yield key
  }
  function* values(): MapIterator<Value> {
    for (const [, value] of entries()) yield value
  }
  return {
    get: (key) => (gone.has(key) ? undefined : here.has(key) ? here.get(key) : below.get(key)),
    has: (key) => !gone.has(key) && (here.has(key) || below.has(key)),
    get size() {
      let added = 0
      for (const key of here.keys()) if (!below.has(key)) added++
      return below.size + added - gone.size
    },
    forEach(visit, thisArg) {
      for (const [key, value] of entries()) visit.call(thisArg, value, key, this)
    },
    entries,
    keys,
    values,
    [Symbol.iterator]: entries,
    set: (key, value) => {
      here.set(key, value)
      gone.delete(key)
    },
    delete: (key) => {
      here.delete(key)
      if (below.has(key)) gone.add(key)
    },
    settle: () => {
      const target = below as Map<Key, Value>
      for (const key of gone) target.delete(key)
      for (const [key, value] of here) target.set(key, value)
      here.clear()
      gone.clear()
    },
  }
}
