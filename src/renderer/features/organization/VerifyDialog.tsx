import Box from '@mui/material/Box'
import { useEffect, useRef, useState } from 'react'
import type { OperationResult } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { Facts } from '../../components/Facts'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import { Notice } from '../../components/Notice'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useJob } from '../../stores/useJob'
import { formatCount } from '../../words/countOf'

/** Replays the log, compares every table, and says what was found. */
export function VerifyDialog({ onClose }: { readonly onClose: () => void }) {
  const { job, start, cancel } = useJob()
  const [answer, setAnswer] = useState<OperationResult<'org.verify'> | null>(null)
  const isStarted = useRef(false)

  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void bridge.call('org.verify', { job: start() }).then(setAnswer)
  }, [start])

  if (answer === null)
    return <ProgressDialog title="Verifying the organization" progress={job?.progress ?? null} onCancel={cancel} />
  if (!answer.ok) {
    const isCancelled = answer.error.code === 'cancelled'
    return (
      <MessageDialog
        title={isCancelled ? 'Verification was cancelled' : 'Verification did not finish'}
        text={isCancelled ? 'Nothing was decided about this file.' : <FailureNotice failure={answer.error} />}
        onClose={onClose}
      />
    )
  }
  const { ok, entries, changes, problems } = answer.value
  return (
    <MessageDialog
      title={ok ? 'Everything agrees' : 'The file does not agree with its history'}
      onClose={onClose}
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Notice tone={ok ? 'ok' : 'bad'}>
            {ok
              ? 'The history was replayed from the first entry. Every hash and signature holds, and every table is what the history says.'
              : 'At least one record or table is not what the history says. Keep this file as it is and open a backup or a copy.'}
          </Notice>
          <Facts
            rows={[
              ['Entries checked', formatCount(entries)],
              ['Changes checked', formatCount(changes)],
            ]}
          />
          {problems.length > 0 && (
            <Box component="ul" sx={{ m: 0, pl: 5, maxHeight: 240, overflow: 'auto' }}>
              {problems.map((problem) => (
                <li key={`${problem.where}/${problem.text}`}>
                  <b>{problem.where}</b>: {problem.text}
                </li>
              ))}
            </Box>
          )}
        </Box>
      }
    />
  )
}
