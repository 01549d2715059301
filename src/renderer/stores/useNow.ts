import { useOrgStore } from './orgStore'

/** The time of the last announcement, in UTC milliseconds. Screens draw from it, so that drawing stays repeatable. */
export function useNow(): number {
  return useOrgStore((store) => store.nowMs)
}
