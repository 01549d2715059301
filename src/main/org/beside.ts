import type { Store, Writer } from '../store/openStore'

/**
 * A long transaction on a connection of its own: reading goes on meanwhile, and sees nothing of it before the commit.
 * Without a commit everything is taken back; with one it is on the disk when this ends.
 */
export async function beside<Value>(store: Store, work: (writer: Writer) => Promise<Value>): Promise<Value> {
  const writer = store.openWriter()
  try {
    const made = await work(writer)
    await writer.flush()
    return made
  } finally {
    writer.close()
  }
}
