import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { RankGlyph } from '../../components/RankGlyph'
import { useOrgStore } from '../../stores/orgStore'
import { useRankCount } from '../../stores/useRankCount'
import { DemoteDialog } from './DemoteDialog'
import { describeMove } from './describeMove'
import { MoveDialog } from './MoveDialog'
import { firstNameOf } from './nameOf'
import { useMayNotWith } from './useMayNotWith'

type Shown = OperationOutput<'staff.show'>
type Move = Shown['moves'][number]

/** The ladder as this person stands on it: where they may go, what it gives and takes, and why not elsewhere. */
export function RoleTab({ shown }: { readonly shown: Shown }) {
  const [move, setMove] = useState<Move | null>(null)
  const [isDemoting, setDemoting] = useState(false)
  const mayNot = useMayNotWith(shown)
  const of = useRankCount()
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const now = shown.moves.find((each) => each.isNow)
  // The nearest refused rung tells the way; the others differ only in its name.
  const below = shown.moves.filter((each) => each.instead !== null).map((each) => each.role)
  const instead = shown.moves.find((each) => each.instead !== null)

  return (
    <Box>
      <Box component="ol" aria-label="Ladder" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.moves.map((each) => {
          const canMove = each.allowed && !each.isNow && !isReadOnly
          const isUp = now !== undefined && each.role.rank < now.role.rank
          return (
            <Box
              component="li"
              key={each.role.key}
              aria-current={each.isNow ? 'step' : undefined}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 2.5,
                minHeight: 36,
                px: '10px',
                py: 1,
                borderRadius: '8px',
                bgcolor: each.isNow ? 'brandWeak' : 'transparent',
              }}
            >
              <RankGlyph rank={each.role.rank} of={of} />
              <Box
                component="span"
                sx={{
                  width: 112,
                  flex: 'none',
                  fontWeight: each.isNow ? 600 : 400,
                  color: canMove || each.isNow ? 'ink' : 'dim',
                }}
              >
                {each.role.name}
              </Box>
              <Box component="span" sx={{ color: 'dim', fontSize: 12, flex: 1, minWidth: 0, lineHeight: 1.25 }}>
                {isReadOnly && !each.isNow ? '' : describeMove(each)}
              </Box>
              {canMove ? (
                <Button
                  variant="text"
                  onClick={() => setMove(each)}
                  aria-label={`${isUp ? 'Promote' : 'Move'} to ${each.role.name}`}
                  sx={{ py: '2px', px: 2 }}
                >
                  {isUp ? 'Promote' : 'Move'}
                </Button>
              ) : (
                !each.isNow && !isReadOnly && <Refusal text={each.instead ?? each.because} />
              )}
            </Box>
          )
        })}
      </Box>
      {!isReadOnly && instead !== undefined && shown.person.state !== 'removed' && (
        <Notice
          tone="warn"
          title={`Moving ${firstNameOf(shown.person)} down?`}
          action={
            <ReasonedButton
              disabledBecause={mayNot('staff.remove') ?? mayNot('staff.purge') ?? mayNot('staff.add')}
              onClick={() => setDemoting(true)}
            >
              Remove and re-add at a lower role…
            </ReasonedButton>
          }
          sx={{ mt: 3 }}
        >
          {instead.instead}
        </Notice>
      )}
      {move !== null && <MoveDialog person={shown.person} to={move.role} onClose={() => setMove(null)} />}
      {isDemoting && <DemoteDialog person={shown.person} roles={below} onClose={() => setDemoting(false)} />}
    </Box>
  )
}

/** A lock that says why, also to those who come by keyboard. */
function Refusal({ text }: { readonly text: string }) {
  return (
    <Tooltip title={text}>
      <Box
        component="span"
        role="img"
        tabIndex={0}
        aria-label={`Not possible: ${text}`}
        sx={{ lineHeight: 0, mr: 1, borderRadius: '4px' }}
      >
        <LockIcon sx={{ fontSize: 15, color: 'faint' }} />
      </Box>
    </Tooltip>
  )
}
