import { createContext } from 'react'

/** What the app adds to the title of the window after the page's name, without the pages knowing it. */
export const TitleSlot = createContext<readonly string[]>([])
