import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { MessageDialog } from '../../components/MessageDialog'
import { PendingMark } from '../../components/PendingMark'
import { ReasonedButton } from '../../components/ReasonedButton'
import { StateMark } from '../../components/StateMark'
import { SwitchDialog } from './SwitchDialog'

type Switch = OperationOutput<'switch.list'>[number]

const kindWords = { feature: 'Feature', product: 'Product', setting: 'Setting' } as const

interface SwitchesDialogProps {
  readonly switches: readonly Switch[]
  readonly mayNotEdit: string | null
  readonly onClose: () => void
}

/** The features, products and settings that permissions hang on, and whether they are on. */
export function SwitchesDialog({ switches, mayNotEdit, onClose }: SwitchesDialogProps) {
  const [turning, setTurning] = useState<Switch | null>(null)
  return (
    <>
      <MessageDialog
        title="Features and settings"
        onClose={onClose}
        text={
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {switches.map((each, index) => (
              <Box
                component="li"
                key={`${each.kind}/${each.key}`}
                sx={{
                  display: 'flex',
                  gap: 4,
                  alignItems: 'center',
                  py: 3,
                  borderTop: index === 0 ? 0 : '1px solid',
                  borderColor: 'line',
                }}
              >
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600 }}>
                    {each.name}{' '}
                    <Box component="span" sx={{ color: 'faint', fontWeight: 400, fontSize: 12 }}>
                      {kindWords[each.kind]}
                      {each.on === each.default ? '' : ` · ${each.default ? 'on' : 'off'} by default`}
                    </Box>
                  </Box>
                  <Box>{each.summary}</Box>
                  {each.governs.length > 0 && (
                    <Box sx={{ color: 'dim', fontSize: 12 }}>
                      Decides about: {each.governs.map((one) => one.name).join(', ')}
                    </Box>
                  )}
                </Box>
                {each.pending === true && <PendingMark />}
                <StateMark word={each.on ? 'On' : 'Off'} tone={each.on ? 'ok' : 'quiet'} />
                <ReasonedButton
                  disabledBecause={mayNotEdit}
                  aria-label={`Turn ${each.on ? 'off' : 'on'}: ${each.name}`}
                  onClick={() => setTurning(each)}
                >
                  {each.on ? 'Turn off' : 'Turn on'}
                </ReasonedButton>
              </Box>
            ))}
          </Box>
        }
      />
      {turning !== null && <SwitchDialog turning={turning} onClose={() => setTurning(null)} />}
    </>
  )
}
