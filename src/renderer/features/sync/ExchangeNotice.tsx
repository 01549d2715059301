import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { Notice } from '../../components/Notice'
import { useExchangeStore } from '../../stores/exchangeStore'
import { useWhen } from '../../stores/useWhen'
import { countOf, formatCount } from '../../words/countOf'
import { exchangeAdvice } from './exchangeAdvice'

/** The exchange that runs, with a way to stop it; else how the one that was asked for ended. */
export function ExchangeNotice() {
  const when = useWhen()
  const { job, progress: asked, unasked, last, wasAsked, cancel, exchange } = useExchangeStore()
  const progress = job === null ? unasked : asked
  if (job !== null || unasked !== null) {
    return (
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 3,
          px: 4,
          py: 2.5,
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '10px',
        }}
      >
        <Box sx={{ flex: 1 }}>
          <Box role="status" sx={{ mb: 1, fontVariantNumeric: 'tabular-nums' }}>
            {progress === null ? 'Exchanging' : `${progress.phase}: ${formatCount(progress.done)}`}
          </Box>
          <LinearProgress aria-label="Exchanging" />
        </Box>
        <Button onClick={cancel}>Cancel</Button>
      </Box>
    )
  }
  if (last === null) return null
  if (last.failure !== null) {
    const tone = last.failure.code === 'cancelled' ? 'info' : wasAsked ? 'bad' : 'warn'
    const { folder } = last
    const canBegin = last.failure.code === 'place-emptied' && folder !== null
    const meet = (beginAnew: boolean) => void exchange({ kind: 'folder', address: folder! }, { beginAnew })
    return (
      <Notice
        tone={tone}
        isAlert={wasAsked}
        title={last.failure.message}
        action={
          !canBegin ? undefined : (
            <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
              <Button onClick={() => meet(false)}>Exchange again</Button>
              <Button onClick={() => meet(true)}>Begin anew in this folder</Button>
            </Box>
          )
        }
      >
        {exchangeAdvice(last.failure.code)}
      </Notice>
    )
  }
  if (last.did === null || !wasAsked) return null
  const { sent, arrived, settled, missing, lacks, ignored } = last.did
  const did = [
    ...(arrived > 0 ? [`${countOf(arrived, 'change')} arrived`] : []),
    ...(settled > 0 ? [`${countOf(settled, 'change')} settled here`] : []),
    ...(sent > 0 && settled === 0 ? [`${countOf(sent, 'change')} of yours left there to be settled`] : []),
  ]
  const gaps = missing.length > 0 || lacks > 0
  return (
    <Box role="status">
      <Notice tone={gaps ? 'warn' : 'ok'}>
        Exchanged at {when.time(last.atMs)}: {did.length === 0 ? 'nothing new.' : `${did.join(', ')}.`}
        {missing.length > 0 &&
          ' Something that should lie there is missing: a copy may be under way, or files were taken out. It is asked for again at every exchange.'}
        {lacks > 0 &&
          ` Names and details of ${countOf(lacks, 'edit')} have not come yet; other consoles were asked for them.`}
        {ignored > 0 && ` ${countOf(ignored, 'file')} passed over: half copied, or not of this organization.`}
      </Notice>
    </Box>
  )
}
