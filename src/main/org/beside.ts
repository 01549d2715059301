import type { Store, Writer } from '../store/openStore'

/**
 * A long transaction on a connection of its own: reading goes on meanwhile, and sees nothing of it before the commit.
 * Without a commit everything is taken back.
 */
export async function beside<Value>(store: Store, work: (writer: Writer) => Promise<Value>): Promise<Value> {
  const writer = store.openWriter()
  try {
    return await work(writer)
  } finally {
    writer.close()
  }
}
