import { createContext, useContext, type ReactNode } from 'react'

const Slot = createContext<ReactNode>(null)

/** What the app puts into the header of every page, without the pages knowing it. */
export const HeaderSlotProvider = Slot.Provider

export function HeaderSlot() {
  return <>{useContext(Slot)}</>
}
