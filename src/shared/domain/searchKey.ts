/** How text is compared when people search and sort: without case and accents, composed the same way. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
