import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { placeName } from '../../../shared/operations/shapes'
import { FormDialog } from '../../components/FormDialog'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import type { TreePlace } from './treePlace'

interface KeepTemplateDialogProps {
  readonly place: TreePlace
  readonly onClose: () => void
}

/** Keeps what a location has for the next one, under a name of its own. */
export function KeepTemplateDialog({ place, onClose }: KeepTemplateDialogProps) {
  const [name, setName] = useState(place.name)
  const templates = useOperation('template.list', {})
  const problem = placeName.safeParse(name).error?.issues[0]?.message
  const wanted = name.trim().toLowerCase()
  const isThere = (templates.value ?? []).some((one) => one.name.toLowerCase() === wanted)

  const save = async () => {
    if (problem !== undefined) return { message: `The name ${problem}.` }
    const input = { from: place.id, name: name.trim(), replace: isThere }
    const answer = await applyChange('template.save', input, `Kept the template ${name.trim()}.`)
    return answer.ok ? null : answer.error
  }

  return (
    <FormDialog
      title={`Keep ${place.name} as a template`}
      maxWidth="xs"
      confirmWord={isThere ? 'Replace' : 'Keep'}
      onClose={onClose}
      onConfirm={save}
    >
      <TextField
        label="Name of the template"
        value={name}
        autoFocus
        error={problem !== undefined}
        helperText={
          problem !== undefined
            ? `The name ${problem}.`
            : isThere
              ? 'There is a template of that name, which this one replaces.'
              : 'A new location can start from it.'
        }
        onChange={(event) => setName(event.target.value)}
      />
      <Box sx={{ color: 'dim' }}>
        It holds the places under {place.name}, how many of which role work there, and their products. Never a person.
      </Box>
    </FormDialog>
  )
}
