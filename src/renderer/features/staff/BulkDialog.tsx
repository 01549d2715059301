import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId, RoleKey } from '../../../shared/domain/ids'
import type { OperationCall, OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { ProgressDialog } from '../../components/ProgressDialog'
import { applyChange, applyOrSay } from '../../stores/applyChange'
import { useJob } from '../../stores/useJob'
import { useOperation } from '../../stores/useOperation'
import { useWaitingStore } from '../../stores/waitingStore'
import { countPeople, formatCount } from '../../words/countOf'
import { StaffPlacePicker } from './StaffPlacePicker'
import { useGivableRoles } from './useGivableRoles'
import { useUntil } from './useUntil'

type Bulk = OperationCall<'staff.bulk'>
export type SomePeople = Bulk['who']
export type BulkKind = Bulk['do']['kind']

interface BulkDialogProps {
  readonly kind: BulkKind
  readonly who: SomePeople
  readonly count: number
  readonly onClose: () => void
  readonly onDone: () => void
}

const words: Readonly<Record<BulkKind, { title: string; verb: string; done: string }>> = {
  'set-role': { title: 'Change the role of', verb: 'Change the role', done: 'Changed the role of' },
  assign: { title: 'Assign', verb: 'Assign', done: 'Assigned' },
  unassign: { title: 'Take places from', verb: 'Take away', done: 'Took places from' },
  activate: { title: 'Mark as active:', verb: 'Mark as active', done: 'Marked as active:' },
  remove: { title: 'Remove', verb: 'Remove', done: 'Removed' },
  restore: { title: 'Restore', verb: 'Restore', done: 'Restored' },
}

/** One deed on many people: what it will do, whom it skips and why, then all of it as one item with one undo. */
export function BulkDialog({ kind, who, count, onClose, onDone }: BulkDialogProps) {
  const [role, setRole] = useState<RoleKey | ''>('')
  const [places, setPlaces] = useState<readonly string[]>([])
  const until = useUntil()
  const roles = useGivableRoles()
  const { job, start, end, cancel } = useJob()
  const wait = useWaitingStore((store) => store.wait)
  const deed = readDeed(kind, role, places as PlaceId[], until.untilMs)
  const preview = useOperation('staff.previewBulk', deed === null ? null : { who, do: deed })
  const told = deed === null ? null : preview.value
  const { title, verb, done } = words[kind]

  const apply = async () => {
    if (deed === null) return { message: kind === 'set-role' ? 'Choose a role.' : 'Choose at least one place.' }
    if (told === null) return { message: 'The preview is still being made.' }
    if (told.changing === 0) return { message: 'Nobody would be changed. See the reasons above.' }
    const changing = countPeople(told.changing)
    if (told.isFinal) {
      wait(`${verb} of ${changing}`, () => applyOrSay('staff.bulk', { who, do: deed }, `${done} ${changing}.`, false))
      onDone()
      return null
    }
    const answer = await applyChange('staff.bulk', { who, do: deed, job: start() }, `${done} ${changing}.`)
    end()
    if (!answer.ok) return answer.error
    onDone()
    return null
  }

  return (
    <>
      <ConfirmDialog
        title={`${title} ${countPeople(count)}`}
        confirmWord={told === null || told.changing === 0 ? verb : `${verb}: ${countPeople(told.changing)}`}
        isDangerous={kind === 'remove'}
        maxWidth="sm"
        onClose={onClose}
        onConfirm={apply}
      >
        <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
          {kind === 'set-role' && (
            <TextField select label="Role" value={role} onChange={(event) => setRole(event.target.value as RoleKey)}>
              {roles.map((each) => (
                <MenuItem key={each.key} value={each.key} disabled={each.refusedBecause !== null}>
                  {each.name}
                  {each.refusedBecause === null ? '' : `: ${each.refusedBecause}`}
                </MenuItem>
              ))}
            </TextField>
          )}
          {(kind === 'assign' || kind === 'unassign') && (
            <StaffPlacePicker label="Places" chosen={places} onChange={setPlaces} isTaking={kind === 'unassign'} />
          )}
          {kind === 'assign' && (
            <TextField
              label="Until (optional)"
              type="date"
              value={until.text}
              onChange={(event) => until.setText(event.target.value)}
              helperText={until.hint}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          )}
          {kind === 'remove' && (
            <Box sx={{ color: 'dim' }}>
              They go to Restore with role, places and personal grants, and hold nothing meanwhile.
            </Box>
          )}
          {deed !== null && preview.failure !== null && <FailureNotice failure={preview.failure} />}
          {deed !== null && told === null && preview.failure === null && (
            <LoadingLines lines={3} label="Checking everybody" />
          )}
          {told !== null && <BulkPreview preview={told} />}
        </Box>
      </ConfirmDialog>
      {job?.progress != null && (
        <ProgressDialog
          title={`${title} ${countPeople(count)}`}
          progress={job.progress}
          onCancel={cancel}
          cancelHint="All or nothing: cancelling leaves everything as it was."
        />
      )}
    </>
  )
}

/** More permissions of one role than this are counted. */
const mostLosses = 12

function BulkPreview({ preview }: { readonly preview: OperationOutput<'staff.previewBulk'> }) {
  const { changing, skipped, reasons, skippedPeople, isFinal, loses } = preview
  return (
    <Box component="section" aria-label="Preview" sx={{ display: 'grid', gap: 2 }}>
      <Box role="status">
        {changing === 0 ? (
          'Nobody will be changed.'
        ) : (
          <>
            <b>{countPeople(changing)}</b> will be changed, as one item in the history.
          </>
        )}
        {skipped > 0 && ` ${countPeople(skipped)} ${skipped === 1 ? 'is' : 'are'} skipped:`}
      </Box>
      {reasons.length > 0 && (
        <Box
          component="ul"
          aria-label="Skipped"
          tabIndex={0}
          sx={{ m: 0, pl: 5, maxHeight: 150, overflow: 'auto', display: 'grid', gap: 1 }}
        >
          {reasons.map((reason) => {
            const named = skippedPeople.filter((person) => person.text === reason.text).slice(0, 3)
            const more = reason.people - named.length
            return (
              <li key={reason.text}>
                {reason.text}{' '}
                <Box component="span" sx={{ color: 'dim' }}>
                  {named.map((person) => person.name).join(', ')}
                  {more > 0 ? ` and ${formatCount(more)} more` : ''}
                </Box>
              </li>
            )
          })}
        </Box>
      )}
      {loses.length > 0 && (
        <Notice tone="warn" title="This takes something away.">
          <Box component="ul" aria-label="Takes away" sx={{ m: 0, pl: 4, display: 'grid', gap: 1 }}>
            {loses.map(({ role, people, permissions }) => (
              <li key={role}>
                {role}, {countPeople(people)}: {permissions.slice(0, mostLosses).join(', ')}
                {permissions.length > mostLosses && ` and ${formatCount(permissions.length - mostLosses)} more`}
              </li>
            ))}
          </Box>
        </Notice>
      )}
      {isFinal && changing > 0 && (
        <Notice tone="warn" title="This ladder only moves up.">
          The moves cannot be undone, so they wait half a minute in which you can take them back.
        </Notice>
      )}
    </Box>
  )
}

function readDeed(kind: BulkKind, role: RoleKey | '', places: PlaceId[], untilMs: number | null): Bulk['do'] | null {
  switch (kind) {
    case 'set-role':
      return role === '' ? null : { kind, role }
    case 'assign':
      return places.length === 0 ? null : { kind, places, untilMs }
    case 'unassign':
      return places.length === 0 ? null : { kind, places }
    default:
      return { kind }
  }
}
