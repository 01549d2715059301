import type { OperationOutput } from '../../../shared/operations/contract'
import { formatReachedPlaces } from '../../words/formatPlaces'

export type AccessLine = OperationOutput<'access.ofPerson'>[number]

export interface AccessFilter {
  readonly text: string
  readonly areas: readonly string[]
  readonly reaches: readonly string[]
  readonly isHeldOnly: boolean
}

export const everyLine: AccessFilter = { text: '', areas: [], reaches: [], isHeldOnly: false }

/** The lines that fit; the text is looked for in permission, area, reach, places and reasons. */
export function filterAccess(lines: readonly AccessLine[], filter: AccessFilter): AccessLine[] {
  const wanted = filter.text.trim().toLowerCase()
  return lines.filter((line) => {
    if (filter.isHeldOnly && line.reach === 'none') return false
    if (filter.areas.length > 0 && !filter.areas.includes(line.area)) return false
    if (filter.reaches.length > 0 && !filter.reaches.includes(line.reach)) return false
    if (wanted === '') return true
    const places = line.places?.map((place) => place.name).join(' ') ?? ''
    const reasons = line.because.map((reason) => reason.text).join(' ')
    return `${line.area} ${line.name} ${line.reach} ${places} ${reasons}`.toLowerCase().includes(wanted)
  })
}

/** Where a permission holds: "everywhere", place names, or nothing for reaches that are not about places. */
export function whereOf(line: AccessLine, shown = 2): string {
  if (line.reach === 'all') return 'everywhere'
  return line.reach === 'assigned' ? formatReachedPlaces(line.places, shown) : ''
}

/** What is shown, as text for a spreadsheet. */
export function toClipboard(lines: readonly AccessLine[]): string {
  const rows = lines.map((line) => [
    line.name,
    line.area,
    line.reach,
    whereOf(line, Infinity),
    line.because[0]?.text ?? '',
  ])
  return [['Permission', 'Area', 'Reach', 'Where', 'Because'], ...rows]
    .map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')
}
