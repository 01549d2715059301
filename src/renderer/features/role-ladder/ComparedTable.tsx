import Box from '@mui/material/Box'
import type { OperationOutput } from '../../../shared/operations/contract'
import { HiddenText } from '../../components/HiddenText'
import { ReachMark } from '../../components/ReachMark'
import { formatReachedPlaces } from '../../words/formatPlaces'
import { DifferenceMark, type Difference } from './DifferenceMark'

type Compared = OperationOutput<'access.compare'>

const differenceWords = {
  gain: 'gained',
  loss: 'lost',
  other: 'gained and lost: neither contains the other',
  same: 'the same',
} as const satisfies Record<Difference, string>

/** Two sides, permission by permission. */
export function ComparedTable({ compared, rows }: { readonly compared: Compared; readonly rows: Compared['rows'] }) {
  if (rows.length === 0) return <Box sx={{ color: 'dim' }}>Nothing to show.</Box>
  return (
    <Box sx={{ maxHeight: 380, overflow: 'auto' }} role="region" aria-label="Compared" tabIndex={0}>
      <Box
        component="table"
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: 12,
          '& td, & th': { borderBottom: '1px solid', borderColor: 'line', height: 32, p: 0, pr: 2, textAlign: 'left' },
          '& thead th': { color: 'dim', fontWeight: 600, position: 'sticky', top: 0, bgcolor: 'paper', zIndex: 1 },
        }}
      >
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ width: 22 }}>
              <HiddenText>Difference</HiddenText>
            </Box>
            <th scope="col">Permission</th>
            <th scope="col">Area</th>
            {[compared.a, compared.b].map((side, index) => (
              <th scope="col" key={index}>
                {side.title}
                {side.note !== '' && (
                  <Box component="span" sx={{ fontWeight: 400 }}>
                    {' '}
                    {side.note}
                  </Box>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.permission}>
              <td>
                <DifferenceMark kind={row.kind} words={differenceWords[row.kind]} />
              </td>
              <Box component="th" scope="row" sx={{ fontWeight: 400 }}>
                {row.name}
              </Box>
              <Box component="td" sx={{ color: 'dim' }}>
                {row.area}
              </Box>
              {[row.a, row.b].map((held, index) => (
                <td key={index}>
                  <ReachMark reach={held.reach} />
                  {held.places !== null && (
                    <Box component="span" sx={{ color: 'dim' }}>
                      {' '}
                      {formatReachedPlaces(held.places)}
                    </Box>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
