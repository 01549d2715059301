import { create } from 'zustand'
import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import type { Failure } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { useToastStore } from './toastStore'

/** A cell of the matrix as somebody wants it; null = back to the blueprint's default. */
export interface CellEdit {
  readonly role: RoleKey
  readonly permission: PermissionKey
  readonly reach: Reach | null
}

interface DraftStore {
  readonly edits: readonly CellEdit[]
  readonly note: string
  /** Null: the draft has no name. */
  readonly name: string | null
  /** Edits whose cell changed since they were staged, in words. */
  readonly moved: readonly string[]
  /** Reads what is kept in the org file, unless something here is not saved yet. */
  load(): Promise<void>
  stage(edit: CellEdit): void
  unstage(role: RoleKey, permission: PermissionKey): void
  /** Many at once, as one step; `settled` cells are taken back. */
  stageMany(edits: readonly CellEdit[], settled?: readonly Pick<CellEdit, 'role' | 'permission'>[]): void
  setNote(note: string): void
  /** Puts the open draft aside and opens a kept one, or an empty one; answers with what stands against it. */
  open(draft?: string): Promise<Failure | null>
  /** Names the open draft, or renames a kept one. */
  rename(name: string, draft?: string): Promise<Failure | null>
  discardKept(draft: string): Promise<Failure | null>
  discard(): void
  /** Forgets the draft on this screen without touching the file: another organization is opened. */
  forget(): void
}

const saveAfterMs = 250
const empty = { edits: [], note: '', name: null, moved: [] } as const

/** Staged edits, not applied yet. They live in the org file, so closing the window loses nothing. */
export const useDraftStore = create<DraftStore>()((set, get) => ({
  ...empty,
  load: async () => {
    if (waiting.timer !== null) return
    const { edition } = waiting
    const answer = await bridge.call('draft.read', {})
    // What was staged, or opened, while main was answering is newer than the answer.
    if (answer.ok && waiting.edition === edition) set(shownOf(answer.value))
  },
  stage: (edit) => {
    set({ edits: [...without(get().edits, edit.role, edit.permission), edit] })
    saveSoon()
  },
  unstage: (role, permission) => {
    set({ edits: without(get().edits, role, permission) })
    saveSoon()
  },
  stageMany: (edits, settled = []) => {
    const replaced = new Set([...edits, ...settled].map((edit) => `${edit.role}/${edit.permission}`))
    set({ edits: [...get().edits.filter((edit) => !replaced.has(`${edit.role}/${edit.permission}`)), ...edits] })
    saveSoon()
  },
  setNote: (note) => {
    set({ note })
    saveSoon()
  },
  open: async (draft) => {
    await saveDraft()
    const answer = await bridge.call('draft.open', draft === undefined ? {} : { draft })
    if (!answer.ok) return answer.error
    waiting.edition += 1
    set(shownOf(answer.value))
    return null
  },
  rename: async (name, draft) => {
    await saveDraft()
    const answer = await bridge.call('draft.rename', { name, ...(draft === undefined ? {} : { draft }) })
    if (!answer.ok) return answer.error
    if (draft === undefined) set({ name: name.trim() })
    return null
  },
  discardKept: async (draft) => {
    const answer = await bridge.call('draft.discard', { draft })
    return answer.ok ? null : answer.error
  },
  discard: () => {
    set(empty)
    saveSoon()
  },
  forget: () => {
    stopWaiting()
    set(empty)
  },
}))

function shownOf({ edits, note, name, moved }: OperationOutput<'draft.read'>) {
  return { edits, note, name, moved }
}

function without(edits: readonly CellEdit[], role: RoleKey, permission: PermissionKey): readonly CellEdit[] {
  return edits.filter((edit) => edit.role !== role || edit.permission !== permission)
}

// The one timer of the one draft; `edition` grows with everything that is staged or opened here.
const waiting: { timer: ReturnType<typeof setTimeout> | null; edition: number } = { timer: null, edition: 0 }

function stopWaiting(): void {
  waiting.edition += 1
  if (waiting.timer !== null) clearTimeout(waiting.timer)
  waiting.timer = null
}

function saveSoon(): void {
  stopWaiting()
  waiting.timer = setTimeout(() => void saveDraft(), saveAfterMs)
}

/** Saves what is staged now; also called when the window is about to go. */
export async function saveDraft(): Promise<void> {
  if (waiting.timer === null) return
  stopWaiting()
  const { edits, note } = useDraftStore.getState()
  const answer = await bridge.call('draft.save', { edits: [...edits], note })
  if (!answer.ok) {
    useToastStore.getState().show({ text: `Staged edits are not kept: ${answer.error.message}`, tone: 'problem' })
  }
}
