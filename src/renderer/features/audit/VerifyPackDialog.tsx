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

/** Chooses an evidence pack, checks it from its bytes alone, and says what was found and where. */
export function VerifyPackDialog({ onClose }: { readonly onClose: () => void }) {
  const [answer, setAnswer] = useState<OperationResult<'evidence.verify'> | null>(null)
  const isStarted = useRef(false)
  const { job, start, end, cancel } = useJob()

  const verify = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'open-evidence' })
    if (!chosen.ok || chosen.value.path === null) return onClose()
    const checked = await bridge.call('evidence.verify', { path: chosen.value.path, job: start() })
    end()
    setAnswer(checked)
  }

  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void verify()
  })

  if (answer === null) {
    if (job === null) return null
    return <ProgressDialog title="Verifying the pack" progress={job.progress} onCancel={cancel} />
  }
  if (!answer.ok) {
    return (
      <MessageDialog
        title="The pack was not checked"
        text={<FailureNotice failure={answer.error} />}
        onClose={onClose}
      />
    )
  }
  const { ok, entries, signed, organization, asOf, problems } = answer.value
  return (
    <MessageDialog
      title={ok ? 'The pack holds' : 'The pack is not as it should be'}
      onClose={onClose}
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Notice tone={ok ? 'ok' : 'bad'}>
            {ok
              ? 'Every byte is accounted for, and the history behind it is one unbroken, signed line. READ-ME.txt in it says what that proves and what not.'
              : problems.map(({ where, text }) => (
                  <div key={where}>
                    <b>{where}</b>: {text}
                  </div>
                ))}
          </Notice>
          {ok && (
            <Facts
              rows={[
                ['Organization', organization],
                ['As of', asOf],
                ['Entries checked', formatCount(entries)],
                ['Signed', signed ? 'by a key of the organization' : 'no: anybody could have put this data in'],
              ]}
            />
          )}
        </Box>
      }
    />
  )
}
