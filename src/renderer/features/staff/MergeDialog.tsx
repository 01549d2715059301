import Box from '@mui/material/Box'
import { useState } from 'react'
import { callBoth } from '../../../shared/domain/callBoth'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { nameOf } from './nameOf'
import { StaffPicker } from './StaffPicker'
import type { StaffRow } from './StaffTable'

interface MergeDialogProps {
  /** The record that goes to Restore. */
  readonly person: OperationOutput<'staff.show'>['person']
  /** The record that stays, unless another one is chosen. */
  readonly into?: StaffRow
  readonly onClose: () => void
  readonly onDone: (kept: StaffRow) => void
}

/** The same person twice: which record stays, what it gets, and what is left behind. */
export function MergeDialog({ person, into, onClose, onDone }: MergeDialogProps) {
  const [keep, setKeep] = useState<StaffRow | null>(into ?? null)
  const preview = useOperation('staff.previewMerge', keep === null ? null : { keep: keep.id, drop: person.id })
  const name = nameOf(person)
  const gets = [
    ...(preview.value?.places ?? []).map((place) => place.name),
    ...(preview.value?.grants ?? []).map((grant) => grant.name),
  ]
  return (
    <ConfirmDialog
      title={`Merge ${name} into another record`}
      confirmWord="Merge"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        if (keep === null) return { message: 'Choose the record that stays.' }
        const answer = await applyChange(
          'staff.merge',
          { keep: keep.id, drop: person.id },
          `Merged ${callBoth(called(person), called(keep)).join(' into ')}.`,
        )
        if (!answer.ok) return answer.error
        onDone(keep)
        return null
      }}
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
        <Box sx={{ color: 'dim' }}>
          {name} ({person.email}) goes to Restore. The other record keeps its role and gets what this one has besides.
        </Box>
        <StaffPicker
          label="The record that stays"
          chosen={keep}
          onChange={setKeep}
          without={person.id}
          {...(keep?.email == null ? {} : { hint: keep.email })}
        />
        {preview.failure !== null && <FailureNotice failure={preview.failure} />}
        {keep !== null && preview.value === null && preview.failure === null && (
          <LoadingLines lines={2} label="Reading what the merge does" />
        )}
        {preview.value !== null && keep !== null && (
          <>
            {!preview.value.allowed && (
              <FailureNotice failure={{ message: 'This is refused.', because: preview.value.because }} />
            )}
            <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
              <li>
                {nameOf(keep)} gets {gets.length === 0 ? 'nothing new' : gets.join(', ')}.
              </li>
              {preview.value.leaves.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </Box>
          </>
        )}
      </Box>
    </ConfirmDialog>
  )
}

function called(person: { readonly name: string | null; readonly email: string | null }) {
  return { name: nameOf(person), apart: person.email }
}
