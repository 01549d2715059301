import { bridge } from '../../bridge'
import { useToastStore } from '../../stores/toastStore'

/** Chooses a file and writes the page that checks packs in any browser. */
export async function saveVerifierPage(): Promise<void> {
  const { show } = useToastStore.getState()
  const chosen = await bridge.call('app.chooseFile', { purpose: 'save-result', suggestedName: 'verify.html' })
  if (!chosen.ok) return show({ text: chosen.error.message, tone: 'problem' })
  const { path } = chosen.value
  if (path === null) return
  const written = await bridge.call('evidence.page', { path, replace: true })
  if (!written.ok) return show({ text: written.error.message, tone: 'problem' })
  show({ text: `Wrote ${written.value.path}. Open it in a browser and give it a pack.`, tone: 'done' })
}
