import Box from '@mui/material/Box'
import { ConfirmDialog, type ConfirmDialogProps } from './ConfirmDialog'

/** Fields under one another: one of them has the focus at first, and Enter in a field confirms. */
export function FormDialog({ children, ...rest }: Omit<ConfirmDialogProps, 'startsInField'>) {
  return (
    <ConfirmDialog maxWidth="sm" {...rest} startsInField>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>{children}</Box>
    </ConfirmDialog>
  )
}
