import Box from '@mui/material/Box'
import { hiddenLook } from './hiddenLook'

interface PillWordsProps {
  readonly label: string
  /** What is chosen; null for everything. */
  readonly summary: string | null
}

/** "Role: any". That nothing is chosen is spoken, but not drawn, in a row of filters with little room. */
export function PillWords({ label, summary }: PillWordsProps) {
  return (
    <span>
      {label}
      {summary === null ? (
        <Box component="span" sx={{ '@container filters (max-width: 860px)': hiddenLook }}>
          : any
        </Box>
      ) : (
        `: ${summary}`
      )}
    </span>
  )
}
