import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useCallback, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { FailureNotice } from './FailureNotice'

interface Failed {
  readonly code?: string
  readonly message: string
  readonly because?: readonly { readonly text: string }[]
}

export interface ConfirmDialogProps {
  readonly title: string
  readonly children: ReactNode
  /** The verb of the deed: "Promote", "Purge for good". */
  readonly confirmWord: string
  readonly isDangerous?: boolean
  readonly maxWidth?: 'xs' | 'sm' | 'md'
  /** A field of the dialog takes the focus, not its button; Enter in it confirms. */
  readonly startsInField?: boolean
  /** Does it; answers with what stands against it, or null when it is done and the dialog may close. */
  readonly onConfirm: () => Promise<Failed | null>
  readonly onClose: () => void
}

/** Asks before a deed, names the deed on its button, and shows a refusal in place. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    children,
    confirmWord,
    isDangerous = false,
    maxWidth = 'xs',
    startsInField = false,
    onConfirm,
    onClose,
  } = props
  const [failed, setFailed] = useState<Failed | null>(null)
  const [isBusy, setBusy] = useState(false)
  const titleId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const takesFocus = !isDangerous && !startsInField
  // The button has the focus at first, unless a field among the children asked for it and has it already.
  const holdButton = useCallback(
    (node: HTMLButtonElement | null) => {
      button.current = node
      const dialog = node?.closest('[role="dialog"]')
      if (takesFocus && node !== null && !dialog?.contains(document.activeElement)) node.focus()
    },
    [takesFocus],
  )
  const isPressed = useRef(false)

  // While it is busy the button is out of use and loses the focus: after a refusal it has it again.
  useEffect(() => {
    if (failed !== null && isPressed.current) button.current?.focus()
  }, [failed])

  const confirm = async () => {
    isPressed.current = document.activeElement === button.current
    setBusy(true)
    setFailed(null)
    const answer = await onConfirm()
    setBusy(false)
    if (answer === null) onClose()
    else setFailed(answer)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy) void confirm()
  }

  return (
    <Dialog open onClose={isBusy ? undefined : onClose} maxWidth={maxWidth} fullWidth aria-labelledby={titleId}>
      <Box
        {...(startsInField ? { component: 'form', noValidate: true, onSubmit: submit } : {})}
        sx={{ display: 'contents' }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          {children}
          {failed !== null && <FailureNotice failure={failed} sx={{ mt: 3 }} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button
            ref={holdButton}
            variant="contained"
            color={isDangerous ? 'error' : 'primary'}
            {...(startsInField ? { type: 'submit' } : { onClick: () => void confirm() })}
            loading={isBusy}
          >
            {confirmWord}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}
