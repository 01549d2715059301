import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A file that is written in pieces of some size, since many small writes are slow. */
export interface PiecedFile {
  write(piece: string | Uint8Array): void
  close(): void
  /** Closes it as it is, whatever waits; once it is closed, nothing. */
  abandon(): void
}

const pieceSize = 1 << 18

export function openPiecedFile(path: string): PiecedFile {
  const file = openSync(path, 'w', 0o600)
  let waiting: string[] = []
  let length = 0
  let isOpen = true
  const flush = (): void => {
    if (length === 0) return
    writeAll(file, Buffer.from(waiting.join(''), 'utf8'))
    waiting = []
    length = 0
  }
  return {
    write: (piece) => {
      if (typeof piece !== 'string') {
        flush()
        writeAll(file, piece)
        return
      }
      waiting.push(piece)
      length += piece.length
      if (length >= pieceSize) flush()
    },
    abandon: () => {
      if (isOpen) closeSync(file)
      isOpen = false
    },
    close: () => {
      isOpen = false
      try {
        flush()
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from)
}
