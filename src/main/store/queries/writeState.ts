import { rankOf } from '../../../shared/domain/cellReach'
import type { Effect } from '../../../shared/domain/effect'
import type { OrgState } from '../../../shared/domain/orgState'
import type { WritableDb } from '../database'
import { writeEffect } from './writeEffect'

/** Writes a whole state into the tables of an empty store. Yields the rows done. */
export function* writeState(db: WritableDb, state: OrgState): Generator<number, void, void> {
  const rankByRole = new Map(state.blueprint.roles.map(({ key }) => [key as string, rankOf(state.blueprint, key)]))
  const rank = (role: string) => rankByRole.get(role) ?? rankOf(state.blueprint, role)
  let done = 0
  for (const effect of effectsOf(state)) {
    writeEffect(db, effect, rank)
    yield ++done
  }
}

/** All that a state holds, as what would be written to come to it. */
export function* effectsOf(state: OrgState): Generator<Effect> {
  yield { entity: 'org', settings: state.settings, blueprint: state.blueprint }
  for (const [id, after] of state.keys) yield { entity: 'key', id, after }
  for (const [id, after] of state.places) yield { entity: 'place', id, after }
  for (const [key, after] of state.grants) yield { entity: 'grant', key, after }
  for (const [key, after] of state.switches) yield { entity: 'switch', key, after }
  for (const [key, after] of state.documents) yield { entity: 'document', key, after }
  for (const [id, after] of state.staff) yield { entity: 'staff', id, after }
}
