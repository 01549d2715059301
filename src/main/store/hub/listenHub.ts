import pg from 'pg'
import { newClient } from './hubConnection'
import type { HubUrl } from './hubUrl'

/** Only those who know an organization's id know its channel. PostgreSQL cuts longer names. */
export function hintChannel(orgId: string): string {
  return `rolecall_${orgId.slice(0, 40)}`
}

/**
 * Calls `onHint` when another console brought something, as soon as the hub says so, and connects again within `againMs`
 * when that broke. A hint may be missed: whoever listens looks by the clock all the same (sync.md, "PostgreSQL hub").
 *
 * @returns ends the listening
 */
export function listenHub(url: HubUrl, orgId: string, onHint: () => void, againMs = 30_000): () => void {
  let client: pg.Client | null = null
  let isEnded = false

  async function listen(): Promise<void> {
    if (isEnded || client !== null) return
    const fresh = newClient(url)
    client = fresh
    const lose = (): void => {
      if (client === fresh) client = null
    }
    fresh.on('error', lose)
    fresh.on('end', lose)
    fresh.on('notification', onHint)
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${pg.escapeIdentifier(hintChannel(orgId))}`)
    } catch {
      lose()
      await fresh.end().catch(() => {})
    }
    if (isEnded) await fresh.end().catch(() => {})
  }

  void listen()
  const timer = setInterval(() => void listen(), againMs)
  return () => {
    isEnded = true
    clearInterval(timer)
    void client?.end().catch(() => {})
    client = null
  }
}
