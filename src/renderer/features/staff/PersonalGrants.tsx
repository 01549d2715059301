import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import EventIcon from '@mui/icons-material/EventOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyOrSay } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useEndWords } from '../../stores/useEndWords'
import { reachWords } from '../../words/reachWords'
import { CoverDialog } from './CoverDialog'
import { GrantDialog } from './GrantDialog'
import { nameOf } from './nameOf'
import { useMayNotWith } from './useMayNotWith'

/** What one person has beyond the role: personal grants, and cover with its end. */
export function PersonalGrants({ shown }: { readonly shown: OperationOutput<'staff.show'> }) {
  const [dialog, setDialog] = useState<'grant' | 'cover' | null>(null)
  const { person } = shown
  const mayNotWith = useMayNotWith(shown)
  const { end } = useEndWords()
  const mayNot = mayNotWith('grants.edit')
  const mayNotCover = mayNot === null ? null : mayNotWith('staff.assign')
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const name = nameOf(person)
  const grants = shown.personalGrants.filter((grant) => !grant.isOver)

  return (
    <Box component="section" aria-label="Beyond the role" sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ fontSize: 12, fontWeight: 600, color: 'dim' }}>Beyond the role</Box>
      {person.coverUntilMs !== null && (
        <Notice
          tone="warn"
          title={`Cover until ${end(person.coverUntilMs)}`}
          action={
            !isReadOnly && (
              <ReasonedButton
                disabledBecause={mayNotCover}
                onClick={() =>
                  void applyOrSay('staff.endCover', { staffId: person.id }, `The cover by ${name} has ended.`)
                }
              >
                End now
              </ReasonedButton>
            )
          }
        >
          What is marked with an end goes by itself.
        </Notice>
      )}
      {grants.length === 0 && person.coverUntilMs === null && (
        <Box sx={{ color: 'dim' }}>Nothing: the role decides alone.</Box>
      )}
      {grants.length > 0 && (
        <Box
          component="ul"
          aria-label="Personal grants"
          sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'line', borderRadius: '10px' }}
        >
          {grants.map((grant, index) => (
            <Box
              component="li"
              key={grant.permission}
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
              <Box sx={{ flex: 1, minWidth: 0 }}>
                {grant.name}
                <Box component="span" sx={{ color: 'dim', fontSize: 12, ml: 2 }}>
                  {reachWords(grant.reach).word}
                  {grant.places === null ? '' : ` at ${grant.places.join(', ')}`}
                </Box>
                {grant.untilMs !== null && (
                  <Box component="span" sx={{ color: 'warn', ml: 2, fontSize: 12 }}>
                    until {end(grant.untilMs)}
                  </Box>
                )}
              </Box>
              {!isReadOnly && mayNot === null && (
                <IconButton
                  aria-label={`Take ${grant.name} from ${name}`}
                  onClick={() =>
                    void applyOrSay(
                      'staff.revoke',
                      { staffId: person.id, permission: grant.permission },
                      `${name} no longer has the personal grant of ${grant.name}.`,
                    )
                  }
                >
                  <CloseIcon sx={{ fontSize: 15 }} />
                </IconButton>
              )}
            </Box>
          ))}
        </Box>
      )}
      {!isReadOnly && person.state !== 'removed' && person.state !== 'purged' && !person.masked && (
        <Box sx={{ display: 'flex', gap: 2 }}>
          <ReasonedButton disabledBecause={mayNot} startIcon={<AddIcon />} onClick={() => setDialog('grant')}>
            Give a permission…
          </ReasonedButton>
          <ReasonedButton disabledBecause={mayNotCover} startIcon={<EventIcon />} onClick={() => setDialog('cover')}>
            Cover…
          </ReasonedButton>
        </Box>
      )}
      {dialog === 'grant' && <GrantDialog person={person} onClose={() => setDialog(null)} />}
      {dialog === 'cover' && <CoverDialog person={person} onClose={() => setDialog(null)} />}
    </Box>
  )
}
