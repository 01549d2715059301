import AddIcon from '@mui/icons-material/AddLocationAltOutlined'
import NewLocationIcon from '@mui/icons-material/AddBusinessOutlined'
import PlaceIcon from '@mui/icons-material/PlaceOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMemo, useState } from 'react'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { PillSwitch } from '../../components/PillSwitch'
import { ReasonedButton } from '../../components/ReasonedButton'
import { SearchBox } from '../../components/SearchBox'
import { useMayNot } from '../../stores/useMayNot'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { AddPlaceDialog } from './AddPlaceDialog'
import { arrangeTree, foldedAtFirst, type TreeFilter } from './arrangeTree'
import { kindsOf } from './placeKinds'
import { PlacePanel } from './PlacePanel'
import { PlaceTree } from './PlaceTree'

const noFilter: TreeFilter = { text: '', kinds: [], withArchived: false }

/** Where people work: the places as a tree, with who is there. */
export function PlacesPage() {
  const { route, go, refine } = useRouteStore()
  const places = useOperation('place.list', { archived: true })
  const blueprint = useOperation('org.blueprint', {})
  const [filter, setFilter] = useState(noFilter)
  const [touchedFolds, setTouchedFolds] = useState<ReadonlySet<string> | null>(null)
  const [isAdding, setAdding] = useState(false)
  const mayNotEdit = useMayNot('places.edit')
  const openId = route.params['id'] ?? null

  const kinds = useMemo(() => kindsOf(blueprint.value), [blueprint.value])
  const all = useMemo(() => places.value ?? [], [places.value])
  const folded = useMemo(() => touchedFolds ?? foldedAtFirst(all), [touchedFolds, all])
  const lines = useMemo(() => arrangeTree(all, filter, folded), [all, filter, folded])
  const opened = all.find((place) => place.id === openId)
  const archived = all.filter((place) => place.isArchived).length
  const perKind = kinds
    .map((kind) => ({ kind, count: all.filter((place) => place.kind === kind.key && !place.isArchived).length }))
    .filter(({ count }) => count > 0)

  const fold = (id: string, isFolded: boolean) => {
    const next = new Set(folded)
    if (isFolded) next.add(id)
    else next.delete(id)
    setTouchedFolds(next)
  }

  return (
    <PageFrame
      title="Places"
      sub={perKind
        .map(({ kind, count }) => countOf(count, kind.name.toLowerCase(), kind.plural.toLowerCase()))
        .join(' · ')}
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
      aside={
        opened !== undefined && (
          <PlacePanel key={opened.id} place={opened} all={all} kinds={kinds} onClose={() => refine({})} />
        )
      }
    >
      <Box sx={{ pl: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ display: 'flex', gap: 2, mb: 2.5, pr: 4, flexWrap: 'wrap' }}>
          <SearchBox label="Filter places" value={filter.text} onChange={(text) => setFilter({ ...filter, text })} />
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
        {places.failure !== null && (
          <FailureNotice failure={places.failure} onRetry={places.reload} sx={{ mr: 5, mb: 3 }} />
        )}
        <Box
          sx={{
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            bgcolor: 'paper',
            border: '1px solid',
            borderColor: 'line',
            borderRight: 0,
            borderBottom: 0,
            borderTopLeftRadius: '12px',
          }}
        >
          {places.value === null && places.failure === null && <LoadingLines lines={10} label="Reading the places" />}
          {places.value !== null && lines.length === 0 && (
            <EmptyState
              icon={<PlaceIcon fontSize="inherit" />}
              title={all.length === 0 ? 'No places yet' : 'No place fits'}
              text={
                all.length === 0
                  ? 'Places limit what “assigned” permissions reach: sites, groups, projects.'
                  : undefined
              }
              action={all.length > 0 && <Button onClick={() => setFilter(noFilter)}>Clear the filters</Button>}
            />
          )}
          {lines.length > 0 && (
            <PlaceTree lines={lines} kinds={kinds} openId={openId} onFold={fold} onOpen={(id) => refine({ id })} />
          )}
        </Box>
      </Box>
      {isAdding && (
        <AddPlaceDialog
          all={all}
          kinds={kinds}
          parent={opened?.id ?? null}
          onClose={() => setAdding(false)}
          onAdded={(id) => refine({ id })}
        />
      )}
    </PageFrame>
  )
}
