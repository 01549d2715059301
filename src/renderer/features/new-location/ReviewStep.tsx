import Box from '@mui/material/Box'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { HiddenText } from '../../components/HiddenText'
import { countOf, countPeople } from '../../words/countOf'
import { StepCard } from './StepCard'

type Plan = OperationOutput<'setup.plan'>

const markWords = { '+': 'Add', '~': 'Change', '=': 'Unchanged' } as const
const markColors = { '+': 'ok', '~': 'warn', '=': 'dim' } as const

/** The plan as sentences, and who gains what by it. */
export function ReviewStep({ plan }: { readonly plan: Plan }) {
  const { add, change, same } = plan.counts
  const parts = [
    add > 0 ? `${add} added` : '',
    change > 0 ? `${change} changed` : '',
    same > 0 ? `${same} so already` : '',
  ].filter((part) => part !== '')
  return (
    <>
      {plan.refusedBecause.length > 0 && (
        <Notice tone="bad" title="This would be refused" isAlert>
          {plan.refusedBecause.map((reason) => (
            <div key={reason.text}>{reason.text}</div>
          ))}
        </Notice>
      )}
      {plan.missing.length + plan.gaps.filter((gap) => gap.isByPlace).length > 0 && (
        <Notice tone="warn">
          {[
            ...plan.missing,
            `${countOf(plan.gaps.filter((gap) => gap.isByPlace).length, 'gap stays', 'gaps stay')}.`,
          ].join(' ')}
        </Notice>
      )}
      <Box
        sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr)', gap: 4, alignItems: 'start' }}
      >
        <StepCard title="What is done" text={`${parts.join(', ')}. All of it or nothing, as one item in the history.`}>
          <Box component="ul" aria-label="Plan" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {plan.lines.map((line, index) => (
              <Box
                component="li"
                key={`${index}/${line.text}`}
                sx={{ display: 'flex', gap: 2.5, py: '6px', borderTop: '1px solid', borderColor: 'line' }}
              >
                <Box aria-hidden sx={{ width: 14, flex: 'none', fontWeight: 700, color: markColors[line.mark] }}>
                  {line.mark}
                </Box>
                <HiddenText>{markWords[line.mark]}: </HiddenText>
                <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', color: line.mark === '=' ? 'dim' : 'ink' }}>
                  {line.text}
                </Box>
              </Box>
            ))}
          </Box>
        </StepCard>
        <StepCard
          title="Who may do more or less"
          text={
            plan.people.length === 0
              ? 'Nobody gains or loses anything.'
              : `${countPeople(plan.peopleGaining)} gain${plan.peopleGaining === 1 ? 's' : ''}${
                  plan.peopleLosing > 0
                    ? `, ${countPeople(plan.peopleLosing)} lose${plan.peopleLosing === 1 ? 's' : ''}`
                    : ''
                }. Invited people hold it once they are active.`
          }
        >
          <Box component="ul" aria-label="Effects" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {plan.people.map((person, index) => (
              <Box
                component="li"
                key={`${index}/${person.name}`}
                sx={{ py: '6px', borderTop: '1px solid', borderColor: 'line' }}
              >
                {person.text}
              </Box>
            ))}
          </Box>
        </StepCard>
      </Box>
    </>
  )
}
