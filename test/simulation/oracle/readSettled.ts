import { createHash } from 'node:crypto'

// JSON as it lies in the line: what is wrong with it is for the program to find.
// oxlint-disable-next-line typescript/no-explicit-any
export type Row = Record<string, any>

/** An entry of the settled line with the change that it settles, and the ids that follow from the bytes of both. */
export interface SettledJson {
  readonly entry: Row
  readonly change: Row
  readonly changeId: string
  readonly hash: string
}

export function readSettled(bytes: { changeBytes: Uint8Array; entryBytes: Uint8Array }): SettledJson {
  return {
    entry: JSON.parse(Buffer.from(bytes.entryBytes).toString()) as Row,
    change: JSON.parse(Buffer.from(bytes.changeBytes).toString()) as Row,
    changeId: changeIdOf(bytes.changeBytes),
    hash: hashOf('rolecall/entry/1\n', bytes.entryBytes),
  }
}

export function changeIdOf(bytes: Uint8Array): string {
  return hashOf('rolecall/change/1\n', bytes)
}

function hashOf(domain: string, bytes: Uint8Array): string {
  return createHash('sha256').update(domain).update(bytes).digest('hex')
}
