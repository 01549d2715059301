import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { email, personName } from '../../../shared/operations/shapes'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

interface CloseGapDialogProps {
  readonly fix: OperationOutput<'gap.check'>['fixes'][number]
  readonly place: { readonly id: PlaceId; readonly name: string }
  /** The permission hangs on places, so that it is given for this one alone. */
  readonly isByPlace: boolean
  readonly onClose: () => void
}

const words = { assign: 'Assign', invite: 'Invite', grant: 'Give' } as const

/** One way to close gaps of a place, shown whole before it is done. */
export function CloseGapDialog({ fix, place, isByPlace, onClose }: CloseGapDialogProps) {
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')

  const invite = async () => {
    const wrongName = personName.safeParse(name).error?.issues[0]?.message
    if (wrongName !== undefined) return { message: `The name ${wrongName}.` }
    const wrong = email.safeParse(address).error?.issues[0]?.message
    if (wrong !== undefined) return { message: `The e-mail ${wrong}.` }
    const at = [place.id, ...fix.products.map((product) => `product:${product}` as PlaceId)]
    const person = { name: name.trim(), email: address.trim(), role: fix.role, at }
    const answer = await applyChange('staff.add', { people: [person], active: false }, `Invited ${person.name}.`)
    return answer.ok ? null : answer.error
  }
  const confirm = async () => {
    if (fix.kind === 'invite') return invite()
    if (fix.staffId === null) return { message: 'This person is no longer there. Look for gaps again.' }
    const who = fix.name ?? 'The person'
    const answer =
      fix.kind === 'assign'
        ? await applyChange(
            'staff.assign',
            { staffId: fix.staffId, add: [place.id] },
            `Assigned ${who} to ${place.name}.`,
          )
        : await applyChange(
            'staff.grant',
            { staffId: fix.staffId, permission: fix.permission!, ...(isByPlace ? { at: [place.id] } : {}) },
            `${who} has one permission more.`,
          )
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog
      title={`Close ${fix.closes.length === 1 ? 'a gap' : `${fix.closes.length} gaps`} at ${place.name}`}
      confirmWord={words[fix.kind]}
      startsInField={fix.kind === 'invite'}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box>{fix.text}</Box>
        {fix.kind === 'invite' && (
          <>
            <TextField autoFocus label="Name" value={name} onChange={(event) => setName(event.target.value)} />
            <TextField
              label="E-mail"
              type="email"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          </>
        )}
      </Box>
    </ConfirmDialog>
  )
}
