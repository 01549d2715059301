import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { StaffId } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { ReachMark } from '../../components/ReachMark'
import { SidePanel } from '../../components/SidePanel'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { whereOf, type AccessLine } from './accessGrid'

interface ReasonsPanelProps {
  readonly who: StaffId
  readonly line: AccessLine
  readonly onClose: () => void
}

/** Where one permission of a person comes from, or what stands against it and what would change that. */
export function ReasonsPanel({ who, line, onClose }: ReasonsPanelProps) {
  const go = useRouteStore((store) => store.go)
  const isHeld = line.reach !== 'none'
  const asked = useOperation('access.can', isHeld ? null : { who, do: line.permission })
  const where = whereOf(line, Infinity)
  return (
    <SidePanel label={line.name} width={360} onClose={onClose}>
      <Typography variant="h2" sx={{ fontSize: 16, pr: 8 }}>
        {line.name}
      </Typography>
      <Box sx={{ color: 'dim', mb: 3 }}>{line.area}</Box>
      <ReachMark reach={line.reach} />
      {where !== '' && <Box sx={{ color: 'dim', mt: 1 }}>{where}</Box>}
      <Part title={isHeld ? 'Comes from' : 'Stands against it'} texts={line.because.map((reason) => reason.text)} />
      {asked.failure !== null && <FailureNotice failure={asked.failure} onRetry={asked.reload} />}
      {asked.value !== null && asked.value.wouldNeed.length > 0 && (
        <Part
          title="Would change if"
          texts={asked.value.wouldNeed.map((together) => together.map((reason) => reason.text).join(' And: '))}
        />
      )}
      <Box sx={{ mt: 4 }}>
        <TextLink onClick={() => go('ask', { who, do: line.permission })}>Ask about a place or a record…</TextLink>
      </Box>
    </SidePanel>
  )
}

function Part({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  return (
    <Box sx={{ mt: 4 }}>
      <Box sx={{ fontSize: 12, fontWeight: 600, color: 'dim', mb: 1 }}>{title}</Box>
      <Box component="ol" aria-label={title} sx={{ m: 0, pl: 4 }}>
        {texts.map((text, index) => (
          <Box component="li" key={text} sx={{ mb: 1, color: index === 0 ? 'ink' : 'dim' }}>
            {text}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
