import AllowedIcon from '@mui/icons-material/CheckCircleOutlined'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useId, useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'

type Asked = OperationOutput<'access.ask'>[number]

/** One answer: allowed or refused, because of what, and what would change a no. */
export function AnswerLine({ asked, startsOpen }: { readonly asked: Asked; readonly startsOpen: boolean }) {
  const [isOpen, setOpen] = useState(startsOpen)
  const detailsId = useId()
  const { allowed, because, wouldNeed } = asked.answer
  const Icon = allowed ? AllowedIcon : RefusedIcon
  const [deciding, ...others] = because
  return (
    <Box component="li" sx={{ borderTop: '1px solid', borderColor: 'line', '&:first-of-type': { borderTop: 0 } }}>
      <ButtonBase
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setOpen(!isOpen)}
        sx={{
          width: '100%',
          display: 'flex',
          alignItems: 'flex-start',
          gap: 2.5,
          px: 3.5,
          py: 2.5,
          textAlign: 'left',
          fontFamily: 'inherit',
          fontSize: 13,
          '&:hover': { bgcolor: 'sunken' },
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Icon aria-hidden sx={{ fontSize: 18, color: allowed ? 'ok' : 'bad' }} />
        <Box component="span" sx={{ width: 62, flex: 'none', fontWeight: 600, color: allowed ? 'ok' : 'bad' }}>
          {allowed ? 'Allowed' : 'Refused'}
        </Box>
        <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
          {asked.name}
          <Box component="span" sx={{ display: 'block', color: 'dim', fontSize: 12 }}>
            {deciding === undefined ? asked.area : `because: ${deciding.text}`}
          </Box>
        </Box>
        <ExpandMoreIcon
          aria-hidden
          sx={{ fontSize: 18, color: 'faint', transform: isOpen ? 'rotate(180deg)' : 'none' }}
        />
      </ButtonBase>
      <Box id={detailsId} hidden={!isOpen} sx={{ pl: '116px', pr: 3.5, pb: 3, fontSize: 12, color: 'dim' }}>
        {others.length > 0 && <Part title="Also looked at" texts={others.map((reason) => reason.text)} />}
        {wouldNeed.length > 0 && (
          <Part
            title="Would change if"
            texts={wouldNeed.map((together) => together.map((reason) => reason.text).join(' And: '))}
          />
        )}
        {others.length === 0 &&
          wouldNeed.length === 0 &&
          (allowed ? 'Nothing speaks against it.' : 'No single step here would change it.')}
      </Box>
    </Box>
  )
}

function Part({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  return (
    <Box sx={{ mb: 1.5 }}>
      <Box sx={{ fontWeight: 600, color: 'ink' }}>{title}</Box>
      <Box component="ul" sx={{ m: 0, pl: 4 }}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </Box>
    </Box>
  )
}
