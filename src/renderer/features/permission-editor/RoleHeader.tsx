import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { RankGlyph } from '../../components/RankGlyph'
import type { MatrixRole } from './matrixCells'

interface RoleHeaderProps {
  readonly role: MatrixRole
  readonly of: number
  readonly people: string
}

export function RoleHeader({ role, of, people }: RoleHeaderProps) {
  return (
    <Tooltip title={role.locked ? `${people}. ${role.name} always has everything and cannot be edited.` : people}>
      <Box
        component="th"
        role="columnheader"
        scope="col"
        tabIndex={-1}
        data-whole={`role:${role.key}`}
        aria-label={`${role.name}, ${people}${role.locked ? ', locked' : ''}`}
        sx={{ px: 1, py: 1.5, fontSize: 12, fontWeight: 600, color: 'dim', lineHeight: 1.2, verticalAlign: 'top' }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 1 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 14 }}>
            <RankGlyph rank={role.rank} of={of} />
            {role.locked && <LockIcon aria-hidden sx={{ fontSize: 13 }} />}
          </Box>
          <span>{role.name}</span>
        </Box>
      </Box>
    </Tooltip>
  )
}
