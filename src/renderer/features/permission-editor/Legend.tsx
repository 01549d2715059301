import KeyIcon from '@mui/icons-material/KeyOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import OffIcon from '@mui/icons-material/PowerOffOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlined'
import PencilIcon from '@mui/icons-material/EditOutlined'
import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { reaches } from '../../../shared/domain/reach'
import { Kbd } from '../../components/Kbd'
import { Notice } from '../../components/Notice'
import { ReachIcon } from '../../components/ReachMark'
import { reachWords } from '../../words/reachWords'

/** What the marks mean and which keys work, while nothing is staged. */
export function Legend({ mayNotEdit }: { readonly mayNotEdit: string | null }) {
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <Typography variant="h2">How to read the matrix</Typography>
        <Box sx={{ color: 'dim', mt: 1 }}>How far each permission reaches for each role.</Box>
      </Box>
      {mayNotEdit !== null && (
        <Notice tone="info" title="Nothing can be edited here.">
          {mayNotEdit}
        </Notice>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {reaches.toReversed().map((reach) => (
          <Line key={reach} mark={<ReachIcon reach={reach} />} word={reach} meaning={reachWords(reach).meaning} />
        ))}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        <Line
          mark={<Box sx={{ width: 7, height: 7, borderRadius: '50%', bgcolor: 'brand' }} />}
          word="dot"
          meaning="Differs from the blueprint’s default"
        />
        <Line mark={<PencilIcon sx={{ fontSize: 14 }} />} word="pencil" meaning="Staged: not applied yet" />
        <Line
          mark={<ClockIcon sx={{ fontSize: 13, color: 'warn' }} />}
          word="clock"
          meaning="Pending: applied here, seen by others once it is settled"
        />
        <Line
          mark={<KeyIcon sx={{ fontSize: 14 }} />}
          word="if granted"
          meaning="None until switched on for the role or given to one person"
        />
        <Line
          mark={<OffIcon sx={{ fontSize: 14 }} />}
          word="off"
          meaning="Its feature or product is off for this organization"
        />
        <Line mark={<LockIcon sx={{ fontSize: 13 }} />} word="lock" meaning="Always has it; cannot be edited" />
        <Line
          mark={<HelpIcon sx={{ fontSize: 14, color: 'warn' }} />}
          word="dashed"
          meaning="Not specified by the source; counts as none until decided"
        />
        <Line
          mark={
            <Box
              sx={(theme) => ({
                width: 14,
                height: 14,
                borderRadius: '3px',
                border: `1px solid ${theme.palette.strongLine}`,
                background: `repeating-linear-gradient(135deg, ${theme.palette.paper} 0 2px, ${theme.palette.strongLine} 2px 3px)`,
              })}
            />
          }
          word="hatched"
          meaning="Locked or fixed: cannot be edited"
        />
      </Box>
      {mayNotEdit === null && (
        <Box sx={{ color: 'dim', display: 'grid', gap: 1.5 }}>
          <div>Choose a cell to change it. Edits are staged; nothing happens before you review and apply them.</div>
          <div>
            <Kbd>↑ ↓ ← →</Kbd> move · <Kbd>Enter</Kbd> choices · <Kbd>A</Kbd> <Kbd>N</Kbd> <Kbd>O</Kbd>… a reach by its
            letter · <Kbd>Del</Kbd> default · on a role, an area or a permission <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> sets
            all of it
          </div>
        </Box>
      )}
    </Box>
  )
}

function Line({ mark, word, meaning }: { readonly mark: ReactNode; readonly word: string; readonly meaning: string }) {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '20px 76px 1fr', gap: 1, alignItems: 'start' }}>
      <Box aria-hidden sx={{ display: 'grid', placeItems: 'center', height: 19 }}>
        {mark}
      </Box>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {word}
      </Box>
      <Box component="span" sx={{ color: 'dim' }}>
        {meaning}
      </Box>
    </Box>
  )
}
