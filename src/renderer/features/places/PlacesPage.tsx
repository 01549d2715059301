import AddIcon from '@mui/icons-material/AddLocationAltOutlined'
import NewLocationIcon from '@mui/icons-material/AddBusinessOutlined'
import PlaceIcon from '@mui/icons-material/PlaceOutlined'
import type { PlaceId } from '../../../shared/domain/ids'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMemo, useState } from 'react'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { PageList } from '../../components/PageList'
import { PillSwitch } from '../../components/PillSwitch'
import { ReasonedButton } from '../../components/ReasonedButton'
import { SearchBox } from '../../components/SearchBox'
import { useDebounced } from '../../components/useDebounced'
import { useMayNot } from '../../stores/useMayNot'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { AddPlaceDialog } from './AddPlaceDialog'
import { PlaceAccess } from './PlaceAccess'
import { kindsOf } from './placeKinds'
import { PlacePanel } from './PlacePanel'
import { PlaceTree } from './PlaceTree'

const noFilter = { text: '', kinds: [] as readonly string[], withArchived: false }
const shownAtOnce = 300
/** More lines than anybody reads; a filter finds the rest. */
const shownAtMost = 1000

/** Where people work: the places as a tree, with who is there. Main folds and filters, so that large trees stay quick. */
export function PlacesPage() {
  const { route, go, refine } = useRouteStore()
  const [filter, setFilter] = useState(noFilter)
  const [toggled, setToggled] = useState<readonly PlaceId[]>([])
  const [limit, setLimit] = useState(shownAtOnce)
  const search = useDebounced(filter.text, 100)
  const tree = useOperation('place.tree', {
    search,
    kinds: [...filter.kinds],
    archived: filter.withArchived,
    toggled: [...toggled],
    limit,
  })
  const blueprint = useOperation('org.blueprint', {})
  const [isAdding, setAdding] = useState(false)
  const mayNotEdit = useMayNot('places.edit')
  const openId = (route.params['id'] ?? null) as PlaceId | null
  const isMatrix = openId !== null && route.params['view'] === 'access'

  const kinds = useMemo(() => kindsOf(blueprint.value), [blueprint.value])
  const lines = tree.value?.lines ?? []
  const counts = tree.value?.counts
  const archived = counts?.archived ?? 0
  const opened = lines.find((line) => line.place.id === openId)?.place
  const perKind = kinds
    .map((kind) => ({ kind, count: counts?.byKind.find((one) => one.kind === kind.key)?.places ?? 0 }))
    .filter(({ count }) => count > 0)

  const fold = (id: string) =>
    setToggled(toggled.includes(id as PlaceId) ? toggled.filter((one) => one !== id) : [...toggled, id as PlaceId])

  return (
    <PageFrame
      title="Places"
      sub={
        perKind
          .map(({ kind, count }) => countOf(count, kind.name.toLowerCase(), kind.plural.toLowerCase()))
          .join(' · ') || 'Where people work, and what “assigned” reaches'
      }
      actions={
        <>
          <ReasonedButton disabledBecause={mayNotEdit} startIcon={<AddIcon />} onClick={() => setAdding(true)}>
            Add place
          </ReasonedButton>
          <ReasonedButton
            disabledBecause={mayNotEdit}
            variant="contained"
            color="primary"
            startIcon={<NewLocationIcon />}
            onClick={() => go('new-location')}
          >
            New location…
          </ReasonedButton>
        </>
      }
      aside={openId !== null && <PlacePanel key={openId} id={openId} kinds={kinds} onClose={() => refine({})} />}
    >
      <Box sx={{ pl: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        {isMatrix ? (
          <PlaceAccess key={openId} place={openId} onBack={() => refine({ id: openId })} />
        ) : (
          <>
            <Box sx={{ display: 'flex', gap: 2, mb: 2.5, pr: 4, flexWrap: 'wrap' }}>
              <SearchBox
                label="Filter places"
                value={filter.text}
                onChange={(text) => setFilter({ ...filter, text })}
              />
              <FilterMenu
                label="Kind"
                options={kinds.map((kind) => ({ value: kind.key, label: kind.plural }))}
                chosen={filter.kinds}
                onChange={(chosen) => setFilter({ ...filter, kinds: chosen })}
              />
              {archived > 0 && (
                <PillSwitch
                  label={`With archived · ${archived}`}
                  isOn={filter.withArchived}
                  onChange={(withArchived) => setFilter({ ...filter, withArchived })}
                />
              )}
            </Box>
            {tree.failure !== null && (
              <FailureNotice failure={tree.failure} onRetry={tree.reload} sx={{ mr: 5, mb: 3 }} />
            )}
            <PageList isBesidePanel={openId !== null}>
              <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
                {tree.value === null && tree.failure === null && <LoadingLines lines={10} label="Reading the places" />}
                {tree.value !== null && lines.length === 0 && (
                  <EmptyState
                    icon={<PlaceIcon fontSize="inherit" />}
                    title={counts?.all === 0 ? 'No places yet' : 'No place fits'}
                    text={
                      counts?.all === 0
                        ? 'Places limit what “assigned” permissions reach: sites, groups, projects.'
                        : undefined
                    }
                    action={counts?.all !== 0 && <Button onClick={() => setFilter(noFilter)}>Clear the filters</Button>}
                  />
                )}
                {lines.length > 0 && (
                  <PlaceTree
                    lines={lines}
                    rest={(tree.value?.total ?? 0) - lines.length}
                    onMore={limit >= shownAtMost ? null : () => setLimit(Math.min(shownAtMost, limit + shownAtOnce))}
                    kinds={kinds}
                    openId={openId}
                    onFold={fold}
                    onOpen={(id) => refine({ id })}
                  />
                )}
              </Box>
            </PageList>
          </>
        )}
      </Box>
      {isAdding && (
        <AddPlaceDialog
          kinds={kinds.filter((kind) => kind.key !== 'product')}
          parent={opened ?? null}
          onClose={() => setAdding(false)}
          onAdded={(id) => refine({ id })}
        />
      )}
    </PageFrame>
  )
}
