import { bridge } from '../../bridge'

/** Asks for the folder where the consoles meet, and remembers it. */
export async function chooseMeetingFolder(): Promise<{ readonly isSet: boolean; readonly failure: string | null }> {
  const chosen = await bridge.call('app.chooseFile', { purpose: 'sync-folder' })
  if (!chosen.ok) return { isSet: false, failure: chosen.error.message }
  if (chosen.value.path === null) return { isSet: false, failure: null }
  const set = await bridge.call('sync.setPlace', { place: { folder: chosen.value.path } })
  return set.ok ? { isSet: true, failure: null } : { isSet: false, failure: set.error.message }
}
