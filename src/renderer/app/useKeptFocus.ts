import { useEffect } from 'react'

/** A component that moves the focus itself does so before this: only then it is lost. */
const patienceMs = 80

/**
 * What had the focus may go: a row that was dismissed, a button that is out of use while it works. The focus is not left
 * on the page as a whole then, from where the next Tab begins anywhere: it waits for a button that comes back, goes to
 * the nearest thing around it that is still there and takes the focus, or to the heading.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** What had the focus last, and everything around it, innermost first. */
    let chain: readonly Element[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    const remember = (event: FocusEvent) => {
      chain = event.target instanceof Element ? [event.target, ...aroundOf(event.target)] : []
    }
    const look = () => {
      if (timer !== undefined || chain.length === 0 || !isLost()) return
      timer = setTimeout(() => {
        timer = undefined
        const held = chain[0]
        if (held === undefined || !isLost()) return
        if (held.isConnected && held.matches(':disabled')) return
        const kept =
          chain.find((element): element is HTMLElement => element.isConnected && takesFocus(element)) ?? findHeading()
        kept?.focus({ preventScroll: true })
        // What is there but cannot be seen takes no focus.
        if (isLost()) findHeading()?.focus({ preventScroll: true })
      }, patienceMs)
    }
    // A click beside everything lets go of the focus on purpose, and nothing is lost by it.
    const letGo = (event: PointerEvent) => {
      const target = event.target
      if (target instanceof Element && ![target, ...aroundOf(target)].some(takesFocus)) chain = []
    }

    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    document.addEventListener('focusin', remember)
    document.addEventListener('pointerdown', letGo)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('focusin', remember)
      document.removeEventListener('pointerdown', letGo)
    }
  }, [])
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function aroundOf(element: Element): readonly Element[] {
  const around: Element[] = []
  for (let next = element.parentElement; next !== null && next !== document.body; next = next.parentElement) {
    around.push(next)
  }
  return around
}

function takesFocus(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.matches(focusable)
}

function findHeading(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role="dialog"] h2') ?? document.querySelector<HTMLElement>('h1')
}

const focusable = ':is(button, input, textarea, select, a[href], [tabindex]):not(:disabled)'
