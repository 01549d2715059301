import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'

interface OwnBlueprintDialogProps {
  readonly blueprint: string
  readonly onClose: () => void
}

/** Copies the blueprint, so that its roles and permissions are the organization's own. */
export function OwnBlueprintDialog({ blueprint, onClose }: OwnBlueprintDialogProps) {
  const [name, setName] = useState(`${blueprint}, our own`)

  const copy = async () => {
    const answer = await applyChange('blueprint.own', { name: name.trim() }, 'The roles are your own now.')
    return answer.ok ? null : answer.error
  }

  return (
    <FormDialog title="Make the roles your own" confirmWord="Copy" onClose={onClose} onConfirm={copy}>
      <Box>
        The roles of {blueprint} are fixed. In a copy you may add, rename, move and delete roles and permissions. The
        copy starts as the same; nobody gains or loses anything, and it can be taken back until something in it is
        changed. How people move on the ladder, and who sees whom, stays as it is.
      </Box>
      <TextField
        required
        autoFocus
        label="Name of the copy"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}
