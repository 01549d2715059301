import type { Place } from '../../stores/exchangeStore'

/** "the folder “rolecall”", "the hub db.example.org/rolecall": short enough for a line. */
export function callPlace({ kind, address }: Place): string {
  if (kind === 'folder') {
    const parts = address.split(/[/\\]/).filter((part) => part !== '')
    return `the folder “${parts.at(-1) ?? address}”`
  }
  return URL.canParse(address) ? `the hub ${new URL(address).host}${new URL(address).pathname}` : `the hub ${address}`
}
