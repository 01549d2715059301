import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { applyOrSay } from '../../stores/applyChange'
import { useDraftStore } from '../../stores/draftStore'
import { useOrgStore } from '../../stores/orgStore'
import { useEndWords } from '../../stores/useEndWords'
import { readGo } from '../../stores/readGo'
import { useRouteStore } from '../../stores/routeStore'
import { useToastStore } from '../../stores/toastStore'
import { useWhen } from '../../stores/useWhen'
import { countOf, countPeople } from '../../words/countOf'
import type { Finding } from './FindingsTab'
import { severityMarks, severityNames } from './severities'

interface FindingRowProps {
  readonly finding: Finding
  readonly onAccept: () => void
  readonly onFix: () => void
}

/** One finding: how bad, what, why, whom it concerns, and what can be done about it. */
export function FindingRow({ finding, onAccept, onFix }: FindingRowProps) {
  const when = useWhen()
  const { icon: Icon, color } = severityMarks[finding.severity]
  const { endDay } = useEndWords()
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const go = useRouteStore((store) => store.go)
  const stage = useDraftStore((store) => store.stage)
  const { proposal, accepted } = finding
  const look = () => {
    const route = readGo(finding.go)
    go(route.page, route.params)
  }
  const stageAll = () => {
    for (const edit of proposal?.edits ?? []) stage(edit)
    useToastStore.getState().show({
      text: `${countOf(proposal?.edits.length ?? 0, 'edit')} staged. Review and save them in Permissions.`,
      tone: 'done',
    })
    go('permissions')
  }
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 3,
        px: 4,
        py: '12px',
        borderBottom: '1px solid',
        borderColor: 'line',
        alignItems: 'flex-start',
      }}
    >
      <Icon titleAccess={severityNames[finding.severity]} sx={{ fontSize: 18, color, flex: 'none', mt: '1px' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{finding.title}</Box>
        <Box sx={{ color: 'dim' }}>{finding.reason}</Box>
        <Box sx={{ color: 'dim', fontSize: 12, mt: 0.5 }}>
          {finding.ruleName}
          {finding.people > 0 && ` · ${countPeople(finding.people)}`}
          {' · '}
          {proposal?.text ?? finding.advice}
        </Box>
        {accepted !== null && (
          <Box sx={{ fontSize: 12, mt: 1 }}>
            <b>Accepted</b> by {accepted.by} on {when.day(accepted.atMs)}
            {accepted.untilMs !== null && `, until ${endDay(accepted.untilMs)}`}: {accepted.reason}
          </Box>
        )}
      </Box>
      <Box data-print="hide" sx={{ display: 'flex', gap: 1.5, flex: 'none' }}>
        <Button aria-label={`Look: ${finding.title}`} onClick={look} sx={{ py: '3px' }}>
          Look
        </Button>
        {canEdit && accepted !== null && (
          <Button
            aria-label={`No longer accept: ${finding.title}`}
            onClick={() => void applyOrSay('audit.unaccept', { key: finding.key }, 'No longer accepted.')}
            sx={{ py: '3px' }}
          >
            No longer accept
          </Button>
        )}
        {canEdit && accepted === null && (
          <Button aria-label={`Accept: ${finding.title}`} onClick={onAccept} sx={{ py: '3px' }}>
            Accept…
          </Button>
        )}
        {canEdit && accepted === null && proposal?.canApply === true && (
          <Button
            aria-label={`${proposal.kind === 'grants' ? 'Stage' : 'Fix'}: ${finding.title}`}
            onClick={proposal.kind === 'grants' ? stageAll : onFix}
            sx={{ py: '3px' }}
          >
            {proposal.kind === 'grants' ? 'Stage' : 'Fix…'}
          </Button>
        )}
      </Box>
    </Box>
  )
}
