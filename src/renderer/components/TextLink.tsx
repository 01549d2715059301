import Link from '@mui/material/Link'
import type { ReactNode } from 'react'

/** A word in a sentence that does something. */
export function TextLink({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Link
      component="button"
      type="button"
      onClick={onClick}
      sx={{ font: 'inherit', verticalAlign: 'baseline', textAlign: 'left' }}
    >
      {children}
    </Link>
  )
}
