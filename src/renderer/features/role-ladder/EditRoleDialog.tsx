import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Checkbox from '@mui/material/Checkbox'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import { FormDialog } from '../../components/FormDialog'
import { NamePicker } from '../../components/NamePicker'
import { applyChange } from '../../stores/applyChange'
import type { Rung } from './CreateRoleDialog'
import { WishPreview, type Wish } from './WishPreview'

interface EditRoleDialogProps {
  readonly rung: Rung
  readonly rungs: readonly Rung[]
  /** Whose people it manages now. */
  readonly manages: readonly RoleKey[]
  readonly onClose: () => void
}

/** Name, description, and whose people the role manages. */
export function EditRoleDialog({ rung, rungs, manages: before, onClose }: EditRoleDialogProps) {
  const possible = rungs.filter((one) => one.rank >= rung.rank)
  const [name, setName] = useState(rung.name)
  const [summary, setSummary] = useState(rung.summary)
  const [manages, setManages] = useState<readonly string[]>(before)
  const isEveryone = manages.length === possible.length
  const wish: Wish = {
    do: 'edit',
    role: rung.key,
    ...(name.trim() === rung.name ? {} : { name: name.trim() }),
    ...(summary.trim() === rung.summary ? {} : { summary: summary.trim() }),
    ...(sameKeys(manages, before) ? {} : { manages: isEveryone ? ('everyone' as const) : (manages as RoleKey[]) }),
  }
  const isChanged = Object.keys(wish).length > 2

  const save = async () => {
    if (!isChanged) return { message: 'Nothing was changed yet.' }
    const { do: _do, ...input } = wish
    const answer = await applyChange('role.edit', input, `Changed the role ${name.trim()}.`)
    return answer.ok ? null : answer.error
  }

  return (
    <FormDialog title={`Edit ${rung.name}`} confirmWord="Save" onClose={onClose} onConfirm={save}>
      <TextField
        required
        autoFocus
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        helperText={`Files go on knowing it as ${rung.key}.`}
      />
      <TextField label="What it is for" value={summary} onChange={(event) => setSummary(event.target.value)} />
      {rung.rank > 0 && (
        <Box>
          <NamePicker
            label="Manages people of"
            options={possible.map(({ key, name: roleName }) => ({ id: key, name: roleName }))}
            chosen={manages}
            onChange={setManages}
            isDisabled={isEveryone}
            hint="May edit, move and remove these people, where its permissions allow it."
          />
          <FormControlLabel
            control={
              <Checkbox
                checked={isEveryone}
                onChange={(_, isOn) => setManages(isOn ? possible.map(({ key }) => key) : [])}
              />
            }
            label="Everyone from here down"
          />
        </Box>
      )}
      <WishPreview wish={isChanged && name.trim() !== '' && summary.trim() !== '' ? wish : null} />
    </FormDialog>
  )
}

function sameKeys(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key) => other.includes(key))
}
