/** A purged person has no name any more. */
export function nameOf(person: { readonly name: string | null }): string {
  return person.name ?? 'Purged person'
}

/** "Ana" from "Ana Ruiz", where a sentence already knows who is meant. */
export function firstNameOf(person: { readonly name: string | null }): string {
  return person.name?.split(' ')[0] ?? 'this person'
}
