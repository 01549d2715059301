import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { bridge } from '../bridge'
import { closeOrg, useOpeningStore } from '../stores/openingStore'
import type { OrgInfo } from '../stores/orgStore'
import { useRouteStore } from '../stores/routeStore'

/** Says on every page that nothing can be changed here, and why. */
export function ReadOnlyBanner({ org }: { readonly org: OrgInfo }) {
  const go = useRouteStore((store) => store.go)
  const page = useRouteStore((store) => store.route.page)
  const open = useOpeningStore((store) => store.open)
  if (org.asOf !== null) return <PastBanner org={org} moment={org.asOf.text} />
  const title = org.kind === 'bundle' ? `You are reading an export of ${org.name}` : `${org.name} is open read-only`
  return (
    <Box
      role="status"
      data-testid="read-only-banner"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        px: '22px',
        py: 1.5,
        bgcolor: 'warnBg',
        borderBottom: '2px solid',
        borderColor: 'warn',
      }}
    >
      <LockIcon aria-hidden sx={{ fontSize: 16, color: 'warn' }} />
      <span>
        <b>{title}.</b> {org.readOnlyBecause ?? 'Nothing can be changed here.'}
      </span>
      <Box component="span" sx={{ ml: 'auto', color: 'dim', whiteSpace: 'nowrap' }}>
        {org.fingerprint}
      </Box>
      {org.isLocked && (
        <Button
          data-print="hide"
          onClick={() => void open(org.path, { useKept: false })}
          sx={{ py: '2px', flex: 'none' }}
        >
          Unlock…
        </Button>
      )}
      {org.needsKey && page !== 'sync' && (
        <Button data-print="hide" onClick={() => go('sync')} sx={{ py: '2px', flex: 'none' }}>
          Get a key…
        </Button>
      )}
      <Button data-print="hide" onClick={() => void closeOrg()} sx={{ py: '2px', flex: 'none' }}>
        Close
      </Button>
    </Box>
  )
}

/** Frames every page while the past is shown: of what, as of when, and the way back. */
function PastBanner({ org, moment }: { readonly org: OrgInfo; readonly moment: string }) {
  return (
    <Box
      role="status"
      data-testid="past-banner"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        px: '22px',
        py: 1.5,
        bgcolor: 'warnBg',
        borderBottom: '2px solid',
        borderColor: 'warn',
      }}
    >
      <HistoryIcon aria-hidden sx={{ fontSize: 16, color: 'warn' }} />
      <span>
        <b>
          You are looking at {org.name} as it was on {moment}.
        </b>{' '}
        Nothing can be changed here.
      </span>
      <Button
        data-print="hide"
        variant="contained"
        color="primary"
        onClick={() => void bridge.call('org.travel', { to: null })}
        sx={{ py: '2px', ml: 'auto', flex: 'none' }}
      >
        Back to today
      </Button>
    </Box>
  )
}
