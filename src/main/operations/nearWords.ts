/** Fewer letters than this are a beginning, not a mistake. */
const fewestLetters = 4
/** So many words close to a typed one are looked for at most. */
const mostWords = 6

/**
 * Words that a typed word may have been meant to be, or the beginning of: one letter missing, added, wrong or swapped with
 * the next one, and two from eight letters on. Only the closest ones.
 */
export function findNearWords(typed: string, words: Iterable<string>): string[] {
  const letters = typed.slice(0, 40)
  if (letters.length < fewestLetters) return []
  let most = letters.length >= 8 ? 2 : 1
  let found: string[] = []
  const wanted = lettersOf(letters)
  for (const word of words) {
    if (word.length < letters.length - most) continue
    // An edit brings in one letter that the word lacks at most, and telling that is quick.
    if (countBits(wanted & ~lettersOf(word)) > most) continue
    const edits = editsToBeginning(letters, word, most)
    if (edits > most) continue
    if (edits < most) {
      most = edits
      found = []
    }
    found.push(word)
  }
  return found.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, mostWords)
}

/** The letters of a word, each as a bit; some share one. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/**
 * How many single edits lead from `typed` to some beginning of `word`; more than `most` is told as `most` + 1.
 * Restricted Damerau–Levenshtein, row by row.
 */
export function editsToBeginning(typed: string, word: string, most: number): number {
  const width = Math.min(word.length, typed.length + most) + 1
  let twoAbove: number[] = []
  let above = Array.from({ length: width }, (_, at) => at)
  for (let row = 1; row <= typed.length; row += 1) {
    const here = [row]
    let least = row
    for (let at = 1; at < width; at += 1) {
      const isSame = typed[row - 1] === word[at - 1]
      let edits = Math.min(above[at]! + 1, here[at - 1]! + 1, above[at - 1]! + (isSame ? 0 : 1))
      const isSwapped = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1]
      if (isSwapped) edits = Math.min(edits, twoAbove[at - 2]! + 1)
      here.push(edits)
      least = Math.min(least, edits)
    }
    // A swap looks two rows back, so one row over the limit is no end yet.
    if (least > most + 1) return most + 1
    twoAbove = above
    above = here
  }
  return Math.min(most + 1, ...above)
}
