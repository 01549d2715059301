import { useEffect } from 'react'
import { useRouteStore } from '../stores/routeStore'
import { usePaletteStore } from './paletteStore'

/** Ctrl K searches, Ctrl Z undoes, Alt ← goes back; ⌘ in place of Ctrl on a Mac. */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if (isCommand && !event.shiftKey && key === 'k') {
        event.preventDefault()
        usePaletteStore.getState().show('search')
        return
      }
      if (isDialogOpen()) return
      // In a text field Ctrl Z belongs to the text.
      if (isCommand && !event.shiftKey && key === 'z' && !isTextField(event.target)) {
        event.preventDefault()
        usePaletteStore.getState().show('undo')
      }
      if (event.altKey && event.key === 'ArrowLeft') {
        event.preventDefault()
        useRouteStore.getState().back()
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}
