import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { useOperation } from '../../stores/useOperation'
import type { ImportRoad } from './useImport'

interface MissingPeopleProps {
  readonly file: OperationOutput<'import.read'>
  readonly road: ImportRoad
}

const pageSize = 100

/** People here whom the file does not name: nobody is removed who was not chosen. */
export function MissingPeople({ file, road }: MissingPeopleProps) {
  const [page, setPage] = useState(0)
  const list = useOperation('import.missing', { importId: file.importId, offset: page * pageSize, limit: pageSize })
  const { removals, setRemovals } = road
  const isAll = removals === 'all'
  if (list.failure !== null) return <FailureNotice failure={list.failure} onRetry={list.reload} />
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'paper',
        border: '1px solid',
        borderColor: 'line',
      }}
    >
      <Box sx={{ px: 4, py: 2 }}>
        <Box>These people are here and not in the file. Whoever you choose goes to Restore, in the same step.</Box>
        <FormControlLabel
          control={<Checkbox checked={isAll} onChange={(event) => setRemovals(event.target.checked ? 'all' : [])} />}
          label={`Remove everyone who is missing and may be removed`}
        />
      </Box>
      <Box
        tabIndex={0}
        role="group"
        aria-label="People not in the file"
        sx={{ flex: 1, minHeight: 0, overflow: 'auto', borderTop: '1px solid', borderColor: 'line' }}
      >
        {list.value === null && <LoadingLines lines={6} label="Looking who is missing" />}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {list.value?.rows.map(({ staffId, name, email, role, text, mayRemove }) => {
            const isChosen = mayRemove.allowed && (removals === 'all' || removals.includes(staffId))
            const toggle = (isOn: boolean) => {
              const before = removals === 'all' ? [] : removals
              setRemovals(isOn ? [...before, staffId] : before.filter((one) => one !== staffId))
            }
            return (
              <Box component="li" key={staffId} sx={{ px: 4, py: 1, borderBottom: '1px solid', borderColor: 'line' }}>
                <FormControlLabel
                  disabled={!mayRemove.allowed || isAll}
                  control={<Checkbox checked={isChosen} onChange={(event) => toggle(event.target.checked)} />}
                  label={`${name} · ${email} · ${role}`}
                />
                <Box component="span" sx={{ color: 'dim' }}>
                  {mayRemove.allowed ? text : mayRemove.because}
                </Box>
              </Box>
            )
          })}
        </Box>
      </Box>
      <Pager
        page={page}
        pageSize={pageSize}
        total={list.value?.total ?? 0}
        noun="people"
        one="person"
        onPage={setPage}
      />
    </Box>
  )
}
