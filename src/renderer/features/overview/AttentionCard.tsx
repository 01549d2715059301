import CircleIcon from '@mui/icons-material/FiberManualRecord'
import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Card } from '../../components/Card'
import { LoadingLines } from '../../components/LoadingLines'
import { EmptyState } from '../../components/EmptyState'
import { readGo } from '../../stores/readGo'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { countOf } from '../../words/countOf'
import type { AttentionItem } from './arrangeAttention'

const marks = {
  high: { icon: CircleIcon, color: 'bad', words: 'Urgent' },
  medium: { icon: WarningIcon, color: 'warn', words: 'Soon' },
  low: { icon: InfoIcon, color: 'brand', words: 'When there is time' },
} as const

interface AttentionCardProps {
  readonly items: readonly AttentionItem[]
  /** How many findings there are that nobody accepted; null: not known yet. */
  readonly findings: number | null
  /** The findings are still looked for. */
  readonly isLooking: boolean
}

const shownAtOnce = 10

/** What somebody should look at, worst first, each with the place to go. */
export function AttentionCard({ items, findings, isLooking }: AttentionCardProps) {
  const go = useRouteStore((store) => store.go)
  const isPast = useOrgStore((store) => store.org?.asOf != null)
  return (
    <Card
      title={isPast ? 'Needed attention then' : 'Needs attention today'}
      aside={findings === null || findings === 0 ? '' : countOf(findings, 'finding')}
    >
      {items.length === 0 && !isLooking && (
        <EmptyState
          icon={<DoneIcon fontSize="inherit" />}
          title="Nothing is waiting"
          text="No open invitations, no people without a place, nothing undecided."
        />
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, pb: 1.5 }}>
        {items.slice(0, shownAtOnce).map((item) => {
          const { icon: Icon, color, words } = marks[item.severity]
          return (
            <Box
              component="li"
              key={item.key}
              sx={{
                display: 'flex',
                gap: 3,
                alignItems: 'center',
                px: 4,
                py: '11px',
                borderTop: '1px solid',
                borderColor: 'line',
              }}
            >
              <Icon titleAccess={words} sx={{ fontSize: 18, color, flex: 'none' }} />
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box sx={{ fontWeight: 600 }}>{item.title}</Box>
                <Box sx={{ color: 'dim' }}>{item.text}</Box>
              </Box>
              <Button
                aria-label={`${item.action}: ${item.title}`}
                onClick={() => {
                  const route = readGo(item.go)
                  go(route.page, route.params)
                }}
                sx={{ py: '3px', px: 2.5 }}
              >
                {item.action}
              </Button>
            </Box>
          )
        })}
      </Box>
      {isLooking && <LoadingLines lines={2} height={40} label="Looking for findings" />}
      {(items.length > shownAtOnce || (findings ?? 0) > items.length) && (
        <Box sx={{ px: 4, pb: 3, borderTop: '1px solid', borderColor: 'line', pt: 2 }}>
          <Button variant="text" onClick={() => go('audit')}>
            All findings
          </Button>
        </Box>
      )}
    </Card>
  )
}
