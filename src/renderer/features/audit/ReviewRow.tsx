import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'

type Row = OperationOutput<'review.people'>['rows'][number]
export type Decision = 'keep' | 'remove' | 'ask'
const names: Readonly<Record<Decision, string>> = { keep: 'Keep', remove: 'Remove', ask: 'Ask' }

interface ReviewRowProps {
  readonly row: Row
  readonly canDecide: boolean
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onKeyDown: (event: React.KeyboardEvent) => void
  readonly onDecide: (decision: Decision) => void
}

/** Somebody as frozen, what is different today, and the decision. */
export function ReviewRow({ row, canDecide, isCurrent, onFocus, onKeyDown, onDecide }: ReviewRowProps) {
  const when = useWhen()
  const name = row.name ?? 'Purged since'
  const places = [...row.places, ...(row.morePlaces === 0 ? [] : [`${formatCount(row.morePlaces)} more`])].join(', ')
  return (
    <Box
      component="li"
      data-person={row.staffId}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      sx={{
        display: 'flex',
        gap: 3,
        px: 4,
        py: '10px',
        borderBottom: '1px solid',
        borderColor: 'line',
        alignItems: 'center',
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box sx={{ flex: 1.2, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>
          {name}
          {row.isSelf && ' (you)'}
        </Box>
        <Box sx={{ color: 'dim', overflowWrap: 'anywhere' }}>{row.email}</Box>
      </Box>
      <Box sx={{ flex: 1.2, minWidth: 0 }}>
        <Box>
          {row.role} <Box component="span" sx={{ color: 'dim' }}>{`· ${othersWithIt(row.sameRole)}`}</Box>
        </Box>
        <Box sx={{ color: 'dim' }}>{places === '' ? 'No place' : places}</Box>
      </Box>
      <Box sx={{ flex: 1.2, minWidth: 0 }}>
        <Box>{row.holds.join('; ')}</Box>
        <Box sx={{ color: 'dim' }}>here since {when.day(row.sinceMs)}</Box>
      </Box>
      <Box sx={{ flex: 1.2, minWidth: 0, fontSize: 12 }}>
        {row.isChanged && <Box sx={{ fontWeight: 600 }}>Changed since the last review</Box>}
        {row.since.length > 0 && <Box>Since frozen: {row.since.join('; ')}</Box>}
        {row.decision !== null && (
          <Box sx={{ color: 'dim' }}>
            {row.decidedBy}, {when.day(row.decidedAtMs ?? 0)}
            {row.reason !== null && `: ${row.reason}`}
          </Box>
        )}
        {row.decision === 'remove' && <Box>Proposes: {row.removal}</Box>}
      </Box>
      <Box
        role="group"
        aria-label={`Decision about ${name}`}
        sx={{ display: 'flex', gap: 1, flex: 'none', width: 186, justifyContent: 'flex-end' }}
      >
        {canDecide
          ? (['keep', 'remove', 'ask'] as const).map((decision) => (
              <Button
                key={decision}
                aria-pressed={row.decision === decision}
                aria-label={`${names[decision]}: ${name}`}
                variant={row.decision === decision ? 'contained' : 'outlined'}
                color={row.decision === decision ? 'primary' : 'inherit'}
                onClick={() => onDecide(decision)}
                sx={{ py: '3px', minWidth: 0 }}
              >
                {names[decision]}
              </Button>
            ))
          : row.decision === null
            ? 'Undecided'
            : names[row.decision]}
      </Box>
    </Box>
  )
}

function othersWithIt(count: number): string {
  if (count === 0) return 'nobody else with it'
  return count === 1 ? '1 other with it' : `${formatCount(count)} others with it`
}
