import { defaultReach, findPermission, findRole } from '../../../shared/domain/cellReach'
import { documentKey } from '../../../shared/domain/documents'
import type { PlaceId, StaffId } from '../../../shared/domain/ids'
import { grantKey, switchKey } from '../../../shared/domain/orgState'
import type { Org } from '../../org/Org'
import { findPersonal } from '../../store/queries/personalValues'
import { reachWords } from '../describeCell'

import type { KindRow } from './aboutRow'
import { formatEnd } from '../../../shared/domain/formatEnd'

/** What a row is about in three versions; null where a value has no short words or was erased. */
export interface RowValues {
  /** What its author saw. */
  readonly before: string | null
  /** What its author wanted. */
  readonly mine: string | null
  /** What is so now. */
  readonly theirs: string | null
}

const noValues: RowValues = { before: null, mine: null, theirs: null }

export function rowValues(org: Org, about: KindRow): RowValues {
  const state = org.state()
  const { kind, row } = about
  const role = (key: string) => findRole(state.blueprint, key)?.name ?? key
  const place = (id: PlaceId) => state.places.get(id)?.name ?? id
  const until = (untilMs: number | null) =>
    untilMs === null ? '' : ` until ${formatEnd(untilMs, state.settings.timeZone)}`
  const personal = (value: { hash: string } | undefined) =>
    value === undefined ? undefined : findPersonal(org.store.db, value.hash)
  switch (kind) {
    case 'staff.setRole':
    case 'staff.demote':
    case 'staff.reassign':
      return {
        before: role(row.from),
        mine: role(row.to),
        theirs: personNow(org, row.staffId, ({ role: key }) => role(key)),
      }
    case 'staff.setState':
    case 'staff.remove':
    case 'staff.restore':
    case 'staff.purge':
    case 'staff.merge':
      return {
        before: stateWords[row.from],
        mine: stateWords[row.to],
        theirs: personNow(org, row.staffId, (person) => stateWords[person.state]),
      }
    case 'staff.assign': {
      const words = (value: { untilMs: number | null } | null | undefined) =>
        value == null ? `Not at ${place(row.place)}` : `At ${place(row.place)}${until(value.untilMs)}`
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: personNow(org, row.staffId, (person) =>
          words(person.assignments.find((one) => one.place === row.place)),
        ),
      }
    }
    case 'staff.grant': {
      const words = (value: typeof row.to | undefined) => {
        if (value == null) return 'No personal grant'
        const at = value.places === null ? '' : ` at ${value.places.map(place).join(', ')}`
        return `${reachWords[value.reach]}${at}${until(value.untilMs)}`
      }
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: personNow(org, row.staffId, (person) => {
          const found = person.personalGrants.find((one) => one.permission === row.permission)
          return words(
            found === undefined ? null : { ...found, places: found.places === null ? null : [...found.places] },
          )
        }),
      }
    }
    case 'staff.edit': {
      const words = (name: string | undefined, email: string | undefined) =>
        [name, email].filter((one) => one !== undefined).join(', ') || null
      return {
        before: words(personal(row.from.name), personal(row.from.email)),
        mine: words(personal(row.to.name), personal(row.to.email)),
        theirs: personNow(org, row.staffId, (person) =>
          words(
            row.to.name === undefined ? undefined : (person.name ?? undefined),
            row.to.email === undefined ? undefined : (person.email ?? undefined),
          ),
        ),
      }
    }
    case 'staff.add':
      return {
        before: 'Not there',
        mine: [personal(row.to.name), personal(row.to.email), role(row.to.role)]
          .filter((one) => one !== undefined)
          .join(', '),
        theirs: personNow(org, row.staffId, (person) => `${person.name ?? ''}, ${role(person.role)}`),
      }
    case 'place.create':
    case 'place.edit':
    case 'place.delete': {
      const words = (
        value: {
          name?: string | undefined
          parent?: PlaceId | null | undefined
          isArchived?: boolean | undefined
        } | null,
      ) => {
        if (value === null) return 'Not there'
        const parts = [
          value.name,
          value.parent === undefined
            ? undefined
            : value.parent === null
              ? 'at the top'
              : `under ${place(value.parent)}`,
          value.isArchived === undefined ? undefined : value.isArchived ? 'archived' : 'in use',
        ]
        return parts.filter((part) => part !== undefined).join(', ') || null
      }
      const now = state.places.get(row.place)
      const asked = kind === 'place.edit' ? row.to : { name: '', parent: null }
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs:
          now === undefined
            ? 'Not there'
            : words({
                ...(asked.name === undefined ? {} : { name: now.name }),
                ...(asked.parent === undefined ? {} : { parent: now.parent }),
                ...('isArchived' in asked || now.isArchived ? { isArchived: now.isArchived } : {}),
              }),
      }
    }
    case 'grant.set': {
      const permission = findPermission(state.blueprint, row.permission)
      const words = (reach: typeof row.to) => {
        if (reach !== null) return reachWords[reach]
        if (permission === undefined) return 'the default'
        if (permission.grants[row.role] === 'unspecified') return 'not specified'
        return `${reachWords[defaultReach(state.blueprint, row.role, row.permission)]} (the default)`
      }
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: words(state.grants.get(grantKey(row.role, row.permission))?.reach ?? null),
      }
    }
    case 'switch.set': {
      const words = (on: boolean | null) => (on === null ? 'The default' : on ? 'On' : 'Off')
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: words(state.switches.get(switchKey(row.switch, row.key))?.on ?? null),
      }
    }
    case 'org.edit': {
      const words = (value: { name?: string | undefined; timeZone?: string | undefined }) =>
        [value.name, value.timeZone].filter((one) => one !== undefined).join(', ') || null
      const { name, timeZone } = state.settings
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: words({
          ...(row.to.name === undefined ? {} : { name }),
          ...(row.to.timeZone === undefined ? {} : { timeZone }),
        }),
      }
    }
    case 'document.set': {
      const words = (value: unknown) => {
        if (value === null || value === undefined) return 'Not there'
        const { title, name } = value as { title?: unknown; name?: unknown }
        return typeof title === 'string' ? title : typeof name === 'string' ? name : null
      }
      return {
        before: words(row.from),
        mine: words(row.to),
        theirs: words(state.documents.get(documentKey(row.collection, row.key))?.value),
      }
    }
    case 'role.edit':
    case 'permission.edit': {
      const now =
        kind === 'role.edit'
          ? findRole(state.blueprint, row.role)?.name
          : findPermission(state.blueprint, row.permission)?.name
      return row.to.name === undefined
        ? noValues
        : { before: row.from.name ?? null, mine: row.to.name, theirs: now ?? 'Not there' }
    }
    case 'area.set':
      return {
        before: row.from?.name ?? 'Not there',
        mine: row.to?.name ?? 'Not there',
        theirs: state.blueprint.areas.find((one) => one.key === row.area)?.name ?? 'Not there',
      }
    case 'sequencer.set': {
      const words = { registrar: 'One console', hub: 'Any console, through a hub' } as const
      return { before: words[row.from], mine: words[row.to], theirs: words[state.settings.sequencer] }
    }
    default:
      return noValues
  }
}

const stateWords = {
  invited: 'Invited',
  active: 'Active',
  removed: 'Removed, in Restore',
  purged: 'Purged',
} as const

type Person = NonNullable<ReturnType<ReturnType<Org['state']>['staff']['get']>>

/** Somebody in Restore is there first of all; what they would come back with stands behind it. */
function personNow(org: Org, staffId: StaffId, words: (person: Person) => string | null): string | null {
  const person = org.state().staff.get(staffId)
  if (person === undefined) return 'Not there'
  if (person.state === 'purged') return stateWords.purged
  const now = words(person)
  if (person.state !== 'removed' || now === stateWords.removed) return now
  return now === null ? stateWords.removed : `${stateWords.removed} (${now})`
}
