import { countPeople } from '../../words/countOf'
import { whenHere } from '../../../shared/domain/whenIn'

interface RecentFile {
  readonly kind: 'org' | 'bundle'
  readonly people: number
  readonly openedAtMs: number
  readonly exists: boolean
}

/** "today · 1,284 people", "1 Nov · export, read only", "the file is not there any more". */
export function describeRecent(file: RecentFile, nowMs: number): string {
  if (!file.exists) return 'the file is not there any more'
  const day = whenHere().recentDay(file.openedAtMs, nowMs)
  return file.kind === 'bundle' ? `${day} · export, read only` : `${day} · ${countPeople(file.people)}`
}
