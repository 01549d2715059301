import InversionIcon from '@mui/icons-material/SwapVertOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { OperationOutput } from '../../../shared/operations/contract'
import { MeterBar } from '../../components/MeterBar'
import { PendingMark } from '../../components/PendingMark'
import { rankColor } from '../../../shared/look/rankColor'
import { useHolderCount } from '../../stores/useHolderCount'
import { describeDelta, describeInversion, speakDelta } from './describeDelta'
import { remarkOf } from './remarkOf'
import { HiddenText } from '../../components/HiddenText'

interface RoleRungProps {
  readonly rung: OperationOutput<'role.list'>['rungs'][number]
  readonly of: number
  /** People of the fullest rung. */
  readonly most: number
  readonly belowName: string | null
  readonly isChosen: boolean
  readonly isLast: boolean
  readonly onToggle: () => void
}

/** One rung: name, what it is for, where it holds something, and how many people stand on it. */
export function RoleRung({ rung, of, most, belowName, isChosen, isLast, onToggle }: RoleRungProps) {
  const color = `rank.${rankColor(rung.rank, of)}`
  const remark = remarkOf(rung)
  const countHolders = useHolderCount()
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '26px minmax(0, 1fr)', gap: 3.5 }}>
      <Box aria-hidden sx={{ position: 'relative' }}>
        {[5, 18].map((left) => (
          <Box
            key={left}
            sx={{
              position: 'absolute',
              left,
              top: 0,
              bottom: isLast ? 0 : -12,
              width: 3,
              bgcolor: 'line',
              borderRadius: '2px',
            }}
          />
        ))}
        <Box
          sx={{
            position: 'absolute',
            left: 3,
            top: 'calc(50% - 2px)',
            width: 20,
            height: 5,
            borderRadius: '3px',
            bgcolor: color,
          }}
        />
      </Box>
      <ButtonBase
        aria-pressed={isChosen}
        onClick={onToggle}
        sx={{
          display: 'grid',
          gridTemplateColumns: '176px minmax(0, 1fr) minmax(110px, 210px)',
          gap: 3.5,
          alignItems: 'center',
          textAlign: 'left',
          px: 3.5,
          py: 2.5,
          minHeight: 66,
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: isChosen ? 'brand' : 'line',
          boxShadow: (theme) => (isChosen ? `0 0 0 1px ${theme.palette.brand}` : 'none'),
          borderRadius: '12px',
          fontFamily: 'inherit',
          fontSize: 13,
          lineHeight: 1.4,
          breakInside: 'avoid',
          '&:hover': { borderColor: isChosen ? 'brand' : 'strongLine' },
          // Beside the panel there is no room for three columns then.
          '@media screen and (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 },
        }}
      >
        <Box>
          <Box sx={{ fontWeight: 650, fontSize: 14, display: 'flex', alignItems: 'center', gap: 1 }}>
            {rung.name}
            {rung.locked && <LockIcon aria-hidden sx={{ fontSize: 14, color: 'faint' }} />}
            {rung.pending === true && <PendingMark />}
          </Box>
          {remark !== '' && <Box sx={{ color: 'warn', fontSize: 11 }}>{remark}</Box>}
          <Box sx={{ color: 'dim', fontSize: 12 }}>
            <span aria-hidden>{describeDelta(rung, belowName)}</span>
            <HiddenText>{speakDelta(rung, belowName)}</HiddenText>
          </Box>
          {rung.loses.length > 0 && belowName !== null && (
            <Box sx={{ color: 'warn', fontSize: 11, display: 'flex', gap: 1 }}>
              <InversionIcon aria-hidden sx={{ fontSize: 13, mt: '1px' }} />
              {describeInversion(rung, belowName)}
            </Box>
          )}
        </Box>
        <Box sx={{ color: 'dim' }}>
          {rung.summary}
          <Box sx={{ mt: 1, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {rung.areas.map((area) => (
              <Box
                component="span"
                key={area.key}
                sx={{
                  border: '1px solid',
                  borderColor: 'line',
                  borderRadius: '12px',
                  px: 2,
                  fontSize: 12,
                  lineHeight: 1.55,
                  whiteSpace: 'nowrap',
                }}
              >
                {area.name}
                {area.limited && ' (limited)'}
              </Box>
            ))}
            {rung.areas.length === 0 && <span>Holds nothing by default.</span>}
          </Box>
        </Box>
        <Box>
          <MeterBar value={rung.people} max={most} color={color} />
          <Box sx={{ color: 'dim', fontSize: 12, mt: 1 }}>{countHolders(rung.people)}</Box>
        </Box>
      </ButtonBase>
    </Box>
  )
}
