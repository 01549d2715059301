import type { Request } from '../../shared/domain/decision'
import { done, failed, type Result } from '../../shared/domain/result'
import { findStaffNumber } from './compileRequest'
import type { Rules } from './rules'

export type RequestProblem = 'no-such-person' | 'unknown-permission' | 'unknown-place' | 'bad-question'

/** Whether a request can be asked at all: everyone and everything in it is known, and `on` comes without places. */
export function checkRequest(rules: Rules, request: Request): Result<Request, RequestProblem> {
  const people = [
    ['who', [request.who]],
    ['createdBy', request.createdBy === undefined ? [] : [request.createdBy]],
    ['sharedWith', request.sharedWith ?? []],
    ['on', request.on === undefined ? [] : [request.on]],
  ] as const
  for (const [at, ids] of people) {
    const unknown = ids.find((id) => findStaffNumber(rules, id) === -1)
    if (unknown !== undefined) {
      return failed('no-such-person', `There is no person “${unknown}” in this organization; check the id.`, { at })
    }
  }
  if (!rules.permissionByKey.has(request.do)) {
    const message = `There is no permission “${request.do}” in this organization; the matrix lists those that exist.`
    return failed('unknown-permission', message, { at: 'do' })
  }
  if (request.on !== undefined && (request.at !== undefined || request.atEach !== undefined)) {
    const message = 'A person as target brings their own places; ask with “on” or with places, not with both.'
    return failed('bad-question', message, { at: 'on' })
  }
  const places = [...(request.at ?? []), ...(request.atEach ?? []).flat()]
  const unknownPlace = places.find((place) => (rules.places.places[numberOf(rules, place)] ?? null) === null)
  if (unknownPlace !== undefined) {
    const message = `There is no place “${unknownPlace}” in this organization; the list of places shows those that exist.`
    return failed('unknown-place', message, { at: request.at?.includes(unknownPlace) ? 'at' : 'atEach' })
  }
  return done(request)
}

function numberOf(rules: Rules, place: string): number {
  return (rules.places.interner.numberOf as ReadonlyMap<string, number>).get(place) ?? -1
}
