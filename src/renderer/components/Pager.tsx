import ChevronLeftIcon from '@mui/icons-material/ChevronLeft'
import ChevronRightIcon from '@mui/icons-material/ChevronRight'
import FirstPageIcon from '@mui/icons-material/FirstPage'
import LastPageIcon from '@mui/icons-material/LastPage'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { memo } from 'react'

interface PagerProps {
  readonly page: number
  readonly pageSize: number
  readonly total: number
  /** What the rows are: "people". */
  readonly noun: string
  /** One of them, where that is not the noun without its "s": "person". */
  readonly one?: string
  readonly onPage: (page: number) => void
}

const numbers = new Intl.NumberFormat('en-US')

/** "101–200 of 1,284 people", and the ways through. */
export const Pager = memo(function Pager(props: PagerProps) {
  const { page, pageSize, total, noun, one = noun.replace(/s$/, ''), onPage } = props
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = total === 0 ? 0 : page * pageSize + 1
  const last = Math.min(total, (page + 1) * pageSize)
  const isFirst = page === 0
  const isLast = page >= pages - 1
  return (
    <Box
      component="nav"
      aria-label="Pages"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        px: 3,
        height: 38,
        borderTop: '1px solid',
        borderColor: 'line',
        color: 'dim',
        fontSize: 12,
      }}
    >
      <Box role="status" sx={{ mr: 'auto', fontVariantNumeric: 'tabular-nums' }}>
        {total === 0 && `No ${noun}`}
        {total === 1 && `1 ${one}`}
        {total > 1 && `${numbers.format(first)}–${numbers.format(last)} of ${numbers.format(total)} ${noun}`}
      </Box>
      {pages > 1 && (
        <>
          <IconButton aria-label="First page" disabled={isFirst} onClick={() => onPage(0)}>
            <FirstPageIcon sx={{ fontSize: 18 }} />
          </IconButton>
          <IconButton aria-label="Previous page" disabled={isFirst} onClick={() => onPage(page - 1)}>
            <ChevronLeftIcon sx={{ fontSize: 18 }} />
          </IconButton>
          <Box component="span" sx={{ px: 1, fontVariantNumeric: 'tabular-nums' }}>
            page {numbers.format(page + 1)} of {numbers.format(pages)}
          </Box>
          <IconButton aria-label="Next page" disabled={isLast} onClick={() => onPage(page + 1)}>
            <ChevronRightIcon sx={{ fontSize: 18 }} />
          </IconButton>
          <IconButton aria-label="Last page" disabled={isLast} onClick={() => onPage(pages - 1)}>
            <LastPageIcon sx={{ fontSize: 18 }} />
          </IconButton>
        </>
      )}
    </Box>
  )
})
