import ResetIcon from '@mui/icons-material/SettingsBackupRestoreOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FilterMenu } from '../../components/FilterMenu'
import { PillSwitch } from '../../components/PillSwitch'
import { SearchBox } from '../../components/SearchBox'
import { countOf } from '../../words/countOf'
import type { MatrixFilter } from './filterMatrix'
import type { Matrix } from './matrixCells'

interface MatrixFiltersProps {
  readonly matrix: Matrix
  readonly filter: MatrixFilter
  readonly staged: number
  readonly waiting: number
  readonly onChange: (filter: MatrixFilter) => void
  /** Stages everything back to what the blueprint ships; null where nothing may be edited. */
  readonly onReset: (() => void) | null
}

export function MatrixFilters({ matrix, filter, staged, waiting, onChange, onReset }: MatrixFiltersProps) {
  const cells = matrix.permissions.flatMap((permission) => permission.cells)
  const different = cells.filter((cell) => cell.isEdited).length
  const unspecified = cells.filter((cell) => cell.isUnspecified).length
  const withCount = (label: string, count: number) => (count === 0 ? label : `${label} · ${count}`)
  return (
    <Box sx={{ display: 'flex', gap: 2, mb: 2.5, pr: 4, flexWrap: 'wrap', alignItems: 'center' }}>
      <SearchBox
        label="Filter permissions"
        value={filter.text}
        width={190}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <FilterMenu
        label="Area"
        options={matrix.areas.map((area) => ({ value: area.key, label: area.name }))}
        chosen={filter.areas}
        onChange={(areas) => onChange({ ...filter, areas })}
      />
      <PillSwitch
        label={withCount('Only differences', different)}
        isOn={filter.onlyDifferences}
        onChange={(onlyDifferences) => onChange({ ...filter, onlyDifferences })}
      />
      <PillSwitch
        label={withCount('Only edited', staged)}
        isOn={filter.onlyEdited}
        onChange={(onlyEdited) => onChange({ ...filter, onlyEdited })}
      />
      {(waiting > 0 || filter.onlyNew) && (
        <PillSwitch
          label={withCount('New', waiting)}
          isOn={filter.onlyNew}
          onChange={(onlyNew) => onChange({ ...filter, onlyNew })}
        />
      )}
      {(unspecified > 0 || filter.onlyUnspecified) && (
        <PillSwitch
          label={withCount('Only unspecified', unspecified)}
          isOn={filter.onlyUnspecified}
          onChange={(onlyUnspecified) => onChange({ ...filter, onlyUnspecified })}
        />
      )}
      {onReset !== null && different > 0 && (
        <Button
          variant="text"
          startIcon={<ResetIcon />}
          aria-label={`Reset all: stage ${countOf(different, 'cell')} back to the defaults`}
          onClick={onReset}
          sx={{ ml: 'auto', px: 1 }}
        >
          Reset all
        </Button>
      )}
    </Box>
  )
}
