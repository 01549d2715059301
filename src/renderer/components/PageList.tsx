import type { ReactNode } from 'react'
import { ListFrame } from './ListFrame'

interface PageListProps {
  readonly isBesidePanel: boolean
  readonly children: ReactNode
}

/** The list that a page is about: down to its foot, and up to the panel beside it or the margin of the page. */
export function PageList({ isBesidePanel, children }: PageListProps) {
  return (
    <ListFrame
      sx={
        isBesidePanel
          ? { borderBottom: 0, borderRight: 0, borderRadius: '12px 0 0 0' }
          : { borderBottom: 0, borderRadius: '12px 12px 0 0', mr: '22px' }
      }
    >
      {children}
    </ListFrame>
  )
}
