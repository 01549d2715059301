import { email, personName } from '../../../shared/operations/shapes'

export interface PersonLine {
  readonly name: string
  readonly email: string
}

/**
 * People as somebody pastes them, one a line: `Ana Ruiz <ana@example.org>`, `Ana Ruiz, ana@example.org`, with a tab or a
 * semicolon between, the address first, or the address alone, from which the name is guessed.
 */
export function parsePeopleLines(text: string): {
  readonly people: readonly PersonLine[]
  readonly problems: readonly string[]
} {
  const people: PersonLine[] = []
  const problems: string[] = []
  const seen = new Set<string>()
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim()
    if (line === '') return
    const address = /[^\s<>,;\t"]+@[^\s<>,;\t"]+/u.exec(line)?.[0]
    if (address === undefined || !email.safeParse(address).success) {
      problems.push(`Line ${index + 1} has no e-mail address: ${line.slice(0, 60)}`)
      return
    }
    const rest = line
      .replace(address, '')
      .replace(/[<>,;\t"]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const name = rest === '' ? nameOfAddress(address) : rest
    if (!personName.safeParse(name).success) problems.push(`Line ${index + 1}: the name is too long.`)
    else if (seen.has(address.toLowerCase())) problems.push(`Line ${index + 1}: ${address} is there twice.`)
    else {
      seen.add(address.toLowerCase())
      people.push({ name, email: address })
    }
  })
  return { people, problems }
}

/** "ana.ruiz@example.org" → "Ana Ruiz". */
function nameOfAddress(address: string): string {
  const words = address
    .slice(0, address.indexOf('@'))
    .split(/[._-]+/u)
    .filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1)).join(' ')
}
