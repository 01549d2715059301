import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { MessageDialog } from '../../components/MessageDialog'
import type { Failure } from '../../../shared/domain/result'
import { applyChange } from '../../stores/applyChange'
import { countOf } from '../../words/countOf'
import type { Matrix } from './matrixCells'

type Area = Matrix['areas'][number]

/** The areas of the organization's own blueprint: added, renamed, and removed where they are empty. */
export function AreasDialog({ matrix, onClose }: { readonly matrix: Matrix; readonly onClose: () => void }) {
  const [naming, setNaming] = useState<Area | 'new' | null>(null)
  const [failed, setFailed] = useState<Failure | null>(null)

  if (naming !== null) {
    return <AreaNameDialog {...(naming === 'new' ? {} : { area: naming })} onClose={() => setNaming(null)} />
  }
  const remove = async (area: Area) => {
    const answer = await applyChange('area.set', { area: area.key, name: null }, `Removed the area ${area.name}.`)
    setFailed(answer.ok ? null : answer.error)
  }
  return (
    <MessageDialog
      title="Areas"
      onClose={onClose}
      actions={<Button onClick={() => setNaming('new')}>Add an area…</Button>}
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box sx={{ color: 'dim' }}>Permissions are listed under areas. An area that lists none can be removed.</Box>
          {failed !== null && <FailureNotice failure={failed} />}
          <Box component="ul" aria-label="Areas" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {matrix.areas.map((area, index) => (
              <Box
                component="li"
                key={area.key}
                sx={{
                  display: 'flex',
                  gap: 2,
                  py: 1.5,
                  alignItems: 'center',
                  borderTop: index === 0 ? 0 : '1px solid',
                  borderColor: 'line',
                }}
              >
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  {area.name}{' '}
                  <Box component="span" sx={{ color: 'dim' }}>
                    · {countOf(matrix.permissions.filter((each) => each.area === area.key).length, 'permission')}
                  </Box>
                </Box>
                <IconButton aria-label={`Rename ${area.name}`} onClick={() => setNaming(area)}>
                  <EditIcon sx={{ fontSize: 17 }} />
                </IconButton>
                <IconButton aria-label={`Remove ${area.name}`} onClick={() => void remove(area)}>
                  <DeleteIcon sx={{ fontSize: 17 }} />
                </IconButton>
              </Box>
            ))}
          </Box>
        </Box>
      }
    />
  )
}

interface AreaNameDialogProps {
  /** Left out: a new one is added. */
  readonly area?: Area
  readonly onClose: () => void
}

function AreaNameDialog({ area, onClose }: AreaNameDialogProps) {
  const [name, setName] = useState(area?.name ?? '')
  const save = async () => {
    const wanted = name.trim()
    if (wanted === '') return { message: 'Give the area a name first.' }
    const answer = await applyChange(
      'area.set',
      { ...(area === undefined ? {} : { area: area.key }), name: wanted },
      area === undefined ? `Added the area ${wanted}.` : `Renamed the area to ${wanted}.`,
    )
    return answer.ok ? null : answer.error
  }
  return (
    <ConfirmDialog
      title={area === undefined ? 'Add an area' : `Rename ${area.name}`}
      confirmWord={area === undefined ? 'Add area' : 'Rename'}
      startsInField
      onClose={onClose}
      onConfirm={save}
    >
      <TextField
        label="Name"
        value={name}
        autoFocus
        fullWidth
        onChange={(event) => setName(event.target.value)}
        sx={{ mt: 2 }}
      />
    </ConfirmDialog>
  )
}
