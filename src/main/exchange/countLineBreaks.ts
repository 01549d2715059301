/** Line breaks in a text: LF, CR LF or CR. */
export function countLineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
