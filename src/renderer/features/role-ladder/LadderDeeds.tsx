import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useOrgStore } from '../../stores/orgStore'
import { useMayNot } from '../../stores/useMayNot'
import { CreateRoleDialog } from './CreateRoleDialog'
import { OwnBlueprintDialog } from './OwnBlueprintDialog'

interface LadderDeedsProps {
  readonly ladder: OperationOutput<'role.list'>
  readonly onShow: (role: string) => void
}

/** What may be done to the ladder as a whole: make its roles one's own, then add some. */
export function LadderDeeds({ ladder, onShow }: LadderDeedsProps) {
  const [isOpen, setOpen] = useState(false)
  const mayNot = useMayNot('grants.edit')
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const lowest = ladder.rungs.at(-1)
  if (isReadOnly || lowest === undefined) return null
  const close = () => setOpen(false)
  return (
    <Box data-print="hide" sx={{ display: 'grid', gap: 2, justifyItems: 'start', mt: 4 }}>
      <Box sx={{ color: 'dim' }}>
        {ladder.ownRoles
          ? `The roles of ${ladder.blueprint} are your own.`
          : `The roles of ${ladder.blueprint} are fixed.`}
      </Box>
      <ReasonedButton disabledBecause={mayNot} onClick={() => setOpen(true)}>
        {ladder.ownRoles ? 'Add a role…' : 'Make the roles your own…'}
      </ReasonedButton>
      {isOpen && !ladder.ownRoles && <OwnBlueprintDialog blueprint={ladder.blueprint} onClose={close} />}
      {isOpen && ladder.ownRoles && (
        <CreateRoleDialog rungs={ladder.rungs} like={lowest.key} onClose={close} onCreated={onShow} />
      )}
    </Box>
  )
}
