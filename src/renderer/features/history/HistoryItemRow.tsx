import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { HistoryLine } from '../../components/HistoryLine'
import { LetterAvatar } from '../../components/LetterAvatar'
import { ReasonedButton } from '../../components/ReasonedButton'
import { formatCount } from '../../words/countOf'
import { initials } from '../../words/initials'
import { storyOf } from '../../words/storyOf'
import { UndoItemDialog } from './UndoItemDialog'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'

type HistoryItem = OperationOutput<'log.list'>['items'][number]

/** One item: the sentence, the note, its details on request, and *Undo* or why not. */
export function HistoryItemRow({ item }: { readonly item: HistoryItem }) {
  const when = useWhen()
  const nowMs = useNow()
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const entries =
    item.n === item.lastN
      ? `entry ${formatCount(item.n)}`
      : `entries ${formatCount(item.n)} to ${formatCount(item.lastN)}`
  return (
    <Box component="li" sx={{ '&:first-of-type > div': { borderTop: 0 } }}>
      <HistoryLine
        avatar={<LetterAvatar letters={initials(item.author.name)} rank={2} of={7} />}
        title={
          <>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {item.author.name}
            </Box>{' '}
            {storyOf(item)}
          </>
        }
        sub={
          <>
            {item.note !== null && <Box sx={{ color: 'ink' }}>“{item.note}”</Box>}
            {entries}
            {item.details.length > 0 && (
              <Button
                variant="text"
                aria-expanded={isOpen}
                onClick={() => setOpen(!isOpen)}
                endIcon={<ExpandMoreIcon sx={{ transform: isOpen ? 'rotate(180deg)' : 'none' }} />}
                sx={{ p: 0, ml: 2, fontSize: 12 }}
              >
                Details
              </Button>
            )}
            {isOpen && (
              <Box component="ul" sx={{ m: 0, mt: 1, pl: 5, color: 'ink' }}>
                {item.details.map((detail, index) => (
                  <li key={index}>{detail}</li>
                ))}
              </Box>
            )}
          </>
        }
        when={when.short(item.settledAtMs, nowMs)}
        whenTitle={when.instant(item.settledAtMs)}
        action={
          <ReasonedButton
            disabledBecause={item.undo.possible ? null : item.undo.because}
            aria-label={`Undo: ${item.title}`}
            onClick={() => setAsking(true)}
            sx={{ py: '2px' }}
          >
            Undo
          </ReasonedButton>
        }
      />
      {isAsking && <UndoItemDialog item={item} onClose={() => setAsking(false)} />}
    </Box>
  )
}
