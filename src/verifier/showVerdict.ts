import { proves, provesNot } from '../shared/evidence/evidencePack'
import type { EvidenceVerdict } from '../shared/evidence/verifyEvidence'

export function showProgress(into: HTMLElement, name: string, entries: number): void {
  const text =
    entries === 0 ? `Reading ${name} …` : `Checking ${name}: ${count(entries)} entries of the history so far.`
  into.replaceChildren(element('p', text), element('progress'))
}

export function showFailure(into: HTMLElement, name: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  into.replaceChildren(verdict('bad', `${name} could not be checked`, `The browser says: ${reason}`))
}

/** Says what was found: that the pack holds and what that proves, or the place of the first fault. */
export function showVerdict(into: HTMLElement, name: string, found: EvidenceVerdict): void {
  const parts: HTMLElement[] = []
  const problem = found.problems[0]
  if (problem !== undefined) {
    parts.push(verdict('bad', `${name} is not as it should be`, `In ${problem.where}: ${problem.text}`))
    parts.push(element('p', 'Nothing in it may be relied on. Only the first fault is named; there may be more.'))
  } else {
    parts.push(
      verdict(
        'ok',
        `${name} holds`,
        `Every byte is accounted for, and ${count(found.entries)} entries of the history.`,
      ),
    )
    if (found.signedBy === null) {
      parts.push(
        verdict(
          'warn',
          'Nobody signed it',
          'Anybody could have put this data beside this history. Ask who made the pack.',
        ),
      )
    }
  }
  const { manifest } = found
  if (manifest !== null && problem === undefined) {
    parts.push(element('h2', 'What it is'))
    parts.push(
      table(
        ['', ''],
        [
          ['Organization', manifest.organization.name],
          ['Id of the organization', manifest.organization.id],
          ['Data as of', `${manifest.asOf}, entry ${count(manifest.asOfEntry.n)}`],
          ['Made at', `${manifest.madeAt}, by the clock of whoever made it`],
          ['Head of the history', `entry ${count(manifest.head.n)}, ${manifest.head.hash}`],
          ['Signed by the key', found.signedBy ?? 'nobody'],
          ...Object.entries(manifest.facts).map(([key, value]): [string, string] => [key, value]),
        ],
        false,
      ),
    )
    parts.push(element('h2', 'Files'))
    parts.push(
      table(
        ['File', 'Rows', 'Bytes', 'SHA-256'],
        manifest.files.map((file) => [file.name, count(file.rows), count(file.bytes), file.sha256]),
        true,
      ),
    )
    parts.push(element('h2', 'What this proves'), list(proves))
    parts.push(element('h2', 'What it does not prove'), list(provesNot))
  }
  into.replaceChildren(...parts)
}

function verdict(tone: 'ok' | 'bad' | 'warn', title: string, text: string): HTMLElement {
  const box = element('div')
  box.className = `verdict ${tone}`
  box.append(element('strong', title), element('span', text))
  return box
}

function table(head: readonly string[], rows: readonly (readonly string[])[], hasHead: boolean): HTMLElement {
  const made = element('table')
  if (hasHead) {
    const row = element('tr')
    for (const title of head) row.append(element('th', title))
    made.append(row)
  }
  for (const cells of rows) {
    const row = element('tr')
    for (const [i, cell] of cells.entries()) {
      const isTitle = i === 0
      const one = element(isTitle ? 'th' : 'td', cell)
      if (isTitle) one.setAttribute('scope', 'row')
      if (hasHead && (i === 1 || i === 2)) one.className = 'number'
      row.append(one)
    }
    made.append(row)
  }
  return made
}

function list(lines: readonly string[]): HTMLElement {
  const made = element('ul')
  for (const line of lines) made.append(element('li', line))
  return made
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  // As text, never as markup: a pack is hostile.
  made.textContent = text
  return made
}

const count = (value: number): string => value.toLocaleString('en')
