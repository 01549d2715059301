import type { PageName } from '../../stores/routeStore'
import type { Item } from './InboxTab'

/** Where the edit of an item can be made by hand: the person, the cell, the place. Null where there is no such screen. */
export function wayToEdit(item: Item): { page: PageName; params: Record<string, string> } | null {
  const about = item.rows[0]?.about
  switch (about?.kind) {
    case 'person':
      return { page: 'staff', params: { id: about.staffId, state: 'all' } }
    case 'cell':
      return { page: 'permissions', params: { permission: about.permission, role: about.role } }
    case 'permission':
      return { page: 'permissions', params: { permission: about.permission } }
    case 'place':
      return { page: 'places', params: { id: about.place } }
    case 'role':
      return { page: 'role-ladder', params: { role: about.role } }
    case 'organization':
      return { page: 'settings', params: {} }
    case undefined:
      return null
  }
}
