import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useOrgStore } from '../../stores/orgStore'
import { useMayNot } from '../../stores/useMayNot'
import { CreateRoleDialog, type Rung } from './CreateRoleDialog'
import { DeleteRoleDialog } from './DeleteRoleDialog'
import { EditRoleDialog } from './EditRoleDialog'
import { MoveRoleDialog } from './MoveRoleDialog'
import { OwnBlueprintDialog } from './OwnBlueprintDialog'
import { whyProtected } from './whyProtected'

interface RoleDeedsProps {
  readonly ladder: OperationOutput<'role.list'>
  readonly rung: Rung
  readonly manages: OperationOutput<'role.show'>['manages']
  readonly onShow: (role: string) => void
  readonly onGone: () => void
}

type Deed = 'create' | 'edit' | 'move' | 'delete' | 'own'

/** What may be done to a role as a whole; what may not says why. */
export function RoleDeeds({ ladder, rung, manages, onShow, onGone }: RoleDeedsProps) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const mayNot = useMayNot('grants.edit')
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const end = () => setDeed(null)
  if (isReadOnly) return null
  const { rungs, ownRoles, blueprint, moves } = ladder
  const protect = (verb: 'moved' | 'deleted' | 'renamed') => mayNot ?? whyProtected(rung, verb)

  return (
    <Box data-print="hide">
      {!ownRoles && (
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          <Box sx={{ color: 'dim' }}>The roles of {blueprint} are fixed.</Box>
          <ReasonedButton disabledBecause={mayNot} onClick={() => setDeed('own')}>
            Make the roles your own…
          </ReasonedButton>
        </Box>
      )}
      {ownRoles && (
        <Box role="group" aria-label={`Change ${rung.name}`} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <ReasonedButton disabledBecause={mayNot} onClick={() => setDeed('create')}>
            Add one like it…
          </ReasonedButton>
          <ReasonedButton disabledBecause={protect('renamed')} onClick={() => setDeed('edit')}>
            Edit…
          </ReasonedButton>
          <ReasonedButton disabledBecause={protect('moved')} onClick={() => setDeed('move')}>
            Move…
          </ReasonedButton>
          <ReasonedButton disabledBecause={protect('deleted')} onClick={() => setDeed('delete')}>
            Delete…
          </ReasonedButton>
        </Box>
      )}
      {deed === 'create' && <CreateRoleDialog rungs={rungs} like={rung.key} onClose={end} onCreated={onShow} />}
      {deed === 'edit' && <EditRoleDialog rung={rung} rungs={rungs} manages={manages} onClose={end} />}
      {deed === 'move' && <MoveRoleDialog rung={rung} rungs={rungs} onClose={end} />}
      {deed === 'delete' && (
        <DeleteRoleDialog rung={rung} rungs={rungs} moves={moves} onClose={end} onDeleted={onGone} />
      )}
      {deed === 'own' && <OwnBlueprintDialog blueprint={blueprint} onClose={end} />}
    </Box>
  )
}
