/** "Ana Ruiz" → "AR", "Robin" → "R", "ana@example.org" → "A". */
export function initials(name: string): string {
  const words = name.split('@')[0]!.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const first = words[0]
  if (first === undefined) return '?'
  const last = words.length > 1 ? words[words.length - 1]! : ''
  return (letterOf(first) + letterOf(last)).toLocaleUpperCase()
}

function letterOf(word: string): string {
  return [...word][0] ?? ''
}
