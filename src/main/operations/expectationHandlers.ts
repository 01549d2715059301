import { findPermission, findRole } from '../../shared/domain/cellReach'
import { documentKey } from '../../shared/domain/documents'
import type { Expectation } from '../../shared/domain/expectation'
import { placeKeyFromName } from '../../shared/domain/ids'
import { done, failed } from '../../shared/domain/result'
import type { Org } from '../org/Org'
import { checkExpectations, checkOne } from './checkExpectations'
import { findVisible, presentApplied } from './present'
import type { OrgHandlers } from './session'
import { unknownRole } from './unknownRole'

type Handled = Extract<keyof OrgHandlers, `expectation.${string}`>

export const expectationHandlers: Pick<OrgHandlers, Handled> = {
  'expectation.list': (org) => done(checkExpectations(org)),

  'expectation.check': (org, { expectation }) => done(checkOne(org, expectation)),

  'expectation.set': (org, { key: wanted, expectation }) => {
    const unknown = findUnknown(org, expectation)
    if (unknown !== null) return unknown
    const key = wanted ?? freshKey(org, expectation.title)
    const from = org.state().documents.get(documentKey('expectation', key))?.value ?? null
    if (JSON.stringify(from) === JSON.stringify(expectation)) {
      return failed('nothing-to-change', 'It is written down so already.')
    }
    const applied = org.apply({
      intents: [
        { kind: 'document.set', body: { rows: [{ collection: 'expectation', key, from, to: { ...expectation } }] } },
      ],
      personal: [],
    })
    return applied.ok ? done({ ...presentApplied(applied.value), key }) : applied
  },

  'expectation.remove': (org, { key }) => {
    const from = org.state().documents.get(documentKey('expectation', key))?.value
    if (from === undefined) return failed('not-found', `There is no expectation “${key}”.`)
    const applied = org.apply({
      intents: [{ kind: 'document.set', body: { rows: [{ collection: 'expectation', key, from, to: null }] } }],
      personal: [],
    })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },
}

function findUnknown(org: Org, { who, permission, where }: Expectation) {
  const state = org.state()
  if (findPermission(state.blueprint, permission) === undefined) {
    return failed('unknown-permission', `There is no permission “${permission}” in this organization.`)
  }
  if (who.kind === 'person') {
    if (findVisible(org, who.staffId) === undefined) {
      return failed('no-such-person', 'There is no such person in this organization, or you may not see them.')
    }
  } else if (who.role !== null && findRole(state.blueprint, who.role) === undefined) {
    return unknownRole(state, who.role)
  }
  if (where.kind === 'place' && !state.places.has(where.place)) {
    return failed('unknown-place', `There is no place “${where.place}” in this organization.`)
  }
  if (where.kind === 'every' && !state.blueprint.placeKinds.some((kind) => kind.key === where.placeKind)) {
    const known = state.blueprint.placeKinds.map((kind) => kind.key).join(', ')
    return failed('unknown-place', `There is no kind of place “${where.placeKind}”. The kinds here are ${known}.`)
  }
  return null
}

function freshKey(org: Org, title: string): string {
  const base =
    placeKeyFromName(title)
      .normalize('NFD')
      .replace(/[^a-z0-9-]/g, '')
      .replace(/^-+/, '')
      .slice(0, 60) || 'expectation'
  const isTaken = (key: string) => org.state().documents.has(documentKey('expectation', key))
  let key = base
  for (let next = 2; isTaken(key); next += 1) key = `${base}-${next}`
  return key
}
