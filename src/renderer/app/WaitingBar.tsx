import HourglassIcon from '@mui/icons-material/HourglassTopOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { useWaitingStore, type WaitingDeed } from '../stores/waitingStore'

/** Deeds without a way back, waiting on every page until their half minute is over. */
export function WaitingBar() {
  const { deeds, takeBack, doNow } = useWaitingStore()
  if (deeds.length === 0) return null
  return (
    <Box
      component="section"
      aria-label="Waiting, not done yet"
      data-print="hide"
      sx={{
        bgcolor: 'warnBg',
        borderBottom: '1px solid',
        borderColor: 'line',
        px: '22px',
        py: 1.5,
        display: 'grid',
        gap: 1,
      }}
    >
      {deeds.map((deed) => (
        <Box key={deed.id} sx={{ display: 'flex', alignItems: 'center', gap: 2.5 }}>
          <HourglassIcon aria-hidden sx={{ fontSize: 18, color: 'warn' }} />
          <Box role="status" sx={{ fontWeight: 600 }}>
            {deed.text}. It cannot be undone afterwards.
          </Box>
          <Countdown deed={deed} />
          <Box sx={{ flex: 1 }} />
          <Button onClick={() => takeBack(deed.id)} aria-label={`Take back: ${deed.text}`}>
            Take back
          </Button>
          <Button variant="text" onClick={() => doNow(deed.id)} aria-label={`Do it now: ${deed.text}`}>
            Do it now
          </Button>
        </Box>
      ))}
    </Box>
  )
}

/** Seconds left; not spoken, which would be a voice every second. */
function Countdown({ deed }: { readonly deed: WaitingDeed }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <Box aria-hidden sx={{ color: 'dim', fontVariantNumeric: 'tabular-nums' }}>
      in {Math.max(0, Math.ceil((deed.dueAtMs - nowMs) / 1000))} s
    </Box>
  )
}
