import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import { Notice } from '../../components/Notice'
import { copyText } from '../../words/copyText'
import { StepHeading } from './StepHeading'

interface RecoveryWordsStepProps {
  readonly words: readonly string[]
  readonly fingerprint: string
  readonly path: string
  readonly onDone: () => Promise<void>
}

/** The words that bring an organization back when its keys are lost. They are shown once and kept nowhere. */
export function RecoveryWordsStep({ words, fingerprint, path, onDone }: RecoveryWordsStepProps) {
  const [isWritten, setWritten] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')

  return (
    <Box sx={{ maxWidth: 640 }}>
      <StepHeading
        step={3}
        title="Write down the recovery words"
        sub="If every key of this organization is lost, these words are the only way to change it again."
      />
      <Box
        component="ol"
        aria-label="Recovery words"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 4,
          display: 'grid',
          gridTemplateColumns: 'repeat(4, 1fr)',
          gap: 2,
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '12px',
        }}
      >
        {words.map((word, index) => (
          <Box
            component="li"
            key={index}
            sx={{ display: 'flex', gap: 2, px: 2, py: 1.5, borderRadius: '8px', bgcolor: 'chip', fontSize: 14 }}
          >
            <Box
              component="span"
              sx={{ color: 'faint', minWidth: 18, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}
            >
              {index + 1}
            </Box>
            <b>{word}</b>
          </Box>
        ))}
      </Box>
      <Box data-print="hide" sx={{ display: 'flex', gap: 2, my: 3, alignItems: 'center' }}>
        <Button startIcon={<PrintIcon />} onClick={() => window.print()}>
          Print
        </Button>
        <Button
          startIcon={<CopyIcon />}
          onClick={() => void copyText(words.join(' ')).then((isCopied) => setCopied(isCopied ? 'yes' : 'failed'))}
        >
          Copy
        </Button>
        <Box role="status" sx={{ color: 'dim' }}>
          {copied === 'yes' && 'Copied. Keep it off this desktop.'}
          {copied === 'failed' && 'Copying did not work here; print or write them down.'}
        </Box>
      </Box>
      <Notice tone="warn" title="They are shown this once.">
        Rolecall keeps no copy. Keep the paper away from this desktop; whoever has the words can act as the owner.
      </Notice>
      <Box sx={{ color: 'dim', my: 3 }}>
        The organization is recognized by <b>{fingerprint}</b> and kept in {path}.
      </Box>
      <Box data-print="hide" sx={{ display: 'flex', alignItems: 'center' }}>
        <FormControlLabel
          control={<Checkbox checked={isWritten} onChange={(event) => setWritten(event.target.checked)} />}
          label="I have written them down"
        />
        <Button
          variant="contained"
          color="primary"
          disabled={!isWritten}
          loading={isOpening}
          onClick={() => {
            setOpening(true)
            void onDone()
          }}
          sx={{ ml: 'auto' }}
        >
          Open the organization
        </Button>
      </Box>
    </Box>
  )
}
