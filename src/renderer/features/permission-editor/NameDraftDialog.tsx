import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useDraftStore } from '../../stores/draftStore'

const longest = 80

interface NameDraftDialogProps {
  /** Left out: the open draft. */
  readonly draft?: string
  readonly name: string
  readonly onClose: () => void
}

/** Under which name a draft is kept. */
export function NameDraftDialog({ draft, name, onClose }: NameDraftDialogProps) {
  const rename = useDraftStore((store) => store.rename)
  const [text, setText] = useState(name)
  return (
    <ConfirmDialog
      title={name === '' ? 'Name this draft' : `Rename the draft “${name}”`}
      confirmWord="Keep name"
      startsInField
      onClose={onClose}
      onConfirm={async () =>
        text.trim() === '' ? { message: 'Give the draft a name first.' } : rename(text.trim(), draft)
      }
    >
      <TextField
        label="Name"
        value={text}
        autoFocus
        fullWidth
        onChange={(event) => setText(event.target.value.slice(0, longest))}
        sx={{ mt: 2 }}
      />
    </ConfirmDialog>
  )
}
