/** How text is compared when people search and sort: without case and accents, composed the same way. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** The words of a search: each of them has to be found. */
export function searchWords(search: string): string[] {
  return searchKey(search)
    .split(/\s+/u)
    .filter((word) => word !== '')
}
