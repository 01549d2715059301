import Box from '@mui/material/Box'
import { memo } from 'react'
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
  /** There is no room for what the table looks like, and one row of filters leaves the table where it is. */
  readonly isBesidePanel: boolean
  readonly onChange: (part: Partial<StaffView>) => void
}

/** Which people: the list, the words of the search, and what narrows it. */
export function StaffFilters({ view, counts, isBesidePanel, onChange }: StaffFiltersProps) {
  const { search, ...rest } = view
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 2,
        mb: 2.5,
        pr: '22px',
        flexWrap: 'wrap',
        alignItems: 'center',
        container: 'filters / inline-size',
      }}
    >
      <StaffTabs tab={view.tab} {...counts} onChange={onChange} />
      <Box sx={{ flex: '1 1 118px', minWidth: 0, display: 'flex', justifyContent: 'flex-end' }}>
        <SearchBox
          label="Search name, e-mail, place"
          value={search}
          width="min(100%, 200px)"
          onChange={(words) => onChange({ search: words })}
        />
      </Box>
      <StaffNarrowing {...rest} isBesidePanel={isBesidePanel} onChange={onChange} />
    </Box>
  )
}

interface StaffTabsProps {
  readonly tab: StaffTab
  readonly staff?: number
  readonly invited?: number
  readonly removed?: number
  readonly onChange: StaffFiltersProps['onChange']
}

const StaffTabs = memo(function StaffTabs({ tab, staff, invited, removed, onChange }: StaffTabsProps) {
  const tabOf = (value: StaffTab, label: string, count: number | undefined) => ({
    value,
    label,
    count: count === undefined ? undefined : formatCount(count),
  })
  return (
    <PillTabs
      label="Which people"
      chosen={tab}
      tabs={[
        tabOf('staff', 'Staff', staff),
        tabOf('invited', 'Invited', invited),
        tabOf('removed', 'Restore', removed),
      ]}
      onChange={(value) => onChange({ tab: value, state: null })}
    />
  )
})

/** INVARIANT (keys draw the search alone): what else narrows the list does not hear of the words. */
const StaffNarrowing = memo(function StaffNarrowing(
  props: Omit<StaffView, 'search'> & Pick<StaffFiltersProps, 'isBesidePanel' | 'onChange'>,
) {
  const { tab, roles, at, product, noPlace, endsSoon, state, isBesidePanel, onChange } = props
  const ladder = useOperation('role.list', {})
  const of = useRankCount()
  const productList = useOperation('place.list', { kind: 'product', archived: false })
  const products = productList.value ?? []
  const { columns, isCompact, choose: look } = useStaffLook()
  return (
    <>
      <FilterMenu
        label="Role"
        options={(ladder.value?.rungs ?? []).map((rung) => ({
          value: rung.key as string,
          label: rung.name,
          mark: <RankGlyph rank={rung.rank} of={of} />,
        }))}
        chosen={roles}
        onChange={(chosen) => onChange({ roles: chosen })}
      />
      <PlaceFilter at={at} noPlace={noPlace} onChange={onChange} />
      {tab === 'staff' && (
        <FilterMenu
          label="State"
          isSingle
          options={[
            { value: 'active', label: 'Active' },
            { value: 'invited', label: 'Invited' },
          ]}
          chosen={state === null ? [] : [state]}
          onChange={([chosen]) => onChange({ state: chosen ?? null })}
        />
      )}
      {products.length > 0 && (
        <FilterMenu
          label="Product"
          isSingle
          options={products.map((one) => ({ value: one.id as string, label: one.name }))}
          chosen={product === null ? [] : [product]}
          onChange={([chosen]) => onChange({ product: chosen ?? null })}
        />
      )}
      <PillSwitch label="Ends soon" isOn={endsSoon} onChange={(isOn) => onChange({ endsSoon: isOn })} />
      {!isBesidePanel && (
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
      )}
    </>
  )
})
