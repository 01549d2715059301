interface HistoryItem {
  readonly title: string
  readonly kinds: readonly string[]
  readonly rows: number
}

/** What somebody did, as the rest of a sentence that begins with their name: "moved Ana Ruiz to Admin". */
export function storyOf(item: HistoryItem): string {
  const isOneCell = item.rows === 1 && item.kinds.length === 1 && item.kinds[0] === 'grant.set'
  return isOneCell && !item.title.startsWith('took back') ? `set ${item.title}` : item.title
}

/** The same as a sentence of its own. */
export function titleOf(item: HistoryItem): string {
  const story = storyOf(item)
  return story.charAt(0).toLocaleUpperCase() + story.slice(1)
}
