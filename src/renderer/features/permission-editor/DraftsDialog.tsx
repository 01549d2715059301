import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { useState, type ReactNode } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import type { OperationOutput } from '../../../shared/operations/contract'
import type { Failure } from '../../../shared/domain/result'
import { useDraftStore } from '../../stores/draftStore'
import type { Reading } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { countOf } from '../../words/countOf'
import { NameDraftDialog } from './NameDraftDialog'

type Drafts = OperationOutput<'draft.list'>
type Kept = Drafts['kept'][number]

interface DraftsDialogProps {
  readonly drafts: Reading<Drafts>
  readonly onClose: () => void
}

/** The open draft and those put aside: named, switched, discarded. */
export function DraftsDialog({ drafts, onClose }: DraftsDialogProps) {
  const when = useWhen()
  const { edits, name, open, discardKept } = useDraftStore()
  const [naming, setNaming] = useState<{ readonly draft?: string; readonly name: string } | null>(null)
  const [dropping, setDropping] = useState<Kept | null>(null)
  const [failed, setFailed] = useState<Failure | null>(null)
  const kept = drafts.value?.kept ?? []

  const switchTo = async (draft?: string) => {
    const failure = await open(draft)
    drafts.reload()
    setFailed(failure)
    if (failure === null) onClose()
  }

  if (naming !== null) {
    return (
      <NameDraftDialog
        {...naming}
        onClose={() => {
          drafts.reload()
          setNaming(null)
        }}
      />
    )
  }
  if (dropping !== null) {
    return (
      <ConfirmDialog
        title={`Discard the draft “${dropping.name}”?`}
        confirmWord="Discard"
        isDangerous
        onClose={() => setDropping(null)}
        onConfirm={async () => {
          const failure = await discardKept(dropping.name)
          drafts.reload()
          return failure
        }}
      >
        Its {countOf(dropping.edits, 'staged edit is', 'staged edits are')} gone for good. Nothing of it was applied, so
        the organization stays as it is.
      </ConfirmDialog>
    )
  }
  return (
    <MessageDialog
      title="Drafts"
      onClose={onClose}
      actions={edits.length > 0 && <Button onClick={() => void switchTo()}>Put aside and start another</Button>}
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box sx={{ color: 'dim' }}>
            Staged edits under a name, kept in the file on this computer. Nothing of them is applied before you review
            it, and each is checked against the organization of today.
          </Box>
          {failed !== null && <FailureNotice failure={failed} />}
          {drafts.failure !== null && <FailureNotice failure={drafts.failure} onRetry={drafts.reload} />}
          <Box component="ul" aria-label="Drafts" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            <Line
              title={edits.length === 0 ? 'Nothing is staged now' : (name ?? 'Without a name')}
              sub={
                edits.length === 0 ? 'Open a draft, or edit the grid.' : `Open now · ${countOf(edits.length, 'edit')}`
              }
              moved={drafts.value?.open?.moved ?? []}
              isFirst
            >
              {edits.length > 0 && (
                <Button onClick={() => setNaming({ name: name ?? '' })}>{name === null ? 'Name…' : 'Rename…'}</Button>
              )}
            </Line>
            {kept.map((draft) => (
              <Line
                key={draft.name}
                title={draft.name}
                sub={[countOf(draft.edits, 'edit'), `saved ${when.day(draft.savedAtMs)}`, draft.note]
                  .filter((part) => part !== '')
                  .join(' · ')}
                moved={draft.moved}
              >
                <Button aria-label={`Open “${draft.name}”`} onClick={() => void switchTo(draft.name)}>
                  Open
                </Button>
                <IconButton
                  aria-label={`Rename “${draft.name}”`}
                  onClick={() => setNaming({ draft: draft.name, name: draft.name })}
                >
                  <EditIcon sx={{ fontSize: 17 }} />
                </IconButton>
                <IconButton aria-label={`Discard “${draft.name}”`} onClick={() => setDropping(draft)}>
                  <DeleteIcon sx={{ fontSize: 17 }} />
                </IconButton>
              </Line>
            ))}
          </Box>
        </Box>
      }
    />
  )
}

interface LineProps {
  readonly title: string
  readonly sub: string
  readonly moved: readonly string[]
  readonly isFirst?: boolean
  readonly children: ReactNode
}

function Line({ title, sub, moved, isFirst = false, children }: LineProps) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        py: 2.5,
        alignItems: 'center',
        borderTop: isFirst ? 0 : '1px solid',
        borderColor: 'line',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>{title}</Box>
        <Box sx={{ color: 'dim' }}>{sub}</Box>
        {moved.map((text) => (
          <Box key={text} sx={{ color: 'warn' }}>
            {text}
          </Box>
        ))}
      </Box>
      {children}
    </Box>
  )
}
