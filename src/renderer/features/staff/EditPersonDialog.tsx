import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { email, personName } from '../../../shared/operations/shapes'
import type { StaffId } from '../../../shared/domain/ids'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'

interface EditPersonDialogProps {
  readonly person: { readonly id: StaffId; readonly name: string | null; readonly email: string | null }
  readonly onClose: () => void
}

export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const [name, setName] = useState(person.name ?? '')
  const [address, setAddress] = useState(person.email ?? '')
  const nameProblem = personName.safeParse(name).error?.issues[0]?.message
  const addressProblem = email.safeParse(address).error?.issues[0]?.message

  const save = async () => {
    if (nameProblem !== undefined) return { message: `The name ${nameProblem}.` }
    if (addressProblem !== undefined) return { message: `The e-mail ${addressProblem}.` }
    const answer = await applyChange(
      'staff.edit',
      {
        staffId: person.id,
        ...(name.trim() === person.name ? {} : { name: name.trim() }),
        ...(address.trim() === person.email ? {} : { email: address.trim() }),
      },
      `Changed the details of ${name.trim()}.`,
    )
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog title="Edit details" confirmWord="Save" startsInField onClose={onClose} onConfirm={save}>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField
          label="Name"
          autoFocus
          value={name}
          error={nameProblem !== undefined}
          helperText={nameProblem === undefined ? undefined : `The name ${nameProblem}.`}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="E-mail"
          type="email"
          value={address}
          error={addressProblem !== undefined}
          helperText={addressProblem === undefined ? undefined : `The e-mail ${addressProblem}.`}
          onChange={(event) => setAddress(event.target.value)}
        />
      </Box>
    </ConfirmDialog>
  )
}
