import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useDraftStore } from '../../stores/draftStore'
import type { Reading } from '../../stores/useOperation'
import { countOf, formatCount } from '../../words/countOf'
import { DiscardDialog } from './DiscardDialog'
import type { Matrix } from './matrixCells'
import { NoteDialog } from './NoteDialog'
import { ReviewDialog } from './ReviewDialog'
import type { Impact } from './useImpact'

const onBar = {
  bgcolor: 'transparent',
  color: 'barInk',
  borderColor: 'barLine',
  '&:hover': { bgcolor: 'rgba(255, 255, 255, 0.08)', borderColor: 'barInk' },
}

interface StagedBarProps {
  readonly impact: Reading<Impact>
  readonly matrix: Matrix
  /** Why they cannot be applied, discarded or noted now; null when they can. */
  readonly mayNotEdit: string | null
}

/** The staged edits at the foot: how many, whom they touch, and what to do with them. */
export function StagedBar({ impact, matrix, mayNotEdit }: StagedBarProps) {
  const edits = useDraftStore((store) => store.edits)
  const note = useDraftStore((store) => store.note)
  const name = useDraftStore((store) => store.name)
  const [shown, setShown] = useState<'note' | 'review' | 'discard' | null>(null)
  const refused = impact.value?.edits.filter((edit) => edit.refusedBecause.length > 0).length ?? 0
  const end = () => setShown(null)
  return (
    <Box
      role="region"
      aria-label="Staged edits"
      data-print="hide"
      sx={{ display: 'flex', gap: 3, alignItems: 'center', px: '22px', py: 2.5, bgcolor: 'bar', color: 'barInk' }}
    >
      <Box sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>{countOf(edits.length, 'staged edit')}</Box>
      <Box sx={{ color: 'barDim', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {name === null ? '' : `“${name}” · `}not applied yet · kept if you close the window
      </Box>
      <Box sx={{ flex: 1 }} />
      <Box role="status" sx={{ display: 'flex', gap: 3, whiteSpace: 'nowrap' }}>
        {impact.value !== null && (
          <>
            <Box component="span" sx={{ color: '#5fd39b' }}>
              ▲ {formatCount(impact.value.peopleGaining)} gain
            </Box>
            <Box component="span" sx={{ color: '#ff9b8f' }}>
              ▼ {formatCount(impact.value.peopleLosing)} lose
            </Box>
          </>
        )}
      </Box>
      {mayNotEdit === null && (
        <>
          <Button sx={onBar} onClick={() => setShown('discard')}>
            Discard
          </Button>
          <Button sx={onBar} onClick={() => setShown('note')}>
            {note === '' ? 'Add note…' : 'Edit note…'}
          </Button>
        </>
      )}
      <ReasonedButton
        disabledBecause={
          mayNotEdit ??
          (refused > 0
            ? `${countOf(refused, 'edit is', 'edits are')} refused. Take ${refused === 1 ? 'it' : 'them'} back first; the panel says why.`
            : (impact.failure?.message ?? null))
        }
        onClick={() => setShown('review')}
        sx={{
          bgcolor: '#fff',
          color: '#1b2330',
          borderColor: '#fff',
          '&:hover': { bgcolor: '#eceefb' },
          '&[aria-disabled]': { bgcolor: 'transparent', color: 'barDim', borderColor: 'barLine' },
        }}
      >
        Review and apply
      </ReasonedButton>
      {shown === 'note' && <NoteDialog onClose={end} />}
      {shown === 'discard' && <DiscardDialog count={edits.length} onClose={end} />}
      {shown === 'review' && <ReviewDialog impact={impact} matrix={matrix} onClose={end} />}
    </Box>
  )
}
