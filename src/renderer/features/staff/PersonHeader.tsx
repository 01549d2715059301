import EditIcon from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { LetterAvatar } from '../../components/LetterAvatar'
import { Notice } from '../../components/Notice'
import { PendingMark } from '../../components/PendingMark'
import { ReasonedButton } from '../../components/ReasonedButton'
import { StateMark } from '../../components/StateMark'
import { TextLink } from '../../components/TextLink'
import { applyOrSay } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useToastStore } from '../../stores/toastStore'
import { viewAs } from '../../stores/viewAsStore'
import { useRouteStore } from '../../stores/routeStore'
import { useRankCount } from '../../stores/useRankCount'
import { useWhen } from '../../stores/useWhen'
import { initials } from '../../words/initials'
import { stateWords } from '../../words/stateWords'
import { CoverChip } from './CoverChip'
import { EditPersonDialog } from './EditPersonDialog'
import { InvitationDialog } from './InvitationDialog'
import { MergeDialog } from './MergeDialog'
import { firstNameOf, nameOf } from './nameOf'
import { PurgeDialog } from './PurgeDialog'
import { RemoveDialog } from './RemoveDialog'
import { RestoreDialog } from './RestoreDialog'
import { stateTone } from './stateTone'
import { useMayNotWith } from './useMayNotWith'

type Shown = OperationOutput<'staff.show'>
type Deed = 'edit' | 'remove' | 'restore' | 'purge' | 'invitation' | 'merge'

/** Who it is, in which state, and the deeds on the person as a whole. */
export function PersonHeader({ shown, onGone }: { readonly shown: Shown; readonly onGone: () => void }) {
  const when = useWhen()
  const { person } = shown
  const [deed, setDeed] = useState<Deed | null>(null)
  const mayNot = useMayNotWith(shown)
  const of = useRankCount()
  const name = nameOf(person)
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  // Main decides again: who may not look through others' eyes is not offered what would fail.
  const mayView = useOrgStore(
    ({ org }) =>
      org?.viewAs === null && org.actor?.mayDo['console.manage']?.allowed === true && org.actor.staffId !== person.id,
  )
  const go = useRouteStore((store) => store.go)
  const end = () => setDeed(null)

  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', pr: 8 }}>
        <LetterAvatar letters={initials(name)} rank={person.role.rank} of={of} size={44} />
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h2" sx={{ fontSize: 16, overflowWrap: 'anywhere' }}>
            {name}
          </Typography>
          <Box sx={{ color: 'dim', overflowWrap: 'anywhere' }}>{person.email ?? 'E-mail hidden'}</Box>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 3, flexWrap: 'wrap' }}>
        <StateMark word={stateWords[person.state]} tone={stateTone(person.state)} />
        {person.pending === true && <PendingMark />}
        {person.coverUntilMs !== null && <CoverChip untilMs={person.coverUntilMs} />}
        {!person.masked && <Box sx={{ color: 'dim' }}>· added {when.day(person.addedAtMs)}</Box>}
        <Box sx={{ flex: 1 }} />
        {!isReadOnly && (person.state === 'active' || person.state === 'invited') && (
          <>
            <ReasonedButton
              disabledBecause={mayNot('staff.edit')}
              startIcon={<EditIcon />}
              onClick={() => setDeed('edit')}
            >
              Edit
            </ReasonedButton>
            <ReasonedButton disabledBecause={mayNot('staff.remove')} onClick={() => setDeed('remove')}>
              {person.state === 'invited' ? 'Withdraw…' : 'Remove…'}
            </ReasonedButton>
          </>
        )}
        {!isReadOnly && person.state === 'removed' && (
          <>
            <ReasonedButton disabledBecause={mayNot('staff.restore')} onClick={() => setDeed('restore')}>
              Restore…
            </ReasonedButton>
            <ReasonedButton disabledBecause={mayNot('staff.purge')} onClick={() => setDeed('purge')}>
              Purge…
            </ReasonedButton>
          </>
        )}
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          columnGap: 3,
          rowGap: 1,
          mt: 2,
          flexWrap: 'wrap',
          '&:empty': { display: 'none' },
        }}
      >
        {!isReadOnly && person.state === 'invited' && (
          <ReasonedButton
            disabledBecause={mayNot('staff.edit')}
            onClick={() => void applyOrSay('staff.activate', { staffId: person.id }, `${name} is active.`)}
          >
            Mark as active
          </ReasonedButton>
        )}
        {!person.masked && person.state !== 'purged' && (
          <TextLink onClick={() => go('ask', { who: person.id })}>Ask why…</TextLink>
        )}
        {!person.masked && person.state !== 'purged' && (
          <TextLink onClick={() => go('role-ladder', { any: person.id })}>Compare…</TextLink>
        )}
        {mayView && person.state === 'active' && !person.masked && (
          <TextLink onClick={() => void lookAs(person.id)}>View as…</TextLink>
        )}
        {person.state === 'invited' && !person.masked && (
          <TextLink onClick={() => setDeed('invitation')}>Invitation…</TextLink>
        )}
        {!person.masked && ['active', 'invited'].includes(person.state) && mayNot('staff.remove') === null && (
          <TextLink onClick={() => setDeed('merge')}>Merge…</TextLink>
        )}
      </Box>
      {person.state === 'removed' && (
        <Notice tone="info" sx={{ mt: 3 }}>
          {firstNameOf(person)} is in Restore and holds nothing. What is listed below comes back with Restore.
        </Notice>
      )}
      {person.masked && (
        <Notice tone="info" sx={{ mt: 3 }}>
          Name and role of this person are visible; e-mail, places, access and history are not.
        </Notice>
      )}
      <Box sx={{ height: 10 }} />
      {deed === 'edit' && <EditPersonDialog person={person} onClose={end} />}
      {deed === 'remove' && (
        <RemoveDialog
          ids={[person.id]}
          who={name}
          isInvitation={person.state === 'invited'}
          onClose={end}
          onDone={onGone}
        />
      )}
      {deed === 'invitation' && <InvitationDialog ids={[person.id]} onClose={end} />}
      {deed === 'merge' && (
        <MergeDialog person={person} onClose={end} onDone={(kept) => go('staff', { id: kept.id })} />
      )}
      {deed === 'restore' && <RestoreDialog ids={[person.id]} who={name} onClose={end} />}
      {deed === 'purge' && <PurgeDialog id={person.id} name={name} onClose={end} onDone={onGone} />}
    </Box>
  )
}

async function lookAs(who: Shown['person']['id']): Promise<void> {
  const failure = await viewAs({ who })
  if (failure !== null) useToastStore.getState().show({ text: failure.message, tone: 'problem' })
}
