import { bridge } from '../bridge'
import { useToastStore } from './toastStore'

/** Asks main to open a help link; main asks the person first. */
export async function openLink(url: string): Promise<void> {
  const answer = await bridge.call('app.openLink', { url })
  if (!answer.ok) useToastStore.getState().show({ text: answer.error.message, tone: 'problem' })
}
