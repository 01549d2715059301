import CloseIcon from '@mui/icons-material/Close'
import PlaceIcon from '@mui/icons-material/PlaceOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { useMemo, useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyChange } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useEndWords } from '../../stores/useEndWords'
import { countOf } from '../../words/countOf'
import { nameOf } from './nameOf'
import { PersonalGrants } from './PersonalGrants'
import { StaffPlacePicker } from './StaffPlacePicker'
import { useMayNotWith } from './useMayNotWith'
import { useUntil } from './useUntil'

/** Where a person works: what they are assigned to, until when; add and take away. */
export function AssignmentsTab({ shown }: { readonly shown: OperationOutput<'staff.show'> }) {
  const { person } = shown
  const [chosen, setChosen] = useState<readonly string[]>([])
  const until = useUntil()
  const { end } = useEndWords()
  const [failure, setFailure] = useState<Failure | null>(null)
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const mayNot = useMayNotWith(shown)('staff.assign')
  const name = nameOf(person)

  const taken = useMemo(() => person.at.map((at) => at.place), [person.at])

  const change = async (part: { add?: PlaceId[]; remove?: PlaceId[]; untilMs?: number | null }, done: string) => {
    setFailure(null)
    const answer = await applyChange('staff.assign', { staffId: person.id, ...part }, done)
    if (answer.ok) {
      setChosen([])
      until.setText('')
    } else setFailure(answer.error)
  }

  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box>{shown.scope}</Box>
      {person.at.length > 0 && (
        <Box
          component="ul"
          aria-label="Assigned to"
          sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'line', borderRadius: '10px' }}
        >
          {person.at.map((at, index) => (
            <Box
              component="li"
              key={at.place}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 2,
                pl: 3,
                pr: 1,
                minHeight: 36,
                borderTop: index === 0 ? 0 : '1px solid',
                borderColor: 'line',
              }}
            >
              <PlaceIcon aria-hidden sx={{ fontSize: 16, color: 'faint' }} />
              <Box sx={{ flex: 1, minWidth: 0 }}>
                {at.name}
                {at.untilMs !== null && (
                  <Box component="span" sx={{ color: 'warn', ml: 1, fontSize: 12 }}>
                    {' '}
                    until {end(at.untilMs)}
                  </Box>
                )}
              </Box>
              {mayNot === null && (
                <IconButton
                  aria-label={`Take ${name} away from ${at.name}`}
                  onClick={() => void change({ remove: [at.place] }, `${name} is no longer assigned to ${at.name}.`)}
                >
                  <CloseIcon sx={{ fontSize: 15 }} />
                </IconButton>
              )}
            </Box>
          ))}
        </Box>
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      {!isReadOnly && (
        <Box
          component="form"
          aria-label="Assign to places"
          onSubmit={(event) => {
            event.preventDefault()
            void change(
              { add: chosen as PlaceId[], untilMs: until.untilMs },
              `${name} is assigned to ${countOf(chosen.length, 'more place')}.`,
            )
          }}
          sx={{ display: 'grid', gap: 3 }}
        >
          {mayNot === null ? (
            <StaffPlacePicker label="Add places" chosen={chosen} onChange={setChosen} without={taken} />
          ) : (
            <Box sx={{ color: 'dim' }}>{mayNot}</Box>
          )}
          {chosen.length > 0 && (
            <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
              <TextField
                label="Until (optional)"
                type="date"
                value={until.text}
                onChange={(event) => until.setText(event.target.value)}
                helperText={until.hint}
                slotProps={{ inputLabel: { shrink: true } }}
              />
              <ReasonedButton
                type="submit"
                variant="contained"
                color="primary"
                disabledBecause={null}
                sx={{ height: 37 }}
              >
                Assign
              </ReasonedButton>
            </Box>
          )}
        </Box>
      )}
      {!person.masked && <PersonalGrants shown={shown} />}
    </Box>
  )
}
