import Button from '@mui/material/Button'
import { Notice } from '../../components/Notice'
import { useDraftStore } from '../../stores/draftStore'

/** Said when nothing is left of a draft, since somebody else did all that it wanted: its end would be a riddle otherwise. */
export function OvertakenDraft() {
  const { edits, moved, name, discard } = useDraftStore()
  if (edits.length > 0 || moved.length === 0) return null
  return (
    <Notice
      tone="info"
      title={name === null ? 'Nothing is left of your staged edits' : `Nothing is left of the draft “${name}”`}
      sx={{ mr: 4, mb: 2.5 }}
      action={<Button onClick={discard}>All right</Button>}
    >
      {moved.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </Notice>
  )
}
