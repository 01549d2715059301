import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { permissionClasses, type PermissionClass } from '../../../shared/domain/reach'
import type { PermissionKey } from '../../../shared/domain/ids'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'
import type { Matrix, MatrixPermission } from './matrixCells'

interface PermissionDialogProps {
  readonly areas: Matrix['areas']
  /** Left out: a new one is added. */
  readonly permission?: MatrixPermission
  readonly onClose: () => void
  readonly onAdded?: (permission: PermissionKey) => void
}

const classWords: Readonly<Record<PermissionClass, string>> = {
  org: 'The organization as a whole',
  place: 'What is at a place',
  record: 'A record that somebody created',
  share: 'A record that somebody shared',
  person: 'A person one works with',
  self: 'Oneself',
}

/** Adds a permission to the organization's own blueprint, or changes the words of one and the area it is listed under. */
export function PermissionDialog({ areas, permission, onClose, onAdded }: PermissionDialogProps) {
  const [name, setName] = useState(permission?.name ?? '')
  const [summary, setSummary] = useState(permission?.summary ?? '')
  const [why, setWhy] = useState(permission?.why ?? '')
  const [area, setArea] = useState<string>(permission?.area ?? areas[0]?.key ?? '')
  const [kind, setKind] = useState<PermissionClass>('org')

  const save = async () => {
    const words = { name: name.trim(), summary: summary.trim(), area }
    if (words.name === '') return { message: 'Give the permission a name: what one may do, such as “Close billing”.' }
    if (words.summary === '') return { message: 'Say in a sentence what it allows.' }
    if (permission !== undefined) {
      const answer = await applyChange(
        'permission.edit',
        { permission: permission.key, ...words, why: why.trim() },
        `Changed the permission ${words.name}.`,
      )
      return answer.ok ? null : answer.error
    }
    const answer = await applyChange(
      'permission.create',
      { ...words, class: kind, ...(why.trim() === '' ? {} : { why: why.trim() }) },
      `Added the permission ${words.name}.`,
    )
    if (!answer.ok) return answer.error
    onAdded?.(answer.value.permission)
    return null
  }

  return (
    <FormDialog
      title={permission === undefined ? 'Add a permission' : `Edit ${permission.name}`}
      confirmWord={permission === undefined ? 'Add permission' : 'Save'}
      onClose={onClose}
      onConfirm={save}
    >
      <TextField
        required
        autoFocus
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        {...(permission !== undefined && { helperText: `Files go on knowing it as ${permission.key}.` })}
      />
      <TextField required label="What it allows" value={summary} onChange={(event) => setSummary(event.target.value)} />
      <TextField label="Why one might change it" value={why} onChange={(event) => setWhy(event.target.value)} />
      <TextField select label="Area" value={area} onChange={(event) => setArea(event.target.value)}>
        {areas.map((each) => (
          <MenuItem key={each.key} value={each.key}>
            {each.name}
          </MenuItem>
        ))}
      </TextField>
      {permission === undefined && (
        <>
          <TextField
            select
            label="What it is about"
            value={kind}
            onChange={(event) => setKind(event.target.value as PermissionClass)}
            helperText={`Each role holds ${permissionClasses[kind].join(' or ')} of it. This stays as it is chosen now.`}
          >
            {(Object.keys(permissionClasses) as PermissionClass[]).map((each) => (
              <MenuItem key={each} value={each}>
                {classWords[each]}
              </MenuItem>
            ))}
          </TextField>
          <Box sx={{ color: 'dim' }}>
            Nobody has it at first, but for roles that always have everything: decide in the grid who gets it.
          </Box>
        </>
      )}
    </FormDialog>
  )
}
