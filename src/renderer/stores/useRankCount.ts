import { useOrgStore } from './orgStore'

/** How many rungs the ladder of the open organization has. */
export function useRankCount(): number {
  return useOrgStore((store) => store.org?.blueprint.roles ?? 0)
}
