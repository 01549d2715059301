import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'
import { useEndWords } from '../../stores/useEndWords'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { decideItems, type Decision } from './decideItems'
import { nameOf } from './nameOf'
import { RoleSteps } from './RoleSteps'
import { StaffPicker } from './StaffPicker'
import type { StaffRow } from './StaffTable'

type Shown = OperationOutput<'staff.show'>

interface DemoteDialogProps {
  readonly person: Shown['person']
  /** The rungs below, the nearest first. */
  readonly roles: readonly Shown['moves'][number]['role'][]
  readonly onClose: () => void
}

/** The guided way down (S4.19–S4.25): what would be lost sight of, item by item, and who takes it over. */
export function DemoteDialog({ person, roles, onClose }: DemoteDialogProps) {
  const [role, setRole] = useState<RoleKey>(roles[0]!.key)
  const [taker, setTaker] = useState<StaffRow | null>(null)
  const [takers, setTakers] = useState<Readonly<Record<string, StaffRow | null>>>({})
  const [decisions, setDecisions] = useState<Readonly<Record<string, Decision>>>({})
  const preview = useOperation('staff.previewDemotion', { staffId: person.id, role })
  const name = nameOf(person)
  const roleName = roles.find((each) => each.key === role)?.name ?? role
  const items = preview.value?.items ?? []
  const { deeds, open } = decideItems(
    items,
    decisions,
    taker?.id ?? null,
    Object.fromEntries(Object.entries(takers).map(([key, one]) => [key, one?.id])),
  )

  return (
    <ConfirmDialog
      title={`Move ${name} down`}
      confirmWord={`Move down to ${roleName}`}
      maxWidth="md"
      onClose={onClose}
      onConfirm={async () => {
        if (preview.value?.allowed === false) {
          return { message: 'This is refused.', because: preview.value.because }
        }
        if (open.length > 0) {
          return { message: `${countOf(open.length, 'item')} without a decision: hand over or drop ${open[0]}.` }
        }
        const answer = await applyChange(
          'staff.demote',
          { staffId: person.id, role, items: [...deeds] },
          `${name} is now ${roleName}.`,
        )
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 2 }}>
        <Box sx={{ color: 'dim' }}>
          This ladder only moves up, so that nobody is left at something a lower role cannot see. This removes and
          re-adds {name} in one step instead: the history stays, and it can be undone as a whole.
        </Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <TextField
            select
            label="Lower role"
            autoFocus
            value={role}
            onChange={(event) => {
              setRole(event.target.value as RoleKey)
              setDecisions({})
            }}
          >
            {roles.map((each) => (
              <MenuItem key={each.key} value={each.key}>
                {each.name}
              </MenuItem>
            ))}
          </TextField>
          {items.length > 0 && (
            <StaffPicker
              label="Who takes over"
              chosen={taker}
              onChange={setTaker}
              without={person.id}
              hint="For every item handed over below, unless another person is named there."
            />
          )}
        </Box>
        {preview.failure !== null && <FailureNotice failure={preview.failure} />}
        {preview.value === null && preview.failure === null && (
          <LoadingLines lines={3} label="Reading what would be lost" />
        )}
        {preview.value !== null && (
          <>
            {!preview.value.allowed && (
              <FailureNotice failure={{ message: 'This is refused.', because: preview.value.because }} />
            )}
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
              <RoleSteps title="Loses" tone="bad" steps={preview.value.lost} />
              <RoleSteps title="Gains" tone="ok" steps={preview.value.gained} />
            </Box>
            {items.length === 0 ? (
              <Notice tone="ok">{name} is assigned to nothing that has to be handed over.</Notice>
            ) : (
              <Items
                items={items}
                without={person.id}
                decisions={decisions}
                taker={taker}
                takers={takers}
                onDecide={setDecisions}
                onName={setTakers}
              />
            )}
          </>
        )}
      </Box>
    </ConfirmDialog>
  )
}

interface ItemsProps {
  readonly items: OperationOutput<'staff.previewDemotion'>['items']
  readonly without: string
  readonly decisions: Readonly<Record<string, Decision>>
  readonly taker: StaffRow | null
  /** Who takes over one item alone, by its key. */
  readonly takers: Readonly<Record<string, StaffRow | null>>
  readonly onDecide: (decisions: Readonly<Record<string, Decision>>) => void
  readonly onName: (takers: Readonly<Record<string, StaffRow | null>>) => void
}

function Items({ items, without, decisions, taker, takers, onDecide, onName }: ItemsProps) {
  const { end } = useEndWords()
  const handOver = taker === null ? 'Hand over' : `Hand over to ${nameOf(taker)}`
  return (
    <section>
      <Box sx={{ fontWeight: 650, mb: 1 }}>What becomes of {countOf(items.length, 'item')}</Box>
      <Box
        component="ul"
        aria-label="Items"
        tabIndex={0}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          maxHeight: 260,
          overflow: 'auto',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '10px',
        }}
      >
        {items.map((item, index) => (
          <Box
            component="li"
            key={item.key}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              px: 3,
              py: 1.5,
              borderTop: index === 0 ? 0 : '1px solid',
              borderColor: 'line',
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ fontWeight: 600 }}>
                {item.name}{' '}
                <Box component="span" sx={{ color: 'dim', fontWeight: 400, fontSize: 12 }}>
                  {item.hint}
                </Box>
                {item.untilMs !== null && (
                  <Box component="span" sx={{ color: 'warn', fontWeight: 400, fontSize: 12, ml: 2 }}>
                    until {end(item.untilMs)}
                  </Box>
                )}
              </Box>
              <Box sx={{ color: item.losesSight ? 'bad' : 'dim', fontSize: 12 }}>
                {item.losesSight
                  ? 'Nothing of it would be seen any more'
                  : item.loses.length === 0
                    ? 'Nothing is lost here'
                    : `Loses ${item.loses.join(', ')}`}
              </Box>
            </Box>
            <Box sx={{ width: 230, display: 'grid', gap: 2 }}>
              <TextField
                select
                value={decisions[item.key] ?? (item.losesSight ? '' : 'keep')}
                onChange={(event) => onDecide({ ...decisions, [item.key]: event.target.value as Decision })}
                slotProps={{
                  select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': `What becomes of ${item.name}` } },
                }}
              >
                {item.losesSight && (
                  <MenuItem value="" disabled>
                    Choose…
                  </MenuItem>
                )}
                {!item.losesSight && <MenuItem value="keep">Keep</MenuItem>}
                <MenuItem value="hand-over">{handOver}</MenuItem>
                <MenuItem value="hand-over-to">
                  {taker === null ? 'Hand over to one person…' : 'Hand over to another person…'}
                </MenuItem>
                <MenuItem value="drop">Drop: nobody has it</MenuItem>
              </TextField>
              {decisions[item.key] === 'hand-over-to' && (
                <StaffPicker
                  label={`Who takes over ${item.name}`}
                  chosen={takers[item.key] ?? null}
                  onChange={(chosen) => onName({ ...takers, [item.key]: chosen })}
                  without={without}
                />
              )}
            </Box>
          </Box>
        ))}
      </Box>
    </section>
  )
}
