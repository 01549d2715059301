import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useDraftStore } from '../../stores/draftStore'

const longest = 1000

/** Why the edits are made: kept with them, and shown in the history. */
export function NoteDialog({ onClose }: { readonly onClose: () => void }) {
  const { note, setNote } = useDraftStore()
  const [text, setText] = useState(note)
  return (
    <ConfirmDialog
      title="Note for the history"
      confirmWord="Keep note"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        setNote(text.trim())
        return null
      }}
    >
      <TextField
        label="Why these edits are made"
        value={text}
        multiline
        minRows={3}
        autoFocus
        onChange={(event) => setText(event.target.value.slice(0, longest))}
        helperText={`${text.length} of ${longest} characters`}
        sx={{ mt: 2 }}
      />
    </ConfirmDialog>
  )
}
