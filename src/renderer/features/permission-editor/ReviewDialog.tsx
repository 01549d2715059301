import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { ImpactNames } from '../../components/ImpactNames'
import { Notice } from '../../components/Notice'
import { TallyCard } from '../../components/TallyCard'
import { applyChange } from '../../stores/applyChange'
import { saveDraft, useDraftStore } from '../../stores/draftStore'
import type { Reading } from '../../stores/useOperation'
import { countOf, countPeople, formatCount } from '../../words/countOf'
import { BrokenExpectations } from './BrokenExpectations'
import { EditSentence } from './EditSentence'
import type { Matrix } from './matrixCells'
import type { Impact } from './useImpact'

interface ReviewDialogProps {
  readonly impact: Reading<Impact>
  readonly matrix: Matrix
  readonly onClose: () => void
}

/** The edits as sentences, then the people; only here they are applied. */
export function ReviewDialog({ impact, matrix, onClose }: ReviewDialogProps) {
  const { edits, note, setNote, discard } = useDraftStore()
  const value = impact.value

  const apply = async () => {
    if (value === null || impact.isLoading) return { message: 'What the edits do is not known yet. Wait a moment.' }
    await saveDraft()
    const answer = await applyChange(
      'grant.set',
      { edits: [...edits], ...(note.trim() === '' ? {} : { note: note.trim() }) },
      `Applied ${countOf(edits.length, 'edit')}: ${countPeople(value.peopleGaining)} ${value.peopleGaining === 1 ? 'gains' : 'gain'}, ${formatCount(value.peopleLosing)} ${value.peopleLosing === 1 ? 'loses' : 'lose'}.`,
    )
    if (!answer.ok) return answer.error
    discard()
    return null
  }

  return (
    <ConfirmDialog
      title={`Apply ${countOf(edits.length, 'edit')}?`}
      confirmWord="Apply"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={apply}
    >
      {value !== null && (
        <Box sx={{ display: 'grid', gap: 3, pt: 1 }}>
          <Box component="ol" sx={{ m: 0, pl: 5, display: 'grid', gap: 3 }}>
            {value.edits.map((edit) => (
              <li key={`${edit.role}/${edit.permission}`}>
                <EditSentence edit={edit} matrix={matrix} />
              </li>
            ))}
          </Box>
          <Box sx={{ display: 'flex', gap: 2.5 }}>
            <TallyCard
              count={formatCount(value.peopleGaining)}
              words={value.peopleGaining === 1 ? 'person gains' : 'people gain'}
              tone="ok"
              isQuiet={value.peopleGaining === 0}
            />
            <TallyCard
              count={formatCount(value.peopleLosing)}
              words={value.peopleLosing === 1 ? 'person loses' : 'people lose'}
              tone="bad"
              isQuiet={value.peopleLosing === 0}
            />
          </Box>
          <ImpactNames impact={value} none="Nobody gains or loses anything." />
          <BrokenExpectations impact={value} />
          {[...new Set(value.edits.flatMap((edit) => edit.advice))].map((text) => (
            <Notice key={text} tone="warn" title="Check this one.">
              {text}
            </Notice>
          ))}
          <TextField
            label="Note for the history (optional)"
            value={note}
            multiline
            maxRows={4}
            onChange={(event) => setNote(event.target.value.slice(0, 1000))}
          />
          <Box sx={{ color: 'dim' }}>It is one change in the history, with one undo.</Box>
        </Box>
      )}
    </ConfirmDialog>
  )
}
