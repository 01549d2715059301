import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { RankGlyph } from '../../components/RankGlyph'
import { ReachMark } from '../../components/ReachMark'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { countPeople } from '../../words/countOf'
import { formatReachedPlaces } from '../../words/formatPlaces'
import { fixedBecause, wordOf } from './describeCell'
import type { CellView, Matrix, MatrixPermission } from './matrixCells'
import type { PermissionEditor } from './usePermissionEditor'

interface PermissionPanelProps {
  readonly permission: MatrixPermission
  readonly matrix: Matrix
  readonly editor: PermissionEditor
}

const fewPeople = 8
const noteTitles: Readonly<Record<string, string>> = {
  contradiction: 'The source contradicts itself',
  silence: 'The source does not say',
  remark: 'Remark',
}

/** One permission: what it is, why one might change it, what it needs, and who has it. */
export function PermissionPanel({ permission, matrix, editor }: PermissionPanelProps) {
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
      {permission.why !== null && <Part title="Why you might change it">{permission.why}</Part>}
      {permission.needs.length > 0 && (
        <Part title="Also needs">
          <Box component="ul" sx={{ m: 0, pl: 5 }}>
            {permission.needs.map((need) => (
              <li key={need}>{need}</li>
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
            <RoleLine key={view.role.key} view={view} of={views.length} isFirst={index === 0} />
          ))}
        </Box>
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
      <WhoHasIt
        permission={permission}
        roleNames={new Map(matrix.roles.map((role) => [role.key as string, role.name]))}
      />
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

function RoleLine({ view, of, isFirst }: { readonly view: CellView; readonly of: number; readonly isFirst: boolean }) {
  const remarks = [
    view.isStaged ? 'staged' : '',
    view.isUnspecified ? 'not specified by the source' : '',
    view.differsFromDefault ? `default: ${view.isSilent ? 'not specified' : view.cell.default}` : '',
  ].filter((remark) => remark !== '')
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 3,
        minHeight: 36,
        borderTop: isFirst ? 0 : '1px solid',
        borderColor: 'line',
      }}
    >
      <RankGlyph rank={view.role.rank} of={of} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {view.role.name}
        <Box component="span" sx={{ color: 'faint', fontSize: 12 }}>
          {' '}
          · {countPeople(view.role.people)}
        </Box>
      </Box>
      <Box sx={{ textAlign: 'right' }}>
        <ReachMark reach={view.reach} word={wordOf(view)} />
        {remarks.length > 0 && <Box sx={{ color: 'dim', fontSize: 11 }}>{remarks.join(', ')}</Box>}
      </Box>
    </Box>
  )
}

function WhoHasIt({
  permission,
  roleNames,
}: {
  readonly permission: MatrixPermission
  readonly roleNames: ReadonlyMap<string, string>
}) {
  const who = useOperation('access.whoCan', { do: permission.key, limit: fewPeople + 1 })
  const go = useRouteStore((store) => store.go)
  const people = (who.value ?? []).slice(0, fewPeople)
  return (
    <Part title="Who has it now">
      {who.failure !== null && <Box sx={{ color: 'dim' }}>{who.failure.message}</Box>}
      {who.value === null && who.failure === null && <LoadingLines lines={2} label="Reading who has it" />}
      {who.value !== null && people.length === 0 && <Box sx={{ color: 'dim' }}>Nobody you may see.</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {people.map((person) => (
          <li key={person.staffId}>
            <TextLink onClick={() => go('staff', { id: person.staffId })}>{person.name ?? 'Somebody hidden'}</TextLink>{' '}
            <Box component="span" sx={{ color: 'dim' }}>
              {roleNames.get(person.role) ?? person.role}
              {person.places === null ? '' : ` · ${formatReachedPlaces(person.places)}`}
            </Box>
          </li>
        ))}
      </Box>
      {(who.value?.length ?? 0) > fewPeople && <Box sx={{ color: 'dim' }}>… and more</Box>}
    </Part>
  )
}
