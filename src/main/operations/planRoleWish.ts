import type { z } from 'zod'
import { findRole, rankOf } from '../../shared/domain/cellReach'
import { type Intent, rowsPerChange } from '../../shared/domain/change'
import { parseRoleKey, placeKeyFromName, type RoleKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import { cloneRole, placeRole, readRoleDefinition } from '../../shared/domain/roleDefinition'
import type { StaffMember } from '../../shared/domain/staff'
import type { roleWish } from '../../shared/operations/definitions'
import type { Org } from '../org/Org'
import { seeingPerson } from './seenBy'
import { unknownRole } from './unknownRole'

export type RoleWish = z.output<typeof roleWish>

export interface PlannedWish {
  readonly intents: Intent[]
  /** What would be done, in words. */
  readonly sentences: string[]
  /** People who get another role, in Restore too. */
  readonly moving: readonly StaffMember[]
  readonly role: RoleKey
}

type WishFailure = 'unknown-role' | 'role-exists' | 'role-has-people' | 'nothing-to-change' | 'refused'

/** The changes that a wish about a role comes to, from what stands there now. Whether they may be made is the door's to judge. */
export function planRoleWish(org: Org, wish: RoleWish): Result<PlannedWish, WishFailure> {
  const state = org.state()
  const { blueprint } = state
  const named = wish.do === 'create' ? [wish.like, wish.under] : [wish.role, ...othersNamed(wish)]
  for (const key of named) {
    if (key !== undefined && findRole(blueprint, key) === undefined) return unknownRole(state, key)
  }
  switch (wish.do) {
    case 'create':
      return planCreate(state, wish)
    case 'edit':
      return planEdit(state, wish)
    case 'move':
      return planMove(state, wish)
    case 'delete':
      return planDelete(org, wish)
  }
}

function othersNamed(wish: Exclude<RoleWish, { do: 'create' }>): (RoleKey | undefined)[] {
  if (wish.do === 'move') return [wish.under]
  if (wish.do === 'delete') return [wish.reassignTo]
  return wish.manages === undefined || wish.manages === 'everyone' ? [] : wish.manages
}

function planCreate(state: OrgState, wish: Extract<RoleWish, { do: 'create' }>): Result<PlannedWish, WishFailure> {
  const { blueprint } = state
  const like = findRole(blueprint, wish.like)!
  const role = wish.role ?? freeRoleKey(state, wish.name)
  if (findRole(blueprint, role) !== undefined) {
    return failed('role-exists', `There is a role “${role}” already. Choose another key.`)
  }
  const summary = wish.summary ?? like.summary
  const to = cloneRole(state, wish.like, { key: role, name: wish.name, summary, under: wish.under ?? wish.like })
  const under = findRole(blueprint, to.under)!
  return done({
    intents: [{ kind: 'role.create', body: { rows: [{ role, from: null, to }] } }],
    sentences: [`${wish.name} is added right under ${under.name}, and may do what ${like.name} may do now.`],
    moving: [],
    role,
  })
}

function planEdit(state: OrgState, wish: Extract<RoleWish, { do: 'edit' }>): Result<PlannedWish, WishFailure> {
  const now = findRole(state.blueprint, wish.role)!
  const from: { name?: string; summary?: string; manages?: 'everyone' | RoleKey[] } = {}
  const to: typeof from = {}
  const sentences: string[] = []
  if (wish.name !== undefined && wish.name !== now.name) {
    from.name = now.name
    to.name = wish.name
    sentences.push(`${now.name} is called ${wish.name}. Its key stays ${wish.role}.`)
  }
  if (wish.summary !== undefined && wish.summary !== now.summary) {
    from.summary = now.summary
    to.summary = wish.summary
    sentences.push(`${now.name} is described as “${wish.summary}”`)
  }
  if (wish.manages !== undefined && JSON.stringify(wish.manages) !== JSON.stringify(now.manages)) {
    from.manages = now.manages
    to.manages = wish.manages
    sentences.push(`${now.name} manages ${managedInWords(state, wish.manages)}.`)
  }
  if (sentences.length === 0) return failed('nothing-to-change', 'It is so already: there is nothing to change.')
  return done({
    intents: [{ kind: 'role.edit', body: { rows: [{ role: wish.role, from, to }] } }],
    sentences,
    moving: [],
    role: wish.role,
  })
}

function planMove(state: OrgState, wish: Extract<RoleWish, { do: 'move' }>): Result<PlannedWish, WishFailure> {
  const { blueprint } = state
  const role = findRole(blueprint, wish.role)!
  const now = readRoleDefinition(state, wish.role)
  if (now === undefined) {
    return failed('refused', `${role.name} is the top of the ladder and cannot be moved.`, {
      because: [{ code: 'top-role', text: `${role.name} is the top of the ladder and cannot be moved.` }],
    })
  }
  if (now.under === wish.under || wish.under === wish.role) {
    return failed('nothing-to-change', 'It stands there already: there is nothing to change.')
  }
  const { under, manages, managedBy } = now
  const to = placeRole(blueprint, wish.role, wish.under)
  const wasAbove = rankOf(blueprint, wish.role) < rankOf(blueprint, wish.under)
  const sentences = [
    `${role.name} moves ${wasAbove ? 'down' : 'up'} the ladder, to right under ${findRole(blueprint, to.under)!.name}. What it may do stays as it is.`,
  ]
  const nameOf = (key: RoleKey) => findRole(blueprint, key)?.name ?? key
  const unmanaged = managedBy.filter((key) => key !== wish.role && !to.managedBy.includes(key))
  if (unmanaged.length > 0) sentences.push(`${unmanaged.map(nameOf).join(', ')} can no longer manage its people.`)
  const released = manages === 'everyone' ? [] : manages.filter((key) => !to.manages.includes(key as never))
  if (released.length > 0) sentences.push(`It can no longer manage people of ${released.map(nameOf).join(', ')}.`)
  return done({
    intents: [{ kind: 'role.move', body: { rows: [{ role: wish.role, from: { under, manages, managedBy }, to }] } }],
    sentences,
    moving: [],
    role: wish.role,
  })
}

function planDelete(org: Org, wish: Extract<RoleWish, { do: 'delete' }>): Result<PlannedWish, WishFailure> {
  const state = org.state()
  const role = findRole(state.blueprint, wish.role)!
  const from = readRoleDefinition(state, wish.role)
  if (from === undefined) {
    const text = `${role.name} is the top of the ladder and cannot be deleted.`
    return failed('refused', text, { because: [{ code: 'top-role', text }] })
  }
  const holders = [...state.staff.values()].filter((person) => person.role === wish.role && person.state !== 'purged')
  const to = wish.reassignTo
  if (to === wish.role) return failed('role-has-people', `Choose another role than ${role.name} for its people.`)
  if (holders.some((person) => seeingPerson(org, person.id) === 'hidden')) {
    const text = `Not everyone with the role ${role.name} can be given another one by you. Ask somebody with the top role.`
    return failed('refused', text, { because: [{ code: 'not-yours', text }] })
  }
  if (holders.length > 0 && to === undefined) {
    return failed(
      'role-has-people',
      `${role.name} has ${holders.length.toLocaleString('en')} ${holders.length === 1 ? 'person' : 'people'}, those in Restore included. Say which role they get instead.`,
    )
  }
  const intents: Intent[] = []
  if (to !== undefined) {
    const rows = (people: readonly StaffMember[]) =>
      people.map((person) => ({ staffId: person.id, from: wish.role, to }))
    for (const part of inParts(holders.filter((person) => person.state !== 'removed'))) {
      intents.push({ kind: 'staff.setRole', body: { rows: rows(part) } })
    }
    for (const part of inParts(holders.filter((person) => person.state === 'removed'))) {
      intents.push({ kind: 'staff.reassign', body: { rows: rows(part) } })
    }
  }
  intents.push({ kind: 'role.delete', body: { rows: [{ role: wish.role, from, to: null }] } })
  const toName = to === undefined ? '' : findRole(state.blueprint, to)!.name
  return done({
    intents,
    sentences: [
      `${role.name} is deleted, with what it holds.`,
      holders.length === 0
        ? 'Nobody has it.'
        : `Its ${holders.length.toLocaleString('en')} ${holders.length === 1 ? 'person gets' : 'people get'} the role ${toName}.`,
    ],
    moving: holders,
    role: wish.role,
  })
}

function inParts<One>(list: readonly One[]): One[][] {
  const parts: One[][] = []
  for (let at = 0; at < list.length; at += rowsPerChange) parts.push(list.slice(at, at + rowsPerChange))
  return parts
}

function managedInWords(state: OrgState, manages: 'everyone' | readonly RoleKey[]): string {
  if (manages === 'everyone') return 'everyone from there down'
  return manages.map((key) => findRole(state.blueprint, key)?.name ?? key).join(', ') || 'nobody'
}

/** A key made from the name, with a number where it is taken or where the name has no Latin letters. */
function freeRoleKey(state: OrgState, name: string): RoleKey {
  return freeKey(name, 'role', (key) => findRole(state.blueprint, key) !== undefined) as RoleKey
}

/** ASCII letters and digits of a name, `-` between; numbered while it is taken. */
export function freeKey(name: string, otherwise: string, isTaken: (key: string) => boolean): string {
  const plain = name.normalize('NFKD').replace(/[^\p{ASCII}]/gu, '')
  const base = placeKeyFromName(plain).replace(/^\+/, '').slice(0, 60).replace(/-$/, '')
  const start = parseRoleKey.safeParse(base).success ? base : otherwise
  if (!isTaken(start)) return start
  for (let number = 2; ; number += 1) if (!isTaken(`${start}-${number}`)) return `${start}-${number}`
}
