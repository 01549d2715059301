import type { Effect } from '../../../shared/domain/effect'
import type { OrgState } from '../../../shared/domain/orgState'
import type { Rules } from '../../engine/compileRules'
import type { ReadableDb } from '../../store/database'
import { rulesAfter } from '../settle'
import { stateLayer } from '../stateLayer'
import { settledEffects } from './overlay'

const notPeople = ['org', 'key', 'place', 'grant', 'switch', 'document', 'inbox'] as const

/** What is settled below what a door shows. */
export interface SettledView {
  readonly state: OrgState
  rules(): Rules
}

interface Shown {
  readonly db: ReadableDb
  state(): OrgState
  rules(): Rules
}

/** Looks through the people when somebody asks for them: many may be pending. */
export function viewSettled({ db, state, rules }: Shown): SettledView {
  const shown = state()
  const others = once(() => layered(shown, settledEffects(db, notPeople)))
  const people = once(() => layered(shown, settledEffects(db, ['staff'])))
  return {
    state: {
      get blueprint() {
        return others().blueprint
      },
      get settings() {
        return others().settings
      },
      get staff() {
        return people().staff
      },
      get staffIdByEmail() {
        return people().staffIdByEmail
      },
      get places() {
        return others().places
      },
      get grants() {
        return others().grants
      },
      get switches() {
        return others().switches
      },
      get keys() {
        return others().keys
      },
      get documents() {
        return others().documents
      },
      get inbox() {
        return others().inbox
      },
    },
    rules: once(() => {
      const effects = settledEffects(db)
      return effects.length === 0 ? rules() : rulesAfter(rules(), layered(shown, effects), effects)
    }),
  }
}

function layered(shown: OrgState, effects: readonly Effect[]): OrgState {
  if (effects.length === 0) return shown
  const layer = stateLayer(shown)
  for (const effect of effects) layer.put(effect)
  return layer.state
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
