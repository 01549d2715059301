import Box from '@mui/material/Box'
import { FilterMenu } from '../../components/FilterMenu'
import { PillSwitch } from '../../components/PillSwitch'
import { PillTabs } from '../../components/PillTabs'
import { RankGlyph } from '../../components/RankGlyph'
import { SearchBox } from '../../components/SearchBox'
import { useRankCount } from '../../stores/useRankCount'
import { useOperation } from '../../stores/useOperation'
import { formatCount } from '../../words/countOf'
import { PlaceFilter } from './PlaceFilter'
import { staffColumnNames, type StaffTab, type StaffView } from './staffQuery'
import { useStaffLook } from './useStaffLook'

const columnOptions = (Object.keys(staffColumnNames) as (keyof typeof staffColumnNames)[]).map((value) => ({
  value,
  label: staffColumnNames[value],
}))

interface StaffFiltersProps {
  readonly view: StaffView
  readonly counts: { readonly staff: number; readonly invited: number; readonly removed: number } | null
  readonly onChange: (part: Partial<StaffView>) => void
}

export function StaffFilters({ view, counts, onChange }: StaffFiltersProps) {
  const ladder = useOperation('role.list', {})
  const of = useRankCount()
  const productList = useOperation('place.list', { kind: 'product', archived: false })
  const products = productList.value ?? []
  const { columns, isCompact, choose: look } = useStaffLook()
  const tab = (value: StaffTab, label: string, count: number | undefined) => ({
    value,
    label,
    count: count === undefined ? undefined : formatCount(count),
  })
  return (
    <Box sx={{ display: 'flex', gap: 2, mb: 2.5, pr: 4, flexWrap: 'wrap', alignItems: 'center' }}>
      <PillTabs
        label="Which people"
        chosen={view.tab}
        tabs={[
          tab('staff', 'Staff', counts?.staff),
          tab('invited', 'Invited', counts?.invited),
          tab('removed', 'Restore', counts?.removed),
        ]}
        onChange={(value) => onChange({ tab: value, state: null })}
      />
      <Box sx={{ flex: '1 1 118px', minWidth: 0, display: 'flex', justifyContent: 'flex-end' }}>
        <SearchBox
          label="Search name, e-mail, place"
          value={view.search}
          width="min(100%, 200px)"
          onChange={(search) => onChange({ search })}
        />
      </Box>
      <FilterMenu
        label="Role"
        options={(ladder.value?.rungs ?? []).map((rung) => ({
          value: rung.key as string,
          label: rung.name,
          mark: <RankGlyph rank={rung.rank} of={of} />,
        }))}
        chosen={view.roles}
        onChange={(roles) => onChange({ roles })}
      />
      <PlaceFilter at={view.at} noPlace={view.noPlace} onChange={onChange} />
      {view.tab === 'staff' && (
        <FilterMenu
          label="State"
          isSingle
          options={[
            { value: 'active', label: 'Active' },
            { value: 'invited', label: 'Invited' },
          ]}
          chosen={view.state === null ? [] : [view.state]}
          onChange={([state]) => onChange({ state: state ?? null })}
        />
      )}
      {products.length > 0 && (
        <FilterMenu
          label="Product"
          isSingle
          options={products.map((product) => ({ value: product.id as string, label: product.name }))}
          chosen={view.product === null ? [] : [view.product]}
          onChange={([product]) => onChange({ product: product ?? null })}
        />
      )}
      <PillSwitch label="Ends soon" isOn={view.endsSoon} onChange={(endsSoon) => onChange({ endsSoon })} />
      <FilterMenu
        label="Columns"
        isLook
        options={[...columnOptions, { value: 'compact', label: 'Narrow rows' }]}
        chosen={[...columns, ...(isCompact ? ['compact'] : [])]}
        onChange={(chosen) =>
          look({
            columns: columnOptions.map(({ value }) => value).filter((value) => chosen.includes(value)),
            isCompact: chosen.includes('compact'),
          })
        }
      />
    </Box>
  )
}
