import CompareIcon from '@mui/icons-material/CompareArrowsOutlined'
import SaveIcon from '@mui/icons-material/ImageOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { CompareAside } from './CompareAside'
import { CompareDialog } from './CompareDialog'
import { nobody, type PickedSide } from './pickedSides'
import { saveLadder } from './saveLadder'
import { RoleRung } from './RoleRung'
import { useRoleLadder } from './useRoleLadder'

/** The rungs from the top down, each with its people and what it has over the next; two of them compared beside. */
export function RoleLadderPage() {
  const { ladder, chosen, toggle, showOnly, clear, comparing, compareAny } = useRoleLadder()
  const value = ladder.value
  const rungs = value?.rungs ?? []
  const most = Math.max(1, ...rungs.map((rung) => rung.people))
  const nameByKey = new Map(rungs.map((rung) => [rung.key as string, rung.name]))

  return (
    <PageFrame
      title="Role ladder"
      sub={
        value === null
          ? ''
          : value.moves === 'up-only'
            ? 'Roles only move up. To go down, a person is removed and re-added.'
            : 'People move up and down.'
      }
      actions={
        <>
          <Button startIcon={<CompareIcon />} onClick={() => compareAny(true)}>
            Compare…
          </Button>
          <Button startIcon={<SaveIcon />} onClick={() => void saveLadder()}>
            Save as…
          </Button>
          <Button startIcon={<PrintIcon />} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
      aside={
        value !== null && (
          <CompareAside ladder={value} chosen={chosen} onChoose={toggle} onShow={showOnly} onClear={clear} />
        )
      }
    >
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '22px', py: '18px' }} data-print="flow">
        {ladder.failure !== null && <FailureNotice failure={ladder.failure} onRetry={ladder.reload} />}
        {value === null && ladder.failure === null && <LoadingLines lines={7} height={70} label="Reading the ladder" />}
        <Box
          component="ol"
          aria-label="Ladder, from the top"
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2.5 }}
        >
          {rungs.map((rung, index) => (
            <RoleRung
              key={rung.key}
              rung={rung}
              of={rungs.length}
              most={most}
              belowName={rung.below === null ? null : (nameByKey.get(rung.below) ?? rung.below)}
              isChosen={chosen.includes(rung.key)}
              isLast={index === rungs.length - 1}
              onToggle={() => toggle(rung.key)}
            />
          ))}
        </Box>
        {value !== null && comparing !== null && (
          <CompareDialog
            rungs={rungs}
            first={firstSide(comparing, chosen[0])}
            second={firstSide(comparing, chosen[1])}
            onClose={() => compareAny(false)}
          />
        )}
      </Box>
    </PageFrame>
  )
}

/** The rungs that are chosen, or the person from whom somebody came. */
function firstSide(comparing: string, role: string | undefined): PickedSide {
  return comparing === 'any' ? { ...nobody, role: role ?? '' } : { ...nobody, kind: 'person', who: comparing }
}
