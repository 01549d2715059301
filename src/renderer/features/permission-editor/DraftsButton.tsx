import Button from '@mui/material/Button'
import { useState } from 'react'
import { useOperation } from '../../stores/useOperation'
import { DraftsDialog } from './DraftsDialog'

/** Opens the drafts; says how many wait besides the open one. */
export function DraftsButton() {
  const drafts = useOperation('draft.list', {})
  const [isShown, setShown] = useState(false)
  const kept = drafts.value?.kept.length ?? 0
  return (
    <>
      <Button
        onClick={() => {
          drafts.reload()
          setShown(true)
        }}
      >
        {kept > 0 ? `Drafts · ${kept} kept` : 'Drafts…'}
      </Button>
      {isShown && <DraftsDialog drafts={drafts} onClose={() => setShown(false)} />}
    </>
  )
}
