import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useId, useState, type ReactNode } from 'react'
import { Card } from '../../components/Card'
import { EmptyState } from '../../components/EmptyState'
import { formatCount } from '../../words/countOf'

interface ChartCardProps {
  readonly title: string
  readonly text: string
  /** What the rows are and what is counted: the heads of the table. */
  readonly heads: readonly [string, string]
  readonly rows: readonly { readonly key: string; readonly name: string; readonly count: number }[]
  readonly emptyText: string
  readonly children: ReactNode
}

/** A chart, with the same numbers as a table for whoever would rather read them. */
export function ChartCard({ title, text, heads, rows, emptyText, children }: ChartCardProps) {
  const [isTable, setTable] = useState(false)
  const textId = useId()
  // Bare axes tell nothing that words do not.
  const isEmpty = rows.every(({ count }) => count === 0)
  return (
    <Card
      title={title}
      aside={
        !isEmpty && (
          <Button
            variant="text"
            aria-label={`${isTable ? 'Show as chart' : 'Show as table'}: ${title}`}
            onClick={() => setTable(!isTable)}
            sx={{ py: 0 }}
          >
            {isTable ? 'Chart' : 'Table'}
          </Button>
        )
      }
    >
      <Box id={textId} sx={{ color: 'dim', px: 4, mt: -2, mb: 1 }}>
        {text}
      </Box>
      {isEmpty && <EmptyState title={emptyText} />}
      {!isEmpty && isTable && (
        <Box role="group" aria-label={title} tabIndex={0} sx={{ px: 4, pb: 3, maxHeight: 260, overflow: 'auto' }}>
          <Box
            component="table"
            aria-describedby={textId}
            sx={{ width: '100%', borderCollapse: 'collapse', '& td, & th': { py: '3px' } }}
          >
            <thead>
              <tr>
                <Box component="th" scope="col" sx={{ textAlign: 'left' }}>
                  {heads[0]}
                </Box>
                <Box component="th" scope="col" sx={{ textAlign: 'right' }}>
                  {heads[1]}
                </Box>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, name, count }) => (
                <tr key={key}>
                  <Box component="th" scope="row" sx={{ textAlign: 'left', fontWeight: 400 }}>
                    {name}
                  </Box>
                  <Box component="td" sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
                    {formatCount(count)}
                  </Box>
                </tr>
              ))}
            </tbody>
          </Box>
        </Box>
      )}
      {!isEmpty && !isTable && (
        <Box role="img" aria-label={`${title}: ${spoken(rows)}`} sx={{ px: 2, pb: 2 }}>
          <Box aria-hidden>{children}</Box>
        </Box>
      )}
    </Card>
  )
}

const spokenAtMost = 12

function spoken(rows: ChartCardProps['rows']): string {
  const some = rows.filter(({ count }) => count > 0)
  const told = some.slice(0, spokenAtMost).map(({ name, count }) => `${name} ${formatCount(count)}`)
  if (told.length === 0) return 'none'
  return `${told.join(', ')}${some.length > spokenAtMost ? ', and more in the table' : ''}`
}
