import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { BarChart } from '@mui/x-charts/BarChart'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { useOperation } from '../../stores/useOperation'
import { countOf, formatCount } from '../../words/countOf'
import { ChartCard } from './ChartCard'

/** Where people are, what they may do, and how much was changed. Loads after what is waiting. */
export function OverviewCharts() {
  const charts = useOperation('overview.charts', {})
  const { value, failure } = charts
  if (failure !== null) return <FailureNotice failure={failure} onRetry={charts.reload} />
  if (value === null) return <LoadingLines lines={6} label="Counting people and changes" />
  const changes = value.byDay.reduce((sum, { changes: count }) => sum + count, 0)
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: '18px', alignItems: 'start' }}>
      <ChartCard
        title="People by place"
        text={
          value.morePlaces === 0
            ? 'Assigned directly.'
            : `Assigned directly; ${countOf(value.morePlaces, 'further place')}.`
        }
        heads={['Place', 'People']}
        rows={value.byPlace.map(({ id, name, people }) => ({ key: id, name, count: people }))}
        emptyText="Nobody is assigned to a place"
      >
        <LyingBars rows={value.byPlace} />
      </ChartCard>
      <ChartCard
        title="Access by area"
        text="Active people who may do something of it."
        heads={['Area', 'People']}
        rows={value.byArea.map(({ area, name, people }) => ({ key: area, name, count: people }))}
        emptyText="Nobody may do anything yet"
      >
        <LyingBars rows={value.byArea} />
      </ChartCard>
      <ChartCard
        title="Changes over time"
        text={changes === 0 ? '' : `${countOf(changes, 'change')} in the last ${value.byDay.length} days.`}
        heads={['Day', 'Changes']}
        rows={value.byDay.map(({ day, changes: count }) => ({ key: day, name: day, count }))}
        emptyText={`Nothing was changed in the last ${value.byDay.length} days`}
      >
        <Days days={value.byDay} />
      </ChartCard>
    </Box>
  )
}

const chartHeight = 240
const nameLength = 20

function LyingBars({ rows }: { readonly rows: readonly { readonly name: string; readonly people: number }[] }) {
  const { palette } = useTheme()
  return (
    <BarChart
      layout="horizontal"
      height={chartHeight}
      // As wide as half of the last number below.
      margin={{ left: 4, right: 32, top: 4, bottom: 0 }}
      colors={[palette.primary.main]}
      hideLegend
      // The table beside it holds the same numbers for whoever uses the keyboard.
      disableKeyboardNavigation
      skipAnimation
      // The same name may be there twice, so bars are told apart by number.
      yAxis={[
        {
          scaleType: 'band',
          data: rows.map((_row, index) => index),
          width: 128,
          valueFormatter: (index: number) => shorten(rows[index]?.name ?? ''),
          disableLine: true,
          disableTicks: true,
          categoryGapRatio: 0.35,
        },
      ]}
      xAxis={[{ tickNumber: 4, tickMinStep: 1, valueFormatter: (value: number) => formatCount(value), height: 24 }]}
      series={[{ data: rows.map(({ people }) => people), label: 'People' }]}
      grid={{ vertical: true }}
    />
  )
}

function Days({ days }: { readonly days: readonly { readonly day: string; readonly changes: number }[] }) {
  const { palette } = useTheme()
  return (
    <BarChart
      height={chartHeight}
      margin={{ left: 0, right: 8, top: 8, bottom: 0 }}
      colors={[palette.primary.main]}
      hideLegend
      // The table beside it holds the same numbers for whoever uses the keyboard.
      disableKeyboardNavigation
      skipAnimation
      xAxis={[
        {
          scaleType: 'band',
          data: days.map(({ day }) => day),
          valueFormatter: (day: string) => day.slice(5),
          tickInterval: (_day: unknown, index: number) => index % 7 === days.length % 7,
          height: 24,
        },
      ]}
      yAxis={[{ tickNumber: 4, tickMinStep: 1, valueFormatter: (value: number) => formatCount(value), width: 44 }]}
      series={[{ data: days.map(({ changes }) => changes), label: 'Changes' }]}
      grid={{ horizontal: true }}
    />
  )
}

function shorten(name: string): string {
  return name.length <= nameLength ? name : `${name.slice(0, nameLength - 1)}…`
}
