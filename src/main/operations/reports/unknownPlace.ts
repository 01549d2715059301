import { failed } from '../../../shared/domain/result'

export function unknownPlace(place: string): ReturnType<typeof failed<'unknown-place'>> {
  return failed('unknown-place', `There is no place “${place}” in this organization.`)
}
