import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { ReasonedButton } from '../../components/ReasonedButton'
import { StateMark } from '../../components/StateMark'
import { TurnSwitchDialog } from './TurnSwitchDialog'

export type OrgSwitch = OperationOutput<'switch.list'>[number]

const groups = [
  { kind: 'feature', title: 'Features', text: 'What is off here is refused to everybody, whatever their role.' },
  { kind: 'product', title: 'Products', text: 'What is on is the most that anybody can be given.' },
  { kind: 'setting', title: 'Settings', text: 'Rules of the role system that an organization may turn.' },
] as const

interface SwitchesCardProps {
  readonly switches: readonly OrgSwitch[]
  readonly mayNotEdit: string | null
}

/** Features, products and settings, each with the permissions that it decides about. */
export function SwitchesCard({ switches, mayNotEdit }: SwitchesCardProps) {
  const [turning, setTurning] = useState<OrgSwitch | null>(null)
  const shown = groups.filter(({ kind }) => switches.some((each) => each.kind === kind))
  return (
    <>
      {shown.length === 0 && (
        <Card title="Features">
          <Box sx={{ px: 4, pb: 4, color: 'dim' }}>This role system has no features, products or settings to turn.</Box>
        </Card>
      )}
      {shown.map(({ kind, title, text }) => (
        <Card key={kind} title={title} aside={text}>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {switches
              .filter((each) => each.kind === kind)
              .map((each) => (
                <Box
                  component="li"
                  key={each.key}
                  sx={{
                    display: 'flex',
                    gap: 4,
                    alignItems: 'center',
                    px: 4,
                    py: 3,
                    borderTop: '1px solid',
                    borderColor: 'line',
                  }}
                >
                  <Box sx={{ flex: 1, minWidth: 0 }}>
                    <Box sx={{ fontWeight: 600 }}>{each.name}</Box>
                    <Box>{each.summary}</Box>
                    <Box sx={{ color: 'dim', fontSize: 12 }}>
                      {each.governs.length === 0
                        ? 'No permission hangs on it.'
                        : `Decides about: ${each.governs.map((one) => one.name).join(', ')}.`}
                      {each.on === each.default ? '' : ` By default it is ${each.default ? 'on' : 'off'}.`}
                    </Box>
                  </Box>
                  <StateMark word={each.on ? 'On' : 'Off'} tone={each.on ? 'ok' : 'quiet'} />
                  <ReasonedButton
                    disabledBecause={mayNotEdit}
                    aria-label={`Turn ${each.on ? 'off' : 'on'}: ${each.name}`}
                    onClick={() => setTurning(each)}
                  >
                    {each.on ? 'Turn off…' : 'Turn on…'}
                  </ReasonedButton>
                </Box>
              ))}
          </Box>
        </Card>
      ))}
      {turning !== null && <TurnSwitchDialog turning={turning} onClose={() => setTurning(null)} />}
    </>
  )
}
