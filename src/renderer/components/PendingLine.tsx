import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { Verdict } from '../../shared/domain/change'
import { HistoryLine } from './HistoryLine'
import { PendingMark } from './PendingMark'
import { StateMark } from './StateMark'

const outlooks: Readonly<Record<Verdict, { readonly word: string; readonly tone: 'ok' | 'warn' | 'bad' | 'quiet' }>> = {
  applied: { word: 'would go through', tone: 'ok' },
  agreed: { word: 'is so already', tone: 'quiet' },
  held: { word: 'would be held', tone: 'warn' },
  refused: { word: 'would be refused', tone: 'bad' },
}

interface PendingLineProps {
  readonly avatar?: ReactNode
  readonly title: ReactNode
  /** How it would end if it were settled now. */
  readonly verdict: Verdict
  /** Why not; empty where it would go through. */
  readonly because: string
  readonly when: string
  readonly whenTitle: string
}

/** One change that is not settled yet, as an item of a list. */
export function PendingLine({ verdict, because, ...line }: PendingLineProps) {
  return (
    <Box component="li" sx={{ '&:first-of-type > div': { borderTop: 0 } }}>
      <HistoryLine
        {...line}
        sub={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 0.5 }}>
            <PendingMark />
            <span>
              <StateMark word={outlooks[verdict].word} tone={outlooks[verdict].tone} />
              {because !== '' && `: ${because}`}
            </span>
          </Box>
        }
      />
    </Box>
  )
}
