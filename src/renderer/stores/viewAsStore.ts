import { create } from 'zustand'
import type { Failure } from '../../shared/domain/result'
import type { OperationCall } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { saveDraft, useDraftStore } from './draftStore'
import { useOrgStore } from './orgStore'

interface ViewAsStore {
  readonly isChoosing: boolean
  readonly isShowingProduct: boolean
  choose(isChoosing: boolean): void
  showProduct(isShowing: boolean): void
}

/** Which of the dialogs about looking through somebody else's eyes is open. */
export const useViewAsStore = create<ViewAsStore>()((set) => ({
  isChoosing: false,
  isShowingProduct: false,
  choose: (isChoosing) => set({ isChoosing }),
  showProduct: (isShowingProduct) => set({ isShowingProduct }),
}))

/** Looks through somebody else's eyes; nobody: one's own again. Staged edits stay in the file and wait. */
export async function viewAs(wanted: OperationCall<'org.viewAs'>): Promise<Failure | null> {
  await saveDraft()
  const answer = await bridge.call('org.viewAs', wanted)
  if (!answer.ok) return answer.error
  useDraftStore.getState().forget()
  useOrgStore.getState().take(answer.value)
  return null
}
