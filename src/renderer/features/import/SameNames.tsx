import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { PillSwitch } from '../../components/PillSwitch'
import { useOperation } from '../../stores/useOperation'
import type { ImportRoad } from './useImport'

interface SameNamesProps {
  readonly file: OperationOutput<'import.read'>
  readonly preview: OperationOutput<'import.preview'>
  readonly road: ImportRoad
}

const shownAtOnce = 200

/** Rows with the name of somebody here under another address: the same person, or a new one? */
export function SameNames({ file, preview, road }: SameNamesProps) {
  const rows = useOperation('import.rows', { importId: file.importId, questions: true, limit: shownAtOnce })
  const { reload } = rows
  // Every answer is judged anew in main, and the rows with it.
  useEffect(() => reload(), [preview, reload])
  const asked = rows.value?.rows ?? []
  const all = (same: boolean) =>
    void road.answer(
      file,
      asked.map((row) => [row.line, same] as const),
    )
  if (rows.failure !== null) return <FailureNotice failure={rows.failure} onRetry={rows.reload} />
  return (
    <Box
      tabIndex={0}
      role="group"
      aria-label="Who is it?"
      sx={{ flex: 1, minHeight: 0, overflow: 'auto', bgcolor: 'paper', border: '1px solid', borderColor: 'line' }}
    >
      {rows.value !== null && asked.length === 0 && <EmptyState title="Nothing to ask" />}
      {asked.length > 0 && (
        <Box sx={{ display: 'flex', gap: 2, px: 4, py: 3, alignItems: 'center' }}>
          <Box sx={{ flex: 1 }}>These rows have the name of somebody here under another e-mail address.</Box>
          <Button onClick={() => all(true)}>All are the same people</Button>
          <Button onClick={() => all(false)}>All are new people</Button>
        </Box>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {asked.map((row) => (
          <Box
            component="li"
            key={row.line}
            sx={{
              display: 'flex',
              gap: 3,
              px: 4,
              py: 2.5,
              borderTop: '1px solid',
              borderColor: 'line',
              alignItems: 'center',
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <strong>{row.name}</strong>: {row.email} in line {row.line}, {row.question?.email} here
            </Box>
            <PillSwitch
              label={`Same person (line ${row.line})`}
              isOn={row.question?.answer === true}
              onChange={() => void road.answer(file, [[row.line, true]])}
            />
            <PillSwitch
              label={`New person (line ${row.line})`}
              isOn={row.question?.answer === false}
              onChange={() => void road.answer(file, [[row.line, false]])}
            />
          </Box>
        ))}
      </Box>
    </Box>
  )
}
