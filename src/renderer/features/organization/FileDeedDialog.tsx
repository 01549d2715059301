import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Result } from '../../../shared/domain/result'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import { ProgressDialog } from '../../components/ProgressDialog'

interface FileDeedDialogProps<Written> {
  readonly purpose: 'export' | 'save-copy'
  readonly suggestedName: string
  readonly busyTitle: string
  readonly doneTitle: string
  readonly failedTitle: string
  readonly deed: (path: string) => Promise<Result<Written>>
  readonly describe: (written: Written) => ReactNode
  readonly onClose: () => void
}

/** Chooses a file with the system's dialog, writes it, and tells what was written or why nothing was. */
export function FileDeedDialog<Written>(props: FileDeedDialogProps<Written>) {
  const { purpose, suggestedName, busyTitle, doneTitle, failedTitle, deed, describe, onClose } = props
  const [isWriting, setWriting] = useState(false)
  const [answer, setAnswer] = useState<Result<Written> | null>(null)
  const isStarted = useRef(false)

  const run = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose, suggestedName })
    if (!chosen.ok) return setAnswer(chosen)
    if (chosen.value.path === null) return onClose()
    setWriting(true)
    setAnswer(await deed(chosen.value.path))
  }

  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void run()
  })

  if (answer === null) return isWriting ? <ProgressDialog title={busyTitle} progress={null} /> : null
  return (
    <MessageDialog
      title={answer.ok ? doneTitle : failedTitle}
      text={answer.ok ? describe(answer.value) : <FailureNotice failure={answer.error} />}
      onClose={onClose}
    />
  )
}
