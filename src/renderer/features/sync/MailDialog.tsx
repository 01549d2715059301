import InboxIcon from '@mui/icons-material/MoveToInboxOutlined'
import OutboxIcon from '@mui/icons-material/OutboxOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import { Notice } from '../../components/Notice'
import { useExchangeStore } from '../../stores/exchangeStore'
import { useToastStore } from '../../stores/toastStore'
import { Way } from './Way'

/** Exchanging by one file that goes by mail: writing one, and reading one that came. */
export function MailDialog({ onClose }: { readonly onClose: () => void }) {
  const exchange = useExchangeStore((store) => store.exchange)
  const [problem, setProblem] = useState<string | null>(null)
  const begin = async (purpose: 'open-letter' | 'save-letter') => {
    const suggested = purpose === 'save-letter' ? { suggestedName: 'exchange.zip' } : {}
    const chosen = await bridge.call('app.chooseFile', { purpose, ...suggested })
    if (!chosen.ok) return setProblem(chosen.error.message)
    if (chosen.value.path === null) return
    onClose()
    const { path } = chosen.value
    if (!(await exchange({ kind: 'file', address: path }))) return
    useToastStore.getState().show({ text: `“${path}” is ready to be sent.`, tone: 'done' })
  }
  return (
    <MessageDialog
      title="Exchange by mail"
      onClose={onClose}
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          {problem !== null && <FailureNotice failure={{ message: problem }} />}
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            <Way
              icon={InboxIcon}
              title="A file came"
              action={<Button onClick={() => void begin('open-letter')}>Read it…</Button>}
            >
              It is read, and what this console has to say is added to it: send the same file back, or on to the next.
            </Way>
            <Way
              icon={OutboxIcon}
              title="Begin with one"
              action={<Button onClick={() => void begin('save-letter')}>Write a file…</Button>}
            >
              It holds what this console has to say. Reading it twice does no harm.
            </Way>
          </Box>
          <Notice tone="warn">It holds names and e-mail addresses: encrypt the mail that carries it.</Notice>
        </Box>
      }
    />
  )
}
