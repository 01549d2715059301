import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'
import { WishPreview } from './WishPreview'

export type Rung = OperationOutput<'role.list'>['rungs'][number]

interface CreateRoleDialogProps {
  readonly rungs: readonly Rung[]
  readonly like: RoleKey
  readonly onClose: () => void
  readonly onCreated: (role: string) => void
}

/** A new role, made like one that is there. */
export function CreateRoleDialog({ rungs, like: first, onClose, onCreated }: CreateRoleDialogProps) {
  const [like, setLike] = useState<RoleKey>(first)
  const [under, setUnder] = useState<RoleKey>(first)
  const [name, setName] = useState('')
  const [summary, setSummary] = useState(rungs.find((rung) => rung.key === first)?.summary ?? '')
  const [isChecked, setChecked] = useState(false)
  const isMissing = name.trim() === ''
  const wish = {
    like,
    under,
    name: name.trim(),
    ...(summary.trim() === '' ? {} : { summary: summary.trim() }),
  }

  const create = async () => {
    setChecked(true)
    if (isMissing) return { message: 'Give the role a name.' }
    const answer = await applyChange('role.create', wish, `Added the role ${wish.name}.`)
    if (!answer.ok) return answer.error
    onCreated(answer.value.role)
    return null
  }

  return (
    <FormDialog title="Add a role" confirmWord="Add role" onClose={onClose} onConfirm={create}>
      <TextField
        required
        autoFocus
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={isChecked && isMissing}
        helperText={isChecked && isMissing ? 'Give the role a name.' : 'As people call it.'}
      />
      <TextField
        label="What it is for"
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
        helperText="One sentence."
      />
      <RolePicker
        label="May do what this role may do now"
        rungs={rungs}
        value={like}
        onChange={(key) => {
          setLike(key)
          setUnder(key)
        }}
      />
      <RolePicker label="Stands right under" rungs={rungs} value={under} onChange={setUnder} />
      <WishPreview wish={isMissing ? null : { do: 'create', ...wish }} />
    </FormDialog>
  )
}

interface RolePickerProps {
  readonly label: string
  readonly rungs: readonly Rung[]
  readonly value: RoleKey | ''
  readonly onChange: (key: RoleKey) => void
  readonly hint?: string
}

/** One of the roles, from the top of the ladder. */
export function RolePicker({ label, rungs, value, onChange, hint }: RolePickerProps) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as RoleKey)}
      {...(hint === undefined ? {} : { helperText: hint })}
    >
      {rungs.map((rung) => (
        <MenuItem key={rung.key} value={rung.key}>
          {rung.name}
        </MenuItem>
      ))}
    </TextField>
  )
}
