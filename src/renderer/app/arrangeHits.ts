import type { OperationOutput } from '../../shared/operations/contract'
import { pageNames, type Route } from '../stores/routeStore'

export interface Hit {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly sub: string
  readonly to: Route
}

/** One list, in groups, out of what search found; pages of the console come last. */
export function arrangeHits(
  found: OperationOutput<'search.all'> | null,
  text: string,
  pageLabels: Readonly<Record<string, string>>,
): readonly Hit[] {
  const wanted = text.trim().toLowerCase()
  const pages = pageNames
    .filter((name) => pageLabels[name] !== undefined && pageLabels[name].toLowerCase().includes(wanted))
    .map((name) => ({
      key: `page:${name}`,
      group: 'Go to',
      title: pageLabels[name]!,
      sub: '',
      to: { page: name, params: {} },
    }))
  if (found === null || wanted === '') return pages
  return [
    ...found.people.map((person): Hit => ({
      key: `person:${person.id}`,
      group: 'People',
      title: person.name,
      sub: person.email === null ? person.role : `${person.role} · ${person.email}`,
      to: { page: 'staff', params: { id: person.id } },
    })),
    ...found.roles.map((role): Hit => ({
      key: `role:${role.key}`,
      group: 'Roles',
      title: role.name,
      sub: '',
      to: { page: 'role-ladder', params: { role: role.key } },
    })),
    ...found.permissions.map((permission): Hit => ({
      key: `permission:${permission.key}`,
      group: 'Permissions',
      title: permission.name,
      sub: permission.area,
      to: { page: 'permissions', params: { permission: permission.key } },
    })),
    ...found.places.map((place): Hit => ({
      key: `place:${place.id}`,
      group: 'Places',
      title: place.name,
      sub: place.kind,
      to: { page: 'places', params: { id: place.id } },
    })),
    ...pages,
  ]
}
