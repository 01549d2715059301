import { countPeople } from '../words/countOf'
import { useOrgStore } from './orgStore'

/**
 * How many people have a role, in words. Through somebody else's eyes most people are not there to be counted, and
 * "0 people" would say that nobody has the role.
 */
export function useHolderCount(): (people: number) => string {
  const isThroughOthersEyes = useOrgStore(({ org }) => org !== null && org.viewAs !== null)
  return (people) => (people === 0 && isThroughOthersEyes ? 'nobody whom they see' : countPeople(people))
}
