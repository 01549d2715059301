import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { TallyCard } from '../../components/TallyCard'
import { useDraftStore } from '../../stores/draftStore'
import { useOperation, type Reading } from '../../stores/useOperation'
import { countOf, formatCount } from '../../words/countOf'
import { AffectedNames } from './AffectedNames'
import { BrokenExpectations } from './BrokenExpectations'
import { EditSentence } from './EditSentence'
import type { Matrix } from './matrixCells'
import { SwitchDialog } from './SwitchDialog'
import { namesShown, type Impact } from './useImpact'

interface EffectsPanelProps {
  readonly impact: Reading<Impact>
  readonly matrix: Matrix
  readonly mayNotEdit: string | null
}

/** What the staged edits do: how many people, edit by edit, by name on request. */
export function EffectsPanel({ impact, matrix, mayNotEdit }: EffectsPanelProps) {
  const { edits, moved, unstage } = useDraftStore()
  const value = impact.value
  const switches = useOperation('switch.list', {})
  const [turning, setTurning] = useState<string | null>(null)
  const turned = switches.value?.find((each) => each.key === turning && !each.on)
  const advice = [...new Set(value?.edits.flatMap((edit) => edit.advice) ?? [])]
  const edited = new Set(edits.map((edit) => `${edit.role}/${edit.permission}`))
  const others =
    value === null ? [] : [...value.gain, ...value.lose].filter((one) => !edited.has(`${one.role}/${one.permission}`))

  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Typography variant="h2">
        What {edits.length === 1 ? 'this edit does' : `these ${edits.length} edits do`}
      </Typography>
      {moved.length > 0 && (
        <Notice tone="warn" title="Changed since you staged">
          {moved.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      )}
      {impact.failure !== null && <FailureNotice failure={impact.failure} onRetry={impact.reload} />}
      {value === null && impact.failure === null && (
        <LoadingLines lines={3} label="Working out who gains and who loses" />
      )}
      {value !== null && (
        <>
          <Box sx={{ display: 'flex', gap: 2.5 }} data-testid="impact">
            <TallyCard
              count={formatCount(value.peopleGaining)}
              words={value.peopleGaining === 1 ? 'person gains' : 'people gain'}
              tone="ok"
              isQuiet={value.peopleGaining === 0}
            />
            <TallyCard
              count={formatCount(value.peopleLosing)}
              words={value.peopleLosing === 1 ? 'person loses' : 'people lose'}
              tone="bad"
              isQuiet={value.peopleLosing === 0}
            />
          </Box>
          <Box
            component="ul"
            aria-label="Staged edits"
            sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'line', borderRadius: '10px' }}
          >
            {value.edits.map((edit, index) => (
              <Box
                component="li"
                key={`${edit.role}/${edit.permission}`}
                sx={{
                  px: 3,
                  py: 2.5,
                  borderTop: index === 0 ? 0 : '1px solid',
                  borderColor: 'line',
                  position: 'relative',
                }}
              >
                {mayNotEdit === null && (
                  <IconButton
                    aria-label={`Take this edit back: ${edit.sentence}`}
                    onClick={() => unstage(edit.role, edit.permission)}
                    sx={{ position: 'absolute', top: 6, right: 6, p: '3px' }}
                  >
                    <CloseIcon sx={{ fontSize: 14 }} />
                  </IconButton>
                )}
                <EditSentence edit={edit} matrix={matrix} onTurnOn={setTurning} />
                <AffectedNames
                  gain={value.gain.filter((one) => one.permission === edit.permission && one.role === edit.role)}
                  lose={value.lose.filter((one) => one.permission === edit.permission && one.role === edit.role)}
                  gaining={edit.gaining}
                  losing={edit.losing}
                />
              </Box>
            ))}
          </Box>
          {others.length > 0 && (
            <Notice tone="info" title="Other permissions follow">
              {[...new Set(others.map((difference) => difference.permissionName))].join(', ')}{' '}
              {others.length === 1 ? 'depends' : 'depend'} on what is edited; the numbers above count them.
            </Notice>
          )}
          <BrokenExpectations impact={value} />
          {advice.map((text) => (
            <Notice key={text} tone="warn" title="Check this one.">
              {text}
            </Notice>
          ))}
          {value.gain.length + value.lose.length >= namesShown && (
            <Box sx={{ color: 'dim', fontSize: 12 }}>
              The numbers count everybody; names are shown for the first {countOf(namesShown, 'difference')}.
            </Box>
          )}
        </>
      )}
      {turned !== undefined && <SwitchDialog turning={turned} onClose={() => setTurning(null)} />}
    </Box>
  )
}
