/**
 * "Riverton", "Riverton, Oakdale", "Riverton, Oakdale +3". An empty scope speaks too, since it decides what a person
 * sees: "No place".
 */
export function formatPlaces(names: readonly string[], shown = 2): string {
  if (names.length === 0) return 'No place'
  const rest = names.length - shown
  if (rest <= 0) return names.join(', ')
  return `${names.slice(0, shown).join(', ')} +${rest}`
}

/** As `formatPlaces`, for access that may reach everywhere (null). */
export function formatReachedPlaces(places: readonly { readonly name: string }[] | null, shown = 2): string {
  if (places === null) return 'everywhere'
  if (places.length === 0) return 'nowhere: no place assigned'
  return formatPlaces(
    places.map((place) => place.name),
    shown,
  )
}
