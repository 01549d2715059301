import type { PlaceId, RoleKey } from '../../../shared/domain/ids'
import type { StaffState } from '../../../shared/domain/staff'
import type { OperationCall } from '../../../shared/operations/contract'

export const staffTabs = ['staff', 'invited', 'removed'] as const
export type StaffTab = (typeof staffTabs)[number]
export type StaffSort = 'name' | 'email' | 'role' | 'state' | 'added'

export const pageSize = 100

/** Columns besides the name, which is always there. */
export const staffColumnNames = {
  role: 'Role',
  places: 'Places',
  until: 'Ends',
  added: 'Added',
  state: 'State',
} as const
export type StaffColumn = 'name' | 'email' | keyof typeof staffColumnNames
export const firstColumns: readonly (keyof typeof staffColumnNames)[] = ['role', 'places', 'added', 'state']

/** What the staff list is narrowed to. */
export interface StaffView {
  readonly tab: StaffTab
  readonly search: string
  readonly roles: readonly string[]
  readonly at: string | null
  /** A product that they have too. */
  readonly product: string | null
  readonly noPlace: boolean
  /** Something of theirs ends by itself within a month. */
  readonly endsSoon: boolean
  /** Within the Staff tab: null is both. */
  readonly state: 'active' | 'invited' | null
  readonly sort: StaffSort
  readonly descending: boolean
  readonly page: number
}

export const firstView: StaffView = {
  tab: 'staff',
  search: '',
  roles: [],
  at: null,
  product: null,
  noPlace: false,
  endsSoon: false,
  state: null,
  sort: 'name',
  descending: false,
  page: 0,
}

const dayMs = 86_400_000
export const soonDays = 30

/** Whom a view is about, for lists and for deeds on everybody in it. */
export function staffFilterOf(view: StaffView, nowMs: number) {
  return {
    search: view.search.trim().slice(0, 200),
    searchPlaces: true,
    roles: view.roles as RoleKey[],
    ...(view.at === null ? {} : { at: view.at as PlaceId }),
    ...(view.product === null ? {} : { product: view.product as PlaceId }),
    noPlace: view.noPlace,
    ...(view.endsSoon ? { endsBeforeMs: nowMs + soonDays * dayMs } : {}),
    states: statesOf(view),
  }
}

/** The question to main for one page of a view. */
export function staffQuery(view: StaffView, nowMs: number): OperationCall<'staff.list'> {
  return {
    ...staffFilterOf(view, nowMs),
    sort: view.sort,
    descending: view.descending,
    near: true,
    offset: view.page * pageSize,
    limit: pageSize,
  }
}

function statesOf(view: StaffView): StaffState[] {
  if (view.tab === 'removed') return ['removed']
  if (view.tab === 'invited') return ['invited']
  return view.state === null ? ['active', 'invited'] : [view.state]
}

export function isNarrowed(view: StaffView): boolean {
  return (
    view.search.trim() !== '' ||
    view.roles.length > 0 ||
    view.at !== null ||
    view.product !== null ||
    view.noPlace ||
    view.endsSoon ||
    (view.tab === 'staff' && view.state !== null)
  )
}

/** The view that a link asks for: `staff?tab=invited`, `staff?at=location:leeds`, `staff?role=admin`. */
export function viewOf(params: Readonly<Record<string, string>>): StaffView {
  const tab = params['state'] === 'removed' ? 'removed' : (params['tab'] ?? 'staff')
  const state = params['state']
  return {
    ...firstView,
    tab: staffTabs.find((name) => name === tab || (name === 'removed' && tab === 'restore')) ?? 'staff',
    search: params['search'] ?? '',
    roles: params['role'] === undefined ? [] : params['role'].split(','),
    at: params['at'] ?? null,
    product: params['product'] ?? null,
    endsSoon: params['soon'] !== undefined,
    noPlace: params['noPlace'] !== undefined || params['no-place'] !== undefined,
    state: state === 'active' || state === 'invited' ? state : null,
  }
}
