import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined'
import MailIcon from '@mui/icons-material/MailOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { useToastStore } from '../../stores/toastStore'
import { useOperation } from '../../stores/useOperation'
import { copyText } from '../../words/copyText'

interface InvitationDialogProps {
  readonly ids: readonly StaffId[]
  readonly onClose: () => void
}

/** The message that invites somebody: the console sends nothing, so it is copied, mailed by hand or printed. */
export function InvitationDialog({ ids, onClose }: InvitationDialogProps) {
  const [index, setIndex] = useState(0)
  const messages = useOperation('staff.invitation', { staffIds: ids.slice(0, 200) })
  const titleId = useId()
  const message = messages.value?.[index]
  const say = (text: string, isDone: boolean) =>
    useToastStore.getState().show({ text, tone: isDone ? 'done' : 'problem' })

  const copy = async () => {
    if (message === undefined) return
    const isCopied = await copyText(`To: ${message.to}\nSubject: ${message.subject}\n\n${message.body}`)
    say(isCopied ? 'The invitation is on the clipboard.' : 'The desktop did not allow copying.', isCopied)
  }
  const mail = async () => {
    if (message === undefined) return
    const { to, subject, body } = message
    const answer = await bridge.call('app.writeMail', { to, subject, body })
    if (!answer.ok) say(answer.error.message, false)
  }

  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{ids.length === 1 ? 'Invitation' : `${ids.length} invitations`}</DialogTitle>
      <DialogContent>
        {messages.failure !== null && <FailureNotice failure={messages.failure} onRetry={messages.reload} />}
        {messages.value === null && messages.failure === null && <LoadingLines label="Writing the invitation" />}
        {message !== undefined && (
          <>
            <Box sx={{ color: 'dim', mb: 2 }}>
              Nothing is sent from here: pass the message on, and mark {message.name} as active once they accept.
            </Box>
            <Box
              data-print="only"
              sx={{ border: '1px solid', borderColor: 'line', borderRadius: '10px', p: 3, bgcolor: 'paper' }}
            >
              <Box sx={{ mb: 2 }}>
                <Box>To: {message.to}</Box>
                <Box sx={{ fontWeight: 600 }}>{message.subject}</Box>
              </Box>
              <Box
                tabIndex={0}
                role="document"
                aria-label="Message"
                sx={{ whiteSpace: 'pre-wrap', maxHeight: 300, overflow: 'auto', overflowWrap: 'anywhere' }}
              >
                {message.body}
              </Box>
            </Box>
            {ids.length > 1 && (
              <Pager page={index} pageSize={1} total={messages.value!.length} noun="messages" onPage={setIndex} />
            )}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button startIcon={<PrintIcon />} disabled={message === undefined} onClick={() => window.print()}>
          Print
        </Button>
        <Button startIcon={<MailIcon />} disabled={message === undefined} onClick={() => void mail()}>
          Write mail
        </Button>
        <Button startIcon={<ContentCopyIcon />} disabled={message === undefined} onClick={() => void copy()}>
          Copy
        </Button>
        <Button variant="contained" color="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
