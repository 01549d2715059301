import Box from '@mui/material/Box'
import { useState } from 'react'
import type { PermissionKey, PlaceId, RoleKey } from '../../../shared/domain/ids'
import type { OperationCall } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { NamePicker } from '../../components/NamePicker'
import { PillTabs } from '../../components/PillTabs'
import { ProgressDialog } from '../../components/ProgressDialog'
import { applyChange } from '../../stores/applyChange'
import { useJob } from '../../stores/useJob'
import { useOperation } from '../../stores/useOperation'
import { countPeople } from '../../words/countOf'

type Scope = OperationCall<'review.start'>['scope']

const kinds = [
  { value: 'place', label: 'Place' },
  { value: 'role', label: 'Role' },
  { value: 'permission', label: 'Permission' },
] as const

interface StartReviewDialogProps {
  readonly onClose: () => void
  readonly onStarted: (key: string) => void
}

/** Chooses the scope of an access review, says how many people it holds, and freezes it. */
export function StartReviewDialog({ onClose, onStarted }: StartReviewDialogProps) {
  const [kind, setKind] = useState<Scope['kind']>('place')
  const [chosen, setChosen] = useState<string | null>(null)
  const { job, start, end, cancel } = useJob()
  const places = useOperation('place.list', { archived: false })
  const matrix = useOperation('grant.matrix', {})
  const options = {
    place: (places.value ?? []).map(({ id, name }) => ({ id: id as string, name, hint: id as string })),
    role: (matrix.value?.roles ?? []).map(({ key, name }) => ({ id: key as string, name })),
    permission: (matrix.value?.permissions ?? []).map(({ key, name }) => ({ id: key as string, name })),
  }[kind]
  const scope = chosen === null ? null : scopeOf(kind, chosen)
  const preview = useOperation('review.preview', scope === null ? null : { scope })
  return (
    <ConfirmDialog
      title="Start an access review"
      confirmWord="Freeze and start"
      startsInField
      onClose={onClose}
      onConfirm={async () => {
        if (scope === null) return { message: `Choose a ${kind} first.` }
        const answer = await applyChange('review.start', { scope, job: start() }, 'Frozen.')
        end()
        if (!answer.ok) return answer.error
        onStarted(answer.value.key)
        return null
      }}
    >
      <PillTabs
        label="What the review is of"
        tabs={kinds}
        chosen={kind}
        onChange={(next) => {
          setKind(next)
          setChosen(null)
        }}
      />
      <NamePicker
        key={kind}
        isSingle
        label={kinds.find(({ value }) => value === kind)!.label}
        options={options}
        chosen={chosen === null ? [] : [chosen]}
        onChange={([next]) => setChosen(next ?? null)}
        sx={{ mt: 3 }}
      />
      <Box role="status" sx={{ color: 'dim', mt: 2.5, minHeight: 60 }}>
        {preview.value !== null && scope !== null && (
          <>
            <b>{countPeople(preview.value.people)}</b>:{' '}
            {preview.value.text.charAt(0).toLowerCase() + preview.value.text.slice(1)}.
            {!preview.value.isWhole && ' It holds only people whom you may see in full.'}
          </>
        )}
        {preview.failure?.message}
      </Box>
      {job !== null && (
        <ProgressDialog
          title="Freezing the review"
          progress={job.progress}
          cancelHint="Stopping leaves no review behind."
          onCancel={cancel}
          appearsAfterMs={700}
        />
      )}
      <Box sx={{ color: 'dim' }}>Who is in it, with what they hold, is frozen now. Nobody loses anything by it.</Box>
    </ConfirmDialog>
  )
}

function scopeOf(kind: Scope['kind'], id: string): Scope {
  switch (kind) {
    case 'place':
      return { kind, place: id as PlaceId }
    case 'role':
      return { kind, role: id as RoleKey }
    case 'permission':
      return { kind, permission: id as PermissionKey }
  }
}
