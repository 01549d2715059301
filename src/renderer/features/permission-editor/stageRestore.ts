import type { PermissionKey } from '../../../shared/domain/ids'
import { bridge } from '../../bridge'
import { useDraftStore } from '../../stores/draftStore'
import { useToastStore } from '../../stores/toastStore'
import { countOf } from '../../words/countOf'

/** Stages what brings cells back to a point in the history; 0 is what the blueprint ships. */
export async function stageRestore(n: number, permission?: PermissionKey): Promise<void> {
  const answer = await bridge.call('grant.restore', { n, ...(permission === undefined ? {} : { permission }) })
  const { show } = useToastStore.getState()
  if (!answer.ok) show({ text: answer.error.message, tone: 'problem' })
  else if (answer.value.edits.length === 0) show({ text: 'It is so already.', tone: 'done' })
  else {
    useDraftStore.getState().stageMany(answer.value.edits)
    show({ text: `Staged ${countOf(answer.value.edits.length, 'edit')}. Nothing is applied yet.`, tone: 'done' })
  }
}
