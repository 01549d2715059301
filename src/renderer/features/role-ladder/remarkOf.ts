/** What is special about a rung: "one only · cannot be changed". */
export function remarkOf(rung: { readonly singleton: boolean; readonly locked: boolean }): string {
  return [rung.singleton ? 'one only' : '', rung.locked ? 'cannot be changed' : '']
    .filter((text) => text !== '')
    .join(' · ')
}
