import { useEffect, useRef, useState } from 'react'
import type { Result } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { Facts } from '../../components/Facts'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useJob } from '../../stores/useJob'
import { formatCount } from '../../words/countOf'

/** Chooses a file and writes the evidence pack into it, with progress; then says what is in it. */
export function EvidenceDialog({ onClose }: { readonly onClose: () => void }) {
  const [answer, setAnswer] = useState<Result<OperationOutput<'evidence.write'>> | null>(null)
  const { job, start, end, cancel } = useJob()
  const isStarted = useRef(false)

  const write = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-result', suggestedName: 'evidence.zip' })
    if (!chosen.ok) return setAnswer(chosen)
    const { path } = chosen.value
    if (path === null) return onClose()
    // The system's dialog has asked already whether to write over a file.
    const written = await bridge.call('evidence.write', { path, replace: true, job: start() })
    end()
    setAnswer(written)
  }

  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void write()
  })

  if (answer === null) {
    return job === null ? null : (
      <ProgressDialog
        title="Writing the evidence pack"
        progress={job.progress}
        cancelHint="Stopping leaves no file behind."
        onCancel={cancel}
      />
    )
  }
  return (
    <MessageDialog
      title={answer.ok ? 'The evidence pack is written' : 'No evidence pack was written'}
      text={
        answer.ok ? (
          <Facts
            rows={[
              ['File', answer.value.path],
              ['SHA-256', answer.value.sha256],
              ['Entries', formatCount(answer.value.entries)],
              ['Signed', answer.value.signed ? 'with your key' : 'no: nobody is signed in'],
            ]}
          />
        ) : (
          <FailureNotice failure={answer.error} />
        )
      }
      onClose={onClose}
    />
  )
}
