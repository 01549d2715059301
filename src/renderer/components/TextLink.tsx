import Link from '@mui/material/Link'
import type { ReactNode } from 'react'

interface TextLinkProps {
  readonly onClick: () => void
  /** Spoken instead of the words, where they say too little by themselves. */
  readonly label?: string
  /** It opens and closes something beside it. */
  readonly expands?: { readonly isOpen: boolean; readonly id: string }
  readonly children: ReactNode
}

/** A word in a sentence that does something. */
export function TextLink({ onClick, label, expands, children }: TextLinkProps) {
  return (
    <Link
      component="button"
      type="button"
      onClick={onClick}
      aria-label={label}
      {...(expands && { 'aria-expanded': expands.isOpen, 'aria-controls': expands.id })}
      sx={{ font: 'inherit', verticalAlign: 'baseline', textAlign: 'left' }}
    >
      {children}
    </Link>
  )
}
