import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useOpeningStore } from '../../stores/openingStore'

const look = { justifyContent: 'flex-start', px: 4, py: '11px', fontSize: 14 }

export function StartButtons({ onNew }: { readonly onNew: () => void }) {
  const { open, chooseAndOpen, fail } = useOpeningStore()
  const [isMakingSample, setMakingSample] = useState(false)

  const exploreSample = async () => {
    setMakingSample(true)
    const made = await bridge.call('org.sample', {})
    setMakingSample(false)
    if (made.ok) await open(made.value.path)
    else fail('', made.error)
  }

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, mt: '34px' }}>
      <Button variant="contained" color="primary" onClick={onNew} sx={look}>
        New organization…
      </Button>
      <Button onClick={() => void chooseAndOpen()} sx={look}>
        Open an org or an export…
        <Box component="span" sx={{ ml: 'auto', color: 'faint', fontWeight: 400 }}>
          or drop it here
        </Box>
      </Button>
      <Button onClick={() => void exploreSample()} sx={look}>
        Explore a sample organization
      </Button>
      {isMakingSample && <ProgressDialog title="Making a sample organization" progress={null} />}
    </Box>
  )
}
