import type { Intent } from '../../shared/domain/change'
import { callBoth } from '../../shared/domain/callBoth'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import { collections } from '../../shared/domain/documents'
import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { findPersonal } from '../store/queries/personalValues'
import { callConsole } from './callConsole'
import { callPerson } from './callPerson'
import { reachWords } from './describeCell'
import { describeDefinition } from './describeDefinition'
import { permissionName } from './present'
import { describeReview } from './reviews/describeReview'
import { seeingPerson } from './seenBy'
import { untilWords } from './untilWords'

/** A sentence for each row, or for the whole where rows say nothing alone. */
export function describeIntent(org: Org, intent: Intent): string[] {
  const state = org.state()
  const who = (id: StaffId) => callPerson(org, id)
  const role = (key: RoleKey) => findRole(state.blueprint, key)?.name ?? key
  const place = (id: PlaceId) => state.places.get(id)?.name ?? id
  switch (intent.kind) {
    case 'org.create':
      return [`created ${intent.body.name} from the blueprint ${intent.body.blueprint.name}`]
    case 'org.edit':
      return intent.body.rows.map(({ from, to }) =>
        [
          ...(to.name === undefined ? [] : [`renamed the organization from ${from.name} to ${to.name}`]),
          ...(to.timeZone === undefined ? [] : [`moved its time zone from ${from.timeZone} to ${to.timeZone}`]),
        ].join(', '),
      )
    case 'staff.add':
      return intent.body.rows.map(
        (row) => `${row.to.state === 'invited' ? 'invited' : 'added'} ${who(row.staffId)} as ${role(row.to.role)}`,
      )
    case 'staff.edit':
      return intent.body.rows.map((row) => describeEdit(org, row))
    case 'staff.setState':
      return intent.body.rows.map((row) =>
        row.to === 'active' ? `marked ${who(row.staffId)} as active` : `marked ${who(row.staffId)} as invited`,
      )
    case 'staff.setRole':
    case 'staff.reassign':
      return intent.body.rows.map((row) => `moved ${who(row.staffId)} from ${role(row.from)} to ${role(row.to)}`)
    case 'staff.demote':
      return intent.body.rows.map(
        (row) => `moved ${who(row.staffId)} down from ${role(row.from)} to ${role(row.to)}, the guided way`,
      )
    case 'staff.merge':
      return intent.body.rows.map((row) => {
        const called = (id: StaffId) => ({ name: who(id), apart: emailOf(org, id) })
        const [merged, into] = callBoth(called(row.staffId), called(row.into))
        return `merged ${merged} into ${into}`
      })
    case 'staff.assign':
      return intent.body.rows.map((row) => {
        if (row.to === null) return `took ${place(row.place)} from ${who(row.staffId)}`
        const until = untilWords(org, row.to.untilMs)
        return `assigned ${who(row.staffId)} to ${place(row.place)}${until}`
      })
    case 'staff.grant':
      return intent.body.rows.map((row) => {
        const permission = permissionName(state, row.permission)
        if (row.to === null) return `took the personal grant of ${permission} from ${who(row.staffId)}`
        const at = row.to.places === null ? '' : ` at ${row.to.places.map(place).join(', ')}`
        return `gave ${permission} (${reachWords[row.to.reach]}) to ${who(row.staffId)}${at}${untilWords(org, row.to.untilMs)}`
      })
    case 'staff.remove':
      return intent.body.rows.map((row) => `removed ${who(row.staffId)}, in Restore until purged`)
    case 'staff.restore':
      return intent.body.rows.map((row) => `restored ${who(row.staffId)}`)
    case 'staff.purge':
      return intent.body.rows.map(() => 'purged a person: name and e-mail are erased for good')
    case 'place.create':
      return intent.body.rows.map(
        (row) => `added ${row.to.name}${row.to.parent === null ? '' : ` under ${place(row.to.parent)}`}`,
      )
    case 'place.edit':
      return intent.body.rows.map((row) => describePlaceEdit(row, place))
    case 'place.delete':
      return intent.body.rows.map((row) => `took ${row.from.name} out again`)
    case 'grant.set':
      return intent.body.rows.map((row) => {
        const isOpen = findPermission(state.blueprint, row.permission)?.grants[row.role] === 'unspecified'
        const standard =
          findPermission(state.blueprint, row.permission) === undefined
            ? 'none'
            : defaultReach(state.blueprint, row.role, row.permission)
        const words = (reach: typeof row.to) =>
          reach === null ? (isOpen ? 'not specified' : `${reachWords[standard]} (the default)`) : reachWords[reach]
        return `${role(row.role)}, ${permissionName(state, row.permission)}: ${words(row.from)} → ${words(row.to)}`
      })
    case 'inbox.close':
      return intent.body.rows.map((row) =>
        row.to === 'open' ? 'put an item back into the inbox' : `${row.to} an item of the inbox`,
      )
    case 'sequencer.set':
      return intent.body.rows.map((row) =>
        row.to === 'hub' ? 'let any console settle changes, through a hub' : 'let one console settle all changes',
      )
    case 'switch.set':
      return intent.body.rows.map((row) => {
        const lists = {
          feature: state.blueprint.features,
          product: state.blueprint.products,
          setting: state.blueprint.settings,
        }
        const named = lists[row.switch].find((one) => one.key === row.key)
        const byDefault = named === undefined ? false : 'on' in named ? named.on : named.active
        return `turned ${named?.name ?? row.key} ${(row.to ?? byDefault) ? 'on' : 'off'}`
      })
    case 'document.set':
      return [
        ...intent.body.rows.filter(({ collection }) => collection !== 'review').map(describeDocument),
        ...describeReview(
          state,
          intent.body.rows.filter(({ collection }) => collection === 'review'),
        ),
      ]
    case 'key.enroll':
      return intent.body.rows.map((row) => {
        const name = findPersonal(org.store.db, row.to.name.hash)
        const which = row.to.kind === 'console' ? 'the console' : 'a key on the console'
        const of = seeingPerson(org, row.staffId) === 'full' && name ? `${which} “${name}”` : which.replace(/^the/, 'a')
        return `enrolled ${of} for ${who(row.staffId)}`
      })
    case 'key.revoke':
      return intent.body.rows.map((row) =>
        row.staffId === undefined ? 'revoked the key of a console' : `revoked a key of ${who(row.staffId)}`,
      )
    case 'registrar.set':
      return intent.body.rows.map((row) =>
        row.takeOver === undefined
          ? `handed the settling of changes over to ${callConsole(org, row.to)}`
          : `took the settling of changes over with the recovery words, for ${who(row.takeOver.staffId)}`,
      )
    case 'recovery.set':
      return ['made new recovery words; the old ones are worthless']
    case 'role.create':
    case 'role.edit':
    case 'role.move':
    case 'role.delete':
    case 'permission.create':
    case 'permission.edit':
    case 'permission.delete':
    case 'area.set':
    case 'blueprint.own':
    case 'blueprint.update':
      return describeDefinition(state, intent)
  }
}

type DocumentRow = Extract<Intent, { kind: 'document.set' }>['body']['rows'][number]

function describeDocument({ collection, key, from, to }: DocumentRow): string {
  const value = to ?? from
  const title = value?.title ?? value?.name
  const named = `the ${collections[collection].name} “${typeof title === 'string' ? title : key}”`
  return to === null ? `struck out ${named}` : `${from === null ? 'wrote down' : 'changed'} ${named}`
}

type EditRow = Extract<Intent, { kind: 'staff.edit' }>['body']['rows'][number]

function describeEdit(org: Org, row: EditRow): string {
  if (seeingPerson(org, row.staffId) !== 'full') return `edited ${callPerson(org, row.staffId)}`
  const value = (hash: { hash: string } | undefined) =>
    hash === undefined ? '?' : (findPersonal(org.store.db, hash.hash) ?? 'an erased value')
  const parts = (['name', 'email'] as const)
    .filter((field) => row.to[field] !== undefined)
    .map((field) => `${field === 'name' ? 'name' : 'e-mail'} ${value(row.from[field])} → ${value(row.to[field])}`)
  return `edited ${callPerson(org, row.staffId)}: ${parts.join(', ')}`
}

type PlaceEditRow = Extract<Intent, { kind: 'place.edit' }>['body']['rows'][number]

function describePlaceEdit(row: PlaceEditRow, place: (id: PlaceId) => string): string {
  const parts: string[] = []
  if (row.to.name !== undefined) parts.push(`renamed ${row.from.name} to ${row.to.name}`)
  if (row.to.parent !== undefined) {
    parts.push(`moved ${place(row.place)} ${row.to.parent === null ? 'to the top' : `under ${place(row.to.parent)}`}`)
  }
  if (row.to.isArchived !== undefined)
    parts.push(`${row.to.isArchived ? 'archived' : 'brought back'} ${place(row.place)}`)
  return parts.join(', ')
}

/** An e-mail address for a reader who sees it in the list too, else null. */
function emailOf(org: Org, id: StaffId): string | null {
  return seeingPerson(org, id) === 'full' ? (org.state().staff.get(id)?.email ?? null) : null
}
