import { placeKeyFromName, placeKind, type PlaceId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { locationWord, parseSetupTemplate, type SetupTemplate } from '../../../shared/domain/setup'
import type { StaffMember } from '../../../shared/domain/staff'
import { didYouMean } from './closestWord'
import { describePlaces, indexChildren, renamed } from './describePlaces'
import { sameName } from './findPlace'

export interface KeptTemplate {
  readonly key: string
  readonly template: SetupTemplate
}

/** The templates of an organization, by name. */
export function listTemplates(state: OrgState): KeptTemplate[] {
  const kept: KeptTemplate[] = []
  for (const document of state.documents.values()) {
    if (document.collection !== 'template') continue
    const parsed = parseSetupTemplate.safeParse(document.value)
    if (parsed.success) kept.push({ key: document.key, template: parsed.data })
  }
  return kept.sort((a, b) => a.template.name.localeCompare(b.template.name, 'en', { numeric: true }))
}

/** By key or by name; a sentence when there is none. */
export function findTemplate(state: OrgState, text: string): KeptTemplate | string {
  const kept = listTemplates(state)
  const found = kept.find((one) => one.key === text) ?? kept.find((one) => sameName(one.template.name, text))
  if (found !== undefined) return found
  const names = kept.map((one) => one.template.name)
  const hint = names.length === 0 ? ' It has none yet.' : didYouMean(text, names)
  return `This organization has no template “${text}”.${hint}`
}

/** The key of a template: made from its name, which must hold a letter or digit of the Latin script. */
export function templateKey(name: string): string {
  const key = placeKeyFromName(name)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9-]/g, '')
    .replace(/^-+/, '')
    .slice(0, 100)
  return key === '' ? Buffer.from(name, 'utf8').toString('hex').slice(0, 100) : key
}

/**
 * What a location has, for another one like it: kinds and names of what lies under it, how many people of each role
 * are assigned to the location itself, and the products that they use. Never a person.
 *
 * @param people those whom the reader may see
 */
export function templateFromPlace(
  state: OrgState,
  location: PlaceId,
  name: string,
  people: readonly StaffMember[],
): SetupTemplate {
  const here = people.filter(
    (person) => person.state !== 'removed' && person.assignments.some(({ place }) => place === location),
  )
  const places = describePlaces(indexChildren(state), location)
  const roles = state.blueprint.roles.filter((role) => !role.singleton)
  const products = new Set(
    here.flatMap((person) =>
      person.assignments.flatMap(({ place }) => (placeKind(place) === 'product' ? [place] : [])),
    ),
  )
  return {
    name,
    places: renamed(places, state.places.get(location)?.name ?? locationWord, locationWord),
    wanted: roles.flatMap((role) => {
      const atLeast = here.filter((person) => person.role === role.key).length
      return atLeast === 0 ? [] : [{ role: role.key, atLeast: Math.min(1000, atLeast) }]
    }),
    products: [...products].sort().map((place) => place.slice('product:'.length)),
  }
}
