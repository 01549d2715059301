import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { RoleKey } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { ReachMark } from '../../components/ReachMark'
import { useOperation } from '../../stores/useOperation'
import { arrangeComparison, summarizeComparison, type ComparedLine } from './arrangeComparison'
import { HiddenText } from '../../components/HiddenText'
import { DifferenceMark, type Difference } from './DifferenceMark'

interface ComparedRole {
  readonly key: RoleKey
  readonly name: string
}

interface CompareRolesProps {
  readonly upper: ComparedRole
  readonly lower: ComparedRole
}

const differenceWords = {
  gain: 'more on the upper rung',
  loss: 'more on the lower rung',
  other: 'different: neither contains the other',
  same: 'the same',
} as const satisfies Record<Difference, string>

/** Two rungs beside each other, permission by permission: what differs first, the same on request. */
export function CompareRoles({ upper, lower }: CompareRolesProps) {
  const compared = useOperation('role.compare', { a: lower.key, b: upper.key })
  const [withSame, setWithSame] = useState(false)
  const value = compared.value
  const isCurrent = value !== null && value.a === lower.key && value.b === upper.key
  if (compared.failure !== null)
    return <FailureNotice failure={compared.failure} onRetry={compared.reload} sx={{ mt: 8 }} />

  return (
    <Box>
      <Typography variant="h2" sx={{ pr: 8 }}>
        {upper.name} ⟷ {lower.name}
      </Typography>
      {!isCurrent && <LoadingLines label="Comparing" />}
      {isCurrent && (
        <>
          <Box sx={{ color: 'dim', mb: 2 }}>{summarizeComparison(value, upper.name, lower.name)}</Box>
          <Table lines={arrangeComparison(value, withSame)} upper={upper.name} lower={lower.name} />
          {value.same.length > 0 && (
            <Button
              variant="text"
              data-print="hide"
              aria-expanded={withSame}
              onClick={() => setWithSame(!withSame)}
              sx={{ px: 0, mt: 1 }}
            >
              {withSame ? 'Hide what is the same' : `Show what is the same (${value.same.length})`}
            </Button>
          )}
          {value.lost.length > 0 && (
            <Notice tone="warn" title="A rung is a rank, not a superset." sx={{ mt: 3.5 }}>
              Promoting from {lower.name} to {upper.name} takes {namesOf(value.lost)} away. Moving somebody names it
              before it happens.
            </Notice>
          )}
        </>
      )}
    </Box>
  )
}

function Table({
  lines,
  upper,
  lower,
}: {
  readonly lines: readonly ComparedLine[]
  readonly upper: string
  readonly lower: string
}) {
  return (
    <Box
      component="table"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        fontSize: 12,
        '& td, & th': { borderBottom: '1px solid', borderColor: 'line', height: 32, p: 0, pr: 2, textAlign: 'left' },
        '& thead th': { color: 'dim', fontWeight: 600 },
      }}
    >
      <thead>
        <tr>
          <Box component="th" scope="col" sx={{ width: 22 }}>
            <HiddenText>Difference</HiddenText>
          </Box>
          <th scope="col">Permission</th>
          <th scope="col">{upper}</th>
          <th scope="col">{lower}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.permission}>
            <td>
              <DifferenceMark kind={line.kind} words={differenceWords[line.kind]} />
            </td>
            <Box component="th" scope="row" sx={{ fontWeight: 400 }}>
              {line.name}
            </Box>
            <td>
              <ReachMark reach={line.upper} />
            </td>
            <td>
              <ReachMark reach={line.lower} />
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}

function namesOf(steps: readonly { readonly name: string }[]): string {
  const names = steps.map((step) => step.name)
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
