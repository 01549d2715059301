import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { hereWord } from '../../../shared/domain/setup'
import type { OperationOutput } from '../../../shared/operations/contract'
import { email, personName } from '../../../shared/operations/shapes'
import TextField from '@mui/material/TextField'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { DeedLine } from '../../components/DeedLine'
import { EmptyState } from '../../components/EmptyState'
import { Notice } from '../../components/Notice'
import { StateMark } from '../../components/StateMark'
import { countOf } from '../../words/countOf'
import { gapMarks } from '../../words/gapMarks'
import type { DraftPerson, LocationDraft } from './locationDraft'
import { StepCard } from './StepCard'

type Plan = OperationOutput<'setup.plan'>
type Fix = Plan['fixes'][number]

interface GapsStepProps {
  readonly draft: LocationDraft
  readonly plan: Plan
  readonly onChange: (draft: LocationDraft) => void
}

const fixesShown = 6

/** What nobody at the new location could do, with ways to close it that go straight into the plan. */
export function GapsStep({ draft, plan, onChange }: GapsStepProps) {
  const [inviting, setInviting] = useState<Fix | null>(null)
  const near = plan.gaps.filter((gap) => gap.isByPlace)
  const wide = plan.gaps.filter((gap) => !gap.isByPlace)
  const put = (person: DraftPerson) => onChange({ ...draft, people: mergePerson(draft.people, person) })
  const take = (fix: Fix) => {
    if (fix.kind === 'invite') return setInviting(fix)
    if (fix.email === null || fix.name === null) return
    const known = draft.people.find((person) => person.email.toLowerCase() === fix.email?.toLowerCase())
    put({
      email: fix.email,
      name: fix.name,
      role: fix.role,
      isKnown: known?.isKnown ?? true,
      at: fix.kind === 'assign' ? [hereWord] : [],
      grants: fix.permission === null ? [] : [fix.permission],
    })
  }

  return (
    <>
      {plan.missing.length > 0 && (
        <Notice tone="warn" title="Still wanted">
          {plan.missing.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      )}
      {plan.gaps.length === 0 && (
        <StepCard title="Gaps">
          <EmptyState
            icon={<DoneIcon fontSize="inherit" color="success" />}
            title={plan.missing.length === 0 ? 'No gaps' : 'No permission is missing'}
            text="Everything that can be done in this organization can be done by somebody assigned here, and by more than one person."
          />
        </StepCard>
      )}
      {plan.gaps.length > 0 && (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1.5fr) minmax(300px, 1fr)',
            gap: 4,
            alignItems: 'start',
          }}
        >
          <Box sx={{ display: 'grid', gap: 4 }}>
            {near.length > 0 && (
              <StepCard title={`${countOf(near.length, 'gap')} at ${draft.name.trim()}`}>
                <GapList label="Gaps" gaps={near} />
              </StepCard>
            )}
            {wide.length > 0 && (
              <StepCard
                title={`${countOf(wide.length, 'gap')} about the whole organization`}
                text="No place decides these. Somebody elsewhere can do them for this location."
              >
                <GapList label="Gaps about the whole organization" gaps={wide} />
              </StepCard>
            )}
          </Box>
          <StepCard title="Ways to close them" text="Adding one puts it into the plan and looks again.">
            {plan.fixes.length === 0 && (
              <Box sx={{ color: 'dim' }}>No person or role here would close one of them.</Box>
            )}
            <Box component="ul" aria-label="Ways to close gaps" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {plan.fixes.slice(0, fixesShown).map((fix) => (
                <DeedLine
                  key={fix.text}
                  action={
                    <Button aria-label={`Add to the plan: ${fix.text}`} onClick={() => take(fix)}>
                      {fix.kind === 'invite' ? 'Invite…' : 'Add'}
                    </Button>
                  }
                >
                  {fix.text}
                </DeedLine>
              ))}
            </Box>
          </StepCard>
        </Box>
      )}
      {inviting !== null && (
        <InviteDialog
          title={inviting.text.replace(/:.*$/, '')}
          onClose={() => setInviting(null)}
          onInvite={(name, address) => {
            const products = [...new Set([...draft.products, ...inviting.products])]
            const person = { name, email: address, role: inviting.role, isKnown: false, at: [hereWord], grants: [] }
            onChange({ ...draft, products, people: mergePerson(draft.people, person) })
          }}
        />
      )}
    </>
  )
}

function GapList({ label, gaps }: { readonly label: string; readonly gaps: Plan['gaps'] }) {
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {gaps.map((gap) => (
        <Box
          component="li"
          key={`${gap.kind}/${gap.permission}`}
          sx={{ display: 'flex', gap: 3, py: '7px', borderTop: '1px solid', borderColor: 'line' }}
        >
          <Box sx={{ width: 96, flex: 'none' }}>
            <StateMark word={gapMarks[gap.kind].word} tone={gapMarks[gap.kind].tone} />
          </Box>
          <Box sx={{ minWidth: 0 }}>{gap.text}</Box>
        </Box>
      ))}
    </Box>
  )
}

function InviteDialog({
  title,
  onClose,
  onInvite,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly onInvite: (name: string, address: string) => void
}) {
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  return (
    <ConfirmDialog
      title={title}
      confirmWord="Add to the plan"
      maxWidth="xs"
      onClose={onClose}
      onConfirm={() => {
        const wrongName = personName.safeParse(name).error?.issues[0]?.message
        if (wrongName !== undefined) return Promise.resolve({ message: `The name ${wrongName}.` })
        const wrong = email.safeParse(address).error?.issues[0]?.message
        if (wrong !== undefined) return Promise.resolve({ message: `The e-mail ${wrong}.` })
        onInvite(name.trim(), address.trim())
        onClose()
        return Promise.resolve(null)
      }}
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
        <TextField autoFocus label="Name" value={name} onChange={(event) => setName(event.target.value)} />
        <TextField label="E-mail" type="email" value={address} onChange={(event) => setAddress(event.target.value)} />
      </Box>
    </ConfirmDialog>
  )
}

/** Somebody added, or more about somebody who is listed. */
function mergePerson(people: readonly DraftPerson[], person: DraftPerson): DraftPerson[] {
  const there = people.find((each) => each.email.toLowerCase() === person.email.toLowerCase())
  if (there === undefined) return [...people, person]
  const merged = {
    ...there,
    at: [...new Set([...there.at, ...person.at])],
    grants: [...new Set([...there.grants, ...person.grants])],
  }
  return people.map((each) => (each === there ? merged : each))
}
