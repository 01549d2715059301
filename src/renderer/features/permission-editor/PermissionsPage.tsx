import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import { useMemo, useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { BulkDialog, type BulkScope } from './BulkDialog'
import { CatalogueDeeds } from './CatalogueDeeds'
import { DraftsButton } from './DraftsButton'
import { EditorAside } from './EditorAside'
import { ExpectationsButton, ExpectationsDialog } from './ExpectationsDialog'
import { filterMatrix, noFilter, type MatrixFilter } from './filterMatrix'
import { MatrixFilters } from './MatrixFilters'
import { NewPermissions } from './NewPermissions'
import { OvertakenDraft } from './OvertakenDraft'
import { PermissionMatrix } from './PermissionMatrix'
import { SwitchesButton } from './SwitchesButton'
import { StagedBar } from './StagedBar'
import { stageRestore } from './stageRestore'
import { useImpact } from './useImpact'
import { usePermissionEditor } from './usePermissionEditor'

/** Role × permission: edits are staged, what they do is shown by name, and nothing is written before it is reviewed. */
export function PermissionsPage() {
  const { route, refine } = useRouteStore()
  const editor = usePermissionEditor()
  const impact = useImpact()
  const [filter, setFilter] = useState<MatrixFilter>(() => ({
    ...noFilter,
    onlyUnspecified: route.params['only'] === 'unspecified',
    onlyNew: route.params['only'] === 'new',
  }))
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const expectations = useOperation('expectation.list', {})
  const [isListing, setListing] = useState(false)
  const [bulk, setBulk] = useState<BulkScope | null>(null)
  const openPermission = (route.params['permission'] ?? null) as PermissionKey | null
  const { value, failure } = editor.matrix

  const staged = useMemo(() => new Set(editor.staged.keys()), [editor.staged])
  const arrived = useOperation('newPermission.list', {}).value
  const waiting = useMemo(() => new Set<string>((arrived ?? []).map((one) => one.permission)), [arrived])
  const shown = useMemo(
    () => (value === null ? null : filterMatrix(value, filter, staged, waiting)),
    [value, filter, staged, waiting],
  )
  const locked = value?.roles.filter((role) => role.locked).map((role) => role.name) ?? []

  const fold = (area: string) =>
    setFolded((before) => {
      const next = new Set(before)
      if (!next.delete(area)) next.add(area)
      return next
    })

  return (
    <PageFrame
      title="Permissions"
      sub={
        value === null
          ? ''
          : [
              countOf(value.permissions.length, 'permission'),
              countOf(value.roles.length, 'role'),
              ...locked.map((name) => `${name} always has everything`),
            ].join(' · ')
      }
      actions={
        <>
          <ExpectationsButton
            broken={expectations.value?.filter((one) => one.verdict !== 'holds').length ?? 0}
            onClick={() => setListing(true)}
          />
          {editor.mayNotEdit === null && <DraftsButton />}
          <ReasonedButton disabledBecause={editor.mayNotEdit} onClick={() => setBulk({})}>
            Set many…
          </ReasonedButton>
          <SwitchesButton mayNotEdit={editor.mayNotEdit} />
        </>
      }
      aside={
        value !== null && (
          <EditorAside
            editor={editor}
            impact={impact}
            matrix={value}
            permission={openPermission}
            onClose={() => refine({})}
            onBulk={setBulk}
          />
        )
      }
      bar={
        editor.edits.length > 0 &&
        value !== null && <StagedBar impact={impact} matrix={value} mayNotEdit={editor.mayNotEdit} />
      }
    >
      <Box sx={{ pl: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        {value !== null && (
          <MatrixFilters
            matrix={value}
            filter={filter}
            staged={editor.edits.length}
            waiting={waiting.size}
            onChange={setFilter}
            onReset={
              editor.mayNotEdit === null
                ? () => {
                    // What it does is shown beside the grid, before anything is applied.
                    refine({})
                    void stageRestore(0)
                  }
                : null
            }
          />
        )}
        <OvertakenDraft />
        {arrived !== null && arrived.length > 0 && (
          <NewPermissions
            arrived={arrived}
            mayNotEdit={editor.mayNotEdit}
            onOpen={(permission) => refine({ permission })}
          />
        )}
        {failure !== null && <FailureNotice failure={failure} onRetry={editor.matrix.reload} sx={{ mr: 5 }} />}
        {value === null && failure === null && <LoadingLines lines={12} label="Reading the permissions" />}
        {value !== null && shown !== null && (
          <Box
            data-print="flow"
            sx={{
              flex: 1,
              minHeight: 0,
              overflow: 'auto',
              // The headings stay over the grid: what is moved to comes to rest beside them, not under them.
              scrollPaddingTop: '48px',
              scrollPaddingLeft: '200px',
              bgcolor: 'paper',
              border: '1px solid',
              borderColor: 'line',
              borderRight: 0,
              borderBottom: 0,
              borderTopLeftRadius: '12px',
            }}
          >
            {shown.areas.length > 0 && (
              <PermissionMatrix
                editor={editor}
                roles={value.roles}
                areas={shown.areas}
                folded={folded}
                openPermission={openPermission}
                onFold={fold}
                onOpen={(permission) => refine({ permission })}
                onBulk={setBulk}
              />
            )}
            {shown.areas.length === 0 && shown.hiddenOff === 0 && (
              <EmptyState
                icon={<SearchOffIcon fontSize="inherit" />}
                title="No permission fits"
                action={<Button onClick={() => setFilter(noFilter)}>Clear the filters</Button>}
              />
            )}
            {(shown.hiddenOff > 0 || filter.withOff) && (
              <Box sx={{ p: 3, color: 'dim', display: 'flex', alignItems: 'center', gap: 2 }}>
                {shown.hiddenOff > 0
                  ? `${countOf(shown.hiddenOff, 'permission is', 'permissions are')} off for this organization.`
                  : 'Permissions that are off are shown.'}
                <Button variant="text" onClick={() => setFilter({ ...filter, withOff: !filter.withOff })}>
                  {filter.withOff ? 'Hide them' : 'Show'}
                </Button>
              </Box>
            )}
            {editor.catalogue !== null && (
              <CatalogueDeeds
                matrix={value}
                catalogue={editor.catalogue}
                mayNotEdit={editor.mayNotEdit}
                showsNewer={route.params['newer'] !== undefined}
                onAdded={(permission) => refine({ permission })}
              />
            )}
          </Box>
        )}
      </Box>
      {isListing && value !== null && (
        <ExpectationsDialog
          expectations={expectations}
          matrix={value}
          mayNotEdit={editor.mayNotEdit}
          onClose={() => setListing(false)}
        />
      )}
      {bulk !== null && value !== null && shown !== null && (
        <BulkDialog editor={editor} matrix={value} areas={shown.areas} scope={bulk} onClose={() => setBulk(null)} />
      )}
    </PageFrame>
  )
}
