import Box from '@mui/material/Box'
import { DependencyPrompts } from './DependencyPrompts'
import { Notice } from '../../components/Notice'
import type { Matrix } from './matrixCells'
import { describeEffect } from './describeEdit'
import type { Impact } from './useImpact'

interface EditSentenceProps {
  readonly edit: Impact['edits'][number]
  readonly matrix: Matrix
  readonly onTurnOn?: (key: string) => void
}

/** One edit: what, from where to where, and what it does, in a sentence. */
export function EditSentence({ edit, matrix, onTurnOn }: EditSentenceProps) {
  const role = matrix.roles.find((each) => each.key === edit.role)
  const permission = matrix.permissions.find((each) => each.key === edit.permission)
  const cell = permission?.cells.find((each) => each.role === edit.role)
  const before = cell?.isUnspecified === true ? 'not specified' : edit.before
  return (
    <Box>
      <Box sx={{ fontWeight: 650, pr: 5 }}>{permission?.name ?? edit.permission}</Box>
      <Box>
        {role?.name ?? edit.role}: {before} → <b>{edit.after}</b>
      </Box>
      {edit.refusedBecause.length === 0 ? (
        <Box sx={{ color: edit.losing > 0 ? 'bad' : edit.gaining > 0 ? 'ok' : 'dim' }}>{describeEffect(edit)}</Box>
      ) : (
        <Notice tone="bad" title="Refused" sx={{ mt: 1.5 }}>
          {edit.refusedBecause.map((reason) => (
            <div key={reason.text}>{reason.text}</div>
          ))}
        </Notice>
      )}
      <DependencyPrompts
        edit={edit}
        roleName={role?.name ?? edit.role}
        nameOf={(key) => matrix.permissions.find((each) => each.key === key)?.name ?? key}
        {...(onTurnOn === undefined ? {} : { onTurnOn })}
      />
    </Box>
  )
}
