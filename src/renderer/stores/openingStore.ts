import { create } from 'zustand'
import type { Failure } from '../../shared/domain/result'
import type { DeskEvents } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { saveDraft, useDraftStore } from './draftStore'
import { useOrgStore } from './orgStore'
import { useRouteStore } from './routeStore'

interface OpenOptions {
  readonly readOnly?: boolean
  readonly passphrase?: string
  /** E-mail of the operator who shall act. */
  readonly as?: string
  readonly useKept?: boolean
}

interface OpeningStore {
  /** The file that is being opened now. */
  readonly path: string | null
  /** How far it is; null until main says something. */
  readonly progress: DeskEvents['job.progress'] | null
  readonly failed: { readonly path: string; readonly failure: Failure } | null
  /** A file whose operator's key waits for its passphrase. */
  readonly locked: {
    readonly path: string
    readonly message: string
    readonly isWrong: boolean
    readonly as: string | undefined
  } | null
  /** Somebody asked for a new organization from a menu. */
  readonly wantsNew: boolean
  open(path: string, options?: OpenOptions): Promise<boolean>
  chooseAndOpen(): Promise<void>
  startNew(): Promise<void>
  endNew(): void
  fail(path: string, failure: Failure): void
  clear(): void
  /** Stops what is being opened; what was open stays. */
  cancel(): void
}

/** Which organization is being opened, and what stood against it. */
export const useOpeningStore = create<OpeningStore>()((set, get) => ({
  path: null,
  progress: null,
  failed: null,
  locked: null,
  wantsNew: false,
  open: async (path, options = {}) => {
    await saveDraft()
    const job = crypto.randomUUID()
    set({ path, progress: null, failed: null })
    const stopListening = bridge.on('job.progress', (progress) => {
      if (progress.job === job) set({ progress })
    })
    const answer = await bridge.call('org.open', { path, readOnly: false, job, ...options })
    stopListening()
    set({ progress: null })
    if (!answer.ok && answer.error.code === 'cancelled') {
      set({ path: null, locked: null })
      return false
    }
    if (!answer.ok && answer.error.code === 'passphrase-needed') {
      set({
        path: null,
        locked: { path, message: answer.error.message, isWrong: options.passphrase !== undefined, as: options.as },
      })
      return false
    }
    set({ locked: null })
    if (!answer.ok) {
      set({ path: null, failed: { path, failure: answer.error } })
      return false
    }
    useRouteStore.getState().reset()
    useDraftStore.getState().forget()
    useOrgStore.getState().take(answer.value)
    set({ path: null, wantsNew: false })
    return true
  },
  chooseAndOpen: async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'open' })
    if (!chosen.ok) set({ failed: { path: '', failure: chosen.error } })
    else if (chosen.value.path !== null) await get().open(chosen.value.path)
  },
  startNew: async () => {
    if (useOrgStore.getState().org !== null) await closeOrg()
    set({ wantsNew: true, failed: null })
  },
  endNew: () => set({ wantsNew: false }),
  fail: (path, failure) => set({ path: null, failed: { path, failure } }),
  clear: () => set({ failed: null, locked: null }),
  cancel: () => {
    const { progress } = get()
    if (progress !== null) void bridge.call('job.cancel', { job: progress.job })
  },
}))

/** Back to the welcome screen. What is staged stays in the file. */
export async function closeOrg(): Promise<void> {
  await saveDraft()
  await bridge.call('org.close', {})
  useDraftStore.getState().forget()
  useOrgStore.getState().take(null)
}
