import { create } from 'zustand'

export const pageNames = [
  'overview',
  'staff',
  'import',
  'role-ladder',
  'permissions',
  'ask',
  'access',
  'places',
  'new-location',
  'audit',
  'history',
  'sync',
  'settings',
] as const
export type PageName = (typeof pageNames)[number]

export interface Route {
  readonly page: PageName
  readonly params: Readonly<Record<string, string>>
}

interface RouteStore {
  readonly route: Route
  readonly past: readonly Route[]
  go(page: PageName, params?: Readonly<Record<string, string>>): void
  /** Changes what the page shows without a step back. */
  refine(params: Readonly<Record<string, string>>): void
  back(): void
  reset(): void
}

const start: Route = { page: 'overview', params: {} }

/** Which page is shown, and which of its things. */
export const useRouteStore = create<RouteStore>()((set) => ({
  route: start,
  past: [],
  go: (page, params = {}) => set(({ route, past }) => ({ route: { page, params }, past: [...past, route].slice(-50) })),
  refine: (params) => set(({ route }) => ({ route: { page: route.page, params } })),
  back: () =>
    set(({ route, past }) => {
      const last = past[past.length - 1]
      return last === undefined ? { route } : { route: last, past: past.slice(0, -1) }
    }),
  reset: () => set({ route: start, past: [] }),
}))
