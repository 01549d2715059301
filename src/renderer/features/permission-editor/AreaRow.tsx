import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { countOf } from '../../words/countOf'
import type { AreaRows } from './filterMatrix'

interface AreaRowProps {
  readonly area: AreaRows
  readonly columns: number
  readonly isFolded: boolean
  readonly onFold: (area: string) => void
}

/** The heading of an area; it folds the permissions under it away. */
export function AreaRow({ area, columns, isFolded, onFold }: AreaRowProps) {
  return (
    <tr role="row">
      <Box
        component="th"
        role="rowheader"
        scope="rowgroup"
        colSpan={columns}
        tabIndex={-1}
        data-whole={`area:${area.key}`}
        aria-expanded={!isFolded}
        aria-label={`${area.name}, ${countOf(area.permissions.length, 'permission')}`}
        sx={{ p: 0, bgcolor: 'sunken', textAlign: 'left' }}
      >
        <ButtonBase
          tabIndex={-1}
          onClick={() => onFold(area.key)}
          sx={{
            width: '100%',
            height: 32,
            px: 2,
            gap: 1,
            justifyContent: 'flex-start',
            fontFamily: 'inherit',
            fontSize: 13,
            fontWeight: 600,
            color: 'dim',
          }}
        >
          <ExpandMoreIcon aria-hidden sx={{ fontSize: 17, transform: isFolded ? 'rotate(-90deg)' : 'none' }} />
          {area.name}
          <Box component="span" sx={{ fontWeight: 400, fontSize: 12, ml: 1 }}>
            {isFolded && countOf(area.permissions.length, 'permission')}
          </Box>
        </ButtonBase>
      </Box>
    </tr>
  )
}
