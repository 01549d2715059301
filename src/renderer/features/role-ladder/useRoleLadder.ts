import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { chooseRungs } from './chooseRungs'

/**
 * The ladder, which one or two rungs are chosen, and whether any two are being compared; all of it is part of the route,
 * so links can make it.
 */
export function useRoleLadder() {
  const ladder = useOperation('role.list', {})
  const { route, refine } = useRouteStore()
  const known = new Set<string>(ladder.value?.rungs.map((rung) => rung.key) ?? [])
  const asked = (route.params['compare'] ?? route.params['role'] ?? '').split(',')
  const chosen = asked.filter((key) => known.has(key)).slice(0, 2)
  const show = (keys: readonly string[]) => refine(keys.length === 0 ? {} : { compare: keys.join(',') })
  return {
    ladder,
    chosen,
    toggle: (key: string) => show(chooseRungs(chosen, key)),
    showOnly: (key: string) => show([key]),
    clear: () => show([]),
    /** A person's id, 'any', or null: what the comparison of any two begins with. */
    comparing: route.params['any'] ?? null,
    compareAny: (isOpen: boolean) => refine({ compare: chosen.join(','), ...(isOpen ? { any: 'any' } : {}) }),
  }
}
