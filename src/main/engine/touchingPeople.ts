import type { PermissionKey } from '../../shared/domain/ids'
import type { Rules } from './rules'

/** The permissions whose decision looks at a person as target: those of class `person`, and guards of people. */
export function touchingPeople(rules: Rules): Set<PermissionKey> {
  return new Set(
    rules.permissions
      .filter(({ source, touchesPeople }) => source.class === 'person' || touchesPeople)
      .map(({ key }) => key),
  )
}
