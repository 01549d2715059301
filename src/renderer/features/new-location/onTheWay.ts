import type { OperationOutput } from '../../../shared/operations/contract'
import { type LocationDraft, placesOfLocation, placesOfTemplate } from './locationDraft'

/** Why the next step cannot be taken yet, in a sentence; null when it can. */
export function whyNotOn(draft: LocationDraft): string | null {
  if (draft.step === 0 && draft.start === 'location' && draft.copyFrom === null) return 'Choose the location to copy.'
  if (draft.step === 0 && draft.start === 'template' && draft.template === null) return 'Choose the template.'
  if (draft.step === 1 && draft.name.trim() === '') return 'Give the location a name.'
  if (draft.step === 3 && draft.people.some((person) => person.at.length === 0 && person.grants.length === 0)) {
    return 'Somebody on the list has no place. Choose one, or take them off.'
  }
  return null
}

/** The next step. Leaving the details brings in what the location starts from, under its new name. */
export function leaveStart(
  draft: LocationDraft,
  places: OperationOutput<'place.list'>,
  templates: OperationOutput<'template.list'>,
): LocationDraft {
  const next = { ...draft, step: draft.step + 1 }
  if (draft.step !== 1 || draft.places.length > 0) return next
  const name = draft.name.trim()
  if (draft.start === 'location' && draft.copyFrom !== null) {
    return { ...next, places: placesOfLocation(places, draft.copyFrom, name) }
  }
  const template = templates.find(({ key }) => key === draft.template)?.template
  if (draft.start !== 'template' || template === undefined) return next
  return {
    ...next,
    places: placesOfTemplate(template.places, name),
    wanted: template.wanted,
    products: template.products,
  }
}
