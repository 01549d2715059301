import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { useToastStore } from '../../stores/toastStore'
import { countOf } from '../../words/countOf'

/** Asks where to, and writes what becomes of every row as a CSV file. The system's dialog has asked about replacing. */
export async function saveResult(file: OperationOutput<'import.read'>): Promise<void> {
  const say = useToastStore.getState().show
  const suggestedName = `${file.fileName.replace(/\.[^.]+$/, '').slice(0, 80)}-result.csv`
  const chosen = await bridge.call('app.chooseFile', { purpose: 'save-result', suggestedName })
  if (!chosen.ok) return say({ text: chosen.error.message, tone: 'problem' })
  if (chosen.value.path === null) return
  const saved = await bridge.call('import.saveResult', {
    importId: file.importId,
    path: chosen.value.path,
    replace: true,
  })
  if (saved.ok) say({ text: `Saved ${countOf(saved.value.rows, 'row')} to ${saved.value.path}.`, tone: 'done' })
  else say({ text: saved.error.message, tone: 'problem' })
}
