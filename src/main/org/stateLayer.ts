import type { Effect } from '../../shared/domain/effect'
import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { emailKey } from '../../shared/domain/staff'
import { layeredMap } from './layeredMap'

/** A state under construction over the settled one. Nothing below changes before `settle`. */
export interface StateLayer {
  readonly state: OrgState
  put(effect: Effect): void
  /** Folds the layer into the maps below and returns the state that they now are. */
  settle(): OrgState
}

export function stateLayer(below: OrgState): StateLayer {
  const staff = layeredMap(below.staff)
  const staffIdByEmail = layeredMap(below.staffIdByEmail)
  const places = layeredMap(below.places)
  const grants = layeredMap(below.grants)
  const switches = layeredMap(below.switches)
  const keys = layeredMap(below.keys)
  const documents = layeredMap(below.documents)
  const inbox = layeredMap(below.inbox)
  let { blueprint, settings } = below
  const state: OrgState = {
    get blueprint() {
      return blueprint
    },
    get settings() {
      return settings
    },
    staff,
    staffIdByEmail,
    places,
    grants,
    switches,
    keys,
    documents,
    inbox,
  }

  function moveEmail(id: StaffId, email: string | null): void {
    const before = staff.get(id)?.email
    if (before != null && staffIdByEmail.get(emailKey(before)) === id) staffIdByEmail.delete(emailKey(before))
    if (email !== null) staffIdByEmail.set(emailKey(email), id)
  }

  function put(effect: Effect): void {
    switch (effect.entity) {
      case 'org':
        blueprint = effect.blueprint
        settings = effect.settings
        return
      case 'key':
        if (effect.after === null) keys.delete(effect.id)
        else keys.set(effect.id, effect.after)
        return
      case 'staff':
        moveEmail(effect.id, effect.after?.email ?? null)
        if (effect.after === null) staff.delete(effect.id)
        else staff.set(effect.id, effect.after)
        return
      case 'place':
        if (effect.after === null) places.delete(effect.id)
        else places.set(effect.id, effect.after)
        return
      case 'grant':
        if (effect.after === null) grants.delete(effect.key)
        else grants.set(effect.key, effect.after)
        return
      case 'switch':
        if (effect.after === null) switches.delete(effect.key)
        else switches.set(effect.key, effect.after)
        return
      case 'document':
        if (effect.after === null) documents.delete(effect.key)
        else documents.set(effect.key, effect.after)
        return
      case 'inbox':
        if (effect.after === null) inbox.delete(effect.id)
        else inbox.set(effect.id, effect.after)
        return
      case 'erasure':
    }
  }

  return {
    state,
    put,
    settle: () => {
      for (const map of [staff, staffIdByEmail, places, grants, switches, keys, documents, inbox]) map.settle()
      return {
        blueprint,
        settings,
        staff: below.staff,
        staffIdByEmail: below.staffIdByEmail,
        places: below.places,
        grants: below.grants,
        switches: below.switches,
        keys: below.keys,
        documents: below.documents,
        inbox: below.inbox,
      }
    },
  }
}

/** A state with nobody and nothing, which the first change fills. */
export function emptyState(): OrgState {
  return {
    blueprint: undefined as never,
    settings: undefined as never,
    staff: new Map(),
    staffIdByEmail: new Map(),
    places: new Map(),
    grants: new Map(),
    switches: new Map(),
    keys: new Map(),
    documents: new Map(),
    inbox: new Map(),
  }
}
