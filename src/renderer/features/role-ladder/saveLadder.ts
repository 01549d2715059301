import { bridge } from '../../bridge'
import { useToastStore } from '../../stores/toastStore'

/** Asks where, and writes the ladder there as a picture, a PDF or a drawing, by the ending of the name. */
export async function saveLadder(): Promise<void> {
  const say = (text: string, tone: 'done' | 'problem') => useToastStore.getState().show({ text, tone })
  const chosen = await bridge.call('app.chooseFile', { purpose: 'save-drawing', suggestedName: 'Role ladder.png' })
  if (!chosen.ok) return say(chosen.error.message, 'problem')
  const { path } = chosen.value
  if (path === null) return
  const isNamed = /\.(?:png|pdf|svg)$/i.test(path)
  const saved = await bridge.call('role.draw', {
    path: isNamed ? path : `${path}.png`,
    // The dialog asked whether an existing file may go, but about the name as it was given.
    replace: isNamed,
  })
  if (saved.ok) say(`Saved ${saved.value.path}.`, 'done')
  else say(saved.error.message, 'problem')
}
