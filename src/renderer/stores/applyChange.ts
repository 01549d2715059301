import type { OperationCall, OperationName, OperationResult } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { useToastStore } from './toastStore'

/**
 * Asks main for a change, and on success says `done` with an *Undo*. The screen redraws when main announces the new
 * revision, so nothing is edited here. A refusal comes back to the caller, who shows it where it was asked for.
 */
export async function applyChange<Name extends OperationName>(
  name: Name,
  input: OperationCall<Name>,
  done: string,
  canUndo = true,
): Promise<OperationResult<Name>> {
  const answer = await bridge.call(name, input)
  if (answer.ok) {
    const item = itemOf(answer.value)
    const word = name === 'change.undo' ? { undoWord: 'Redo' } : {}
    useToastStore
      .getState()
      .show({ text: done, tone: 'done', ...(item !== null && canUndo ? { undoItem: item, ...word } : {}) })
  }
  return answer
}

/** As `applyChange`, where there is no better place for a refusal than the foot of the window. */
export async function applyOrSay<Name extends OperationName>(
  name: Name,
  input: OperationCall<Name>,
  done: string,
  canUndo = true,
): Promise<boolean> {
  const answer = await applyChange(name, input, done, canUndo)
  if (!answer.ok) useToastStore.getState().show({ text: answer.error.message, tone: 'problem' })
  return answer.ok
}

export async function undoItem(item: string): Promise<void> {
  await applyOrSay('change.undo', { item }, 'Undone.')
}

function itemOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('item' in value)) return null
  return typeof value.item === 'string' ? value.item : null
}
