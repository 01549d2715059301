import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactNode } from 'react'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { RankGlyph } from '../../components/RankGlyph'
import { ReachMark } from '../../components/ReachMark'
import { TextLink } from '../../components/TextLink'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useDraftStore } from '../../stores/draftStore'
import { useRouteStore } from '../../stores/routeStore'
import { useHolderCount } from '../../stores/useHolderCount'
import { useOperation, type Reading } from '../../stores/useOperation'
import { countPeople, formatCount } from '../../words/countOf'
import type { BulkScope } from './BulkDialog'
import { bulkEdits, canBeThreshold, thresholdEdits, thresholdOf } from './bulkEdits'
import { GrantHistory } from './GrantHistory'
import { HolderLine } from './HolderLine'
import { IfOff } from './IfOff'
import { fixedBecause, wordOf } from './describeCell'
import type { CellView, Matrix, MatrixPermission } from './matrixCells'
import { PermissionDialog } from './PermissionDialog'
import { RemovePermissionDialog } from './RemovePermissionDialog'
import type { PermissionEditor } from './usePermissionEditor'

interface PermissionPanelProps {
  readonly permission: MatrixPermission
  readonly matrix: Matrix
  readonly editor: PermissionEditor
  readonly onBulk: (scope: BulkScope) => void
}

const fewPeople = 8
const manyPeople = 200
const effectWords = { hide: 'hidden', disable: 'disabled', refuse: 'refused' } as const

type Detail = OperationOutput<'permission.read'>

const noteTitles: Readonly<Record<string, string>> = {
  contradiction: 'The source contradicts itself',
  silence: 'The source does not say',
  remark: 'Remark',
}

/** One permission: what it is, why one might change it, what it needs, what people see who lack it, who has it, its past. */
export function PermissionPanel({ permission, matrix, editor, onBulk }: PermissionPanelProps) {
  const [shown, setShown] = useState(fewPeople)
  const [deed, setDeed] = useState<'edit' | 'remove' | null>(null)
  const detail = useOperation('permission.read', { permission: permission.key, limit: shown })
  const refine = useRouteStore((store) => store.refine)
  const stageMany = useDraftStore((store) => store.stageMany)
  const area = matrix.areas.find((each) => each.key === permission.area)
  const views = editor.viewsOf(permission)
  const fixed = [...new Set(views.map(fixedBecause).filter((text) => text !== null))]
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box sx={{ pr: 8 }}>
        <Typography variant="h2">{permission.name}</Typography>
        <Box sx={{ color: 'dim', fontSize: 12 }}>
          {area?.name} · {permission.key}
        </Box>
      </Box>
      <div>{permission.summary}</div>
      {editor.catalogue?.isOwn === true && editor.mayNotEdit === null && (
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button onClick={() => setDeed('edit')}>Edit…</Button>
          <Button onClick={() => setDeed('remove')}>Remove…</Button>
        </Box>
      )}
      {deed === 'edit' && (
        <PermissionDialog areas={matrix.areas} permission={permission} onClose={() => setDeed(null)} />
      )}
      {deed === 'remove' && (
        <RemovePermissionDialog permission={permission} onClose={() => setDeed(null)} onRemoved={() => refine({})} />
      )}
      {permission.why !== null && <Part title="Why you might change it">{permission.why}</Part>}
      {(detail.value?.needs.length ?? 0) > 0 && (
        <Part title="Also needs">
          <Box component="ul" sx={{ m: 0, pl: 5 }}>
            {detail.value?.needs.map((need) => (
              <li key={need.text}>
                {need.text}
                {need.isOn !== null && <b>{need.isOn ? ' (on)' : ' (off for this organization)'}</b>}
              </li>
            ))}
          </Box>
        </Part>
      )}
      {(detail.value?.neededBy.length ?? 0) > 0 && (
        <Part title="Needed by">
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
            {detail.value?.neededBy.map((one) => (
              <TextLink key={one.permission} onClick={() => refine({ permission: one.permission })}>
                {one.name}
              </TextLink>
            ))}
          </Box>
        </Part>
      )}
      <Part title="By role">
        <Box
          component="ul"
          sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'line', borderRadius: '10px' }}
        >
          {views.map((view, index) => (
            <RoleLine
              key={view.role.key}
              view={view}
              of={views.length}
              isFirst={index === 0}
              mayNotEdit={editor.mayNotEdit}
            />
          ))}
        </Box>
        {editor.mayNotEdit === null && views.some((view) => view.cell.isEditable) && (
          <Box sx={{ display: 'flex', gap: 2, mt: 2, flexWrap: 'wrap', alignItems: 'center' }}>
            {editor.isThreshold && canBeThreshold(views) && (
              <TextField
                select
                size="small"
                label="Lowest role that has it"
                value={thresholdOf(views) ?? (thresholdOf(views) === null ? 'nobody' : 'mixed')}
                onChange={(event) =>
                  stageMany(
                    thresholdEdits(views, event.target.value === 'nobody' ? null : event.target.value),
                    views.map((view) => ({ role: view.cell.role, permission: permission.key })),
                  )
                }
                sx={{ minWidth: 200 }}
              >
                {thresholdOf(views) === undefined && (
                  <MenuItem value="mixed" disabled>
                    Not a threshold now
                  </MenuItem>
                )}
                {views.map((view) => (
                  <MenuItem key={view.role.key} value={view.role.key}>
                    {view.role.name}
                  </MenuItem>
                ))}
                <MenuItem value="nobody">Nobody</MenuItem>
              </TextField>
            )}
            <Button onClick={() => onBulk({ rows: `permission:${permission.key}` })}>Set for every role…</Button>
            {views.some((view) => view.differsFromDefault) && (
              <Button onClick={() => stageMany(bulkEdits(views, 'default'), stagedCells(views))}>
                Back to the defaults
              </Button>
            )}
          </Box>
        )}
        {fixed.map((text) => (
          <Box key={text} sx={{ color: 'dim', fontSize: 12, mt: 1.5 }}>
            {text}
          </Box>
        ))}
      </Part>
      {permission.notes.map((note) => (
        <Notice key={note.text} tone={note.kind === 'remark' ? 'info' : 'warn'} title={noteTitles[note.kind] ?? 'Note'}>
          {note.text}
        </Notice>
      ))}
      {detail.value?.advice.map((advice) => (
        <Notice key={advice.text} tone="info" title={`Not recommended below ${advice.notBelow}`}>
          {advice.text}
        </Notice>
      ))}
      {(detail.value?.entryPoints.length ?? 0) > 0 && (
        <Part title="What people see who lack it">
          <Box component="ul" sx={{ m: 0, pl: 5 }}>
            {detail.value?.entryPoints.map((point) => (
              <li key={point.name}>
                {point.name}: <b>{effectWords[point.effect]}</b>
                {point.text !== null && <Box sx={{ color: 'dim', fontSize: 12 }}>“{point.text}”</Box>}
              </li>
            ))}
          </Box>
        </Part>
      )}
      <WhoHasIt
        permission={permission.key}
        detail={detail}
        onMore={shown === fewPeople ? () => setShown(manyPeople) : null}
      />
      <Part title="History">
        <GrantHistory permission={permission.key} views={views} mayNotEdit={editor.mayNotEdit} />
      </Part>
    </Box>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </section>
  )
}

interface RoleLineProps {
  readonly view: CellView
  readonly of: number
  readonly isFirst: boolean
  readonly mayNotEdit: string | null
}

function RoleLine({ view, of, isFirst, mayNotEdit }: RoleLineProps) {
  const [isOpen, setOpen] = useState(false)
  const countHolders = useHolderCount()
  const id = useId()
  const remarks = [
    view.isStaged ? 'staged' : '',
    view.isUnspecified ? 'not specified by the source' : '',
    view.differsFromDefault ? `default: ${view.isSilent ? 'not specified' : view.cell.default}` : '',
  ].filter((remark) => remark !== '')
  const { cell } = view
  const canBeOff = cell.isEditable && !cell.isOff && cell.reach !== 'none' && cell.allowedReaches.includes('none')
  return (
    <Box component="li" sx={{ borderTop: isFirst ? 0 : '1px solid', borderColor: 'line' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 3, py: 1, minHeight: 36 }}>
        <RankGlyph rank={view.role.rank} of={of} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {view.role.name}
          <Box component="span" sx={{ color: 'faint', fontSize: 12 }}>
            {' '}
            · {countHolders(view.role.people)}
          </Box>
          {remarks.length > 0 && <Box sx={{ color: 'dim', fontSize: 11.5, lineHeight: 1.2 }}>{remarks.join(', ')}</Box>}
        </Box>
        <ReachMark reach={view.reach} word={wordOf(view)} />
        <Box sx={{ width: 40, flex: 'none', textAlign: 'right', fontSize: 12 }}>
          {canBeOff && (
            <TextLink
              onClick={() => setOpen(!isOpen)}
              label={`If off for ${view.role.name}: who would lose it`}
              expands={{ isOpen, id }}
            >
              If off
            </TextLink>
          )}
        </Box>
      </Box>
      <div id={id}>{isOpen && canBeOff && <IfOff view={view} mayNotEdit={mayNotEdit} />}</div>
    </Box>
  )
}

interface WhoHasItProps {
  readonly permission: MatrixPermission['key']
  readonly detail: Reading<Detail>
  /** Null: all that can be shown are shown. */
  readonly onMore: (() => void) | null
}

function WhoHasIt({ permission, detail, onMore }: WhoHasItProps) {
  const holders = detail.value?.holders
  const more = (holders?.people ?? 0) - (holders?.first.length ?? 0)
  return (
    <Part title={holders === undefined ? 'Who has it now' : `Who has it now: ${countPeople(holders.people)}`}>
      {detail.failure !== null && <Box sx={{ color: 'dim' }}>{detail.failure.message}</Box>}
      {holders === undefined && detail.failure === null && <LoadingLines lines={2} label="Reading who has it" />}
      {holders?.people === 0 && <Box sx={{ color: 'dim' }}>Nobody you may see.</Box>}
      {holders !== undefined && holders.people > 0 && (
        <Box sx={{ color: 'dim' }}>
          {holders.byRole
            .filter((role) => role.people > 0)
            .map((role) => `${role.name} ${formatCount(role.people)}`)
            .join(' · ')}
        </Box>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {holders?.first.map((person) => (
          <HolderLine key={person.staffId} person={person} permission={permission} />
        ))}
      </Box>
      {more > 0 && (
        <Box sx={{ color: 'dim' }}>
          and {countPeople(more)} more
          {onMore !== null && (
            <>
              {' · '}
              <TextLink onClick={onMore} label="More names of people who have it">
                More names
              </TextLink>
            </>
          )}
        </Box>
      )}
    </Part>
  )
}

function stagedCells(views: readonly CellView[]) {
  return views
    .filter((view) => view.isStaged)
    .map((view) => ({ role: view.cell.role, permission: view.permission.key }))
}
