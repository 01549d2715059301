import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { TextLink } from '../../components/TextLink'
import { applyOrSay } from '../../stores/applyChange'
import { countOf } from '../../words/countOf'

interface NewPermissionsProps {
  readonly arrived: OperationOutput<'newPermission.list'>
  readonly mayNotEdit: string | null
  readonly onOpen: (permission: PermissionKey) => void
}

/** Permissions that came with a feature or a blueprint version: decide who gets them, or leave them as they are. */
export function NewPermissions({ arrived, mayNotEdit, onOpen }: NewPermissionsProps) {
  const reasons = [...new Set(arrived.map((one) => one.because))]
  return (
    <Notice
      tone="warn"
      title={`${countOf(arrived.length, 'new permission waits', 'new permissions wait')}: decide who gets ${arrived.length === 1 ? 'it' : 'them'}`}
      sx={{ mr: 4, mb: 2.5 }}
      action={
        mayNotEdit === null && (
          <Button
            onClick={() =>
              void applyOrSay(
                'newPermission.keep',
                { permissions: arrived.map((one) => one.permission) },
                'Kept as they are.',
              )
            }
          >
            {arrived.length === 1 ? 'Keep it as it is' : 'Keep them as they are'}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
        {arrived.map((one) => (
          <TextLink key={one.permission} onClick={() => onOpen(one.permission)}>
            {one.name}
          </TextLink>
        ))}
      </Box>
      <Box sx={{ color: 'dim', fontSize: 12 }}>{reasons.join(' ')}</Box>
    </Notice>
  )
}
