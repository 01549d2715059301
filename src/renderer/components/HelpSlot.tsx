import { createContext, useContext, type ReactNode } from 'react'

const Slot = createContext<ReactNode>(null)

/** What the app puts under every refusal: where to ask. Components need not know it. */
export const HelpSlotProvider = Slot.Provider

export function HelpSlot() {
  return <>{useContext(Slot)}</>
}
