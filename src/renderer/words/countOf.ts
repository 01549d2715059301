const numbers = new Intl.NumberFormat('en-US')

/** 1284 → "1,284". */
export function formatCount(count: number): string {
  return numbers.format(count)
}

/** "1 person", "1,284 people", "3 edits". Without a plural, "s" is added. */
export function countOf(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

export function countPeople(count: number): string {
  return countOf(count, 'person', 'people')
}
