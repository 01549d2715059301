import { countPeople, formatCount } from '../../words/countOf'

/** How many people are assigned to a place of the tree itself: where more lies under it, that they are not counted is said. */
export function directWords(people: number, hasChildren: boolean): string {
  if (!hasChildren) return people === 0 ? 'nobody' : countPeople(people)
  return `${people === 0 ? 'nobody' : formatCount(people)} directly`
}
