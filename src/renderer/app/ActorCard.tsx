import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useState } from 'react'
import { HiddenText } from '../components/HiddenText'
import { hiddenLook } from '../components/hiddenLook'
import { LetterAvatar } from '../components/LetterAvatar'
import { narrow } from '../components/narrow'
import { ActorMenu } from '../features/devices/ActorMenu'
import type { OrgInfo } from '../stores/orgStore'
import { initials } from '../words/initials'
import { ThemeSwitch } from './ThemeSwitch'

/** Who acts at this desktop, whether they may change anything, and the menu to act as somebody else. */
export function ActorCard({ org }: { readonly org: OrgInfo }) {
  const { roles } = org.blueprint
  const { actor } = org
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <Box
      sx={{
        borderTop: '1px solid',
        borderColor: 'line',
        pt: 2.5,
        display: 'flex',
        gap: 1,
        alignItems: 'center',
        [narrow]: { flexDirection: 'column', pt: 1.5 },
      }}
    >
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          display: 'flex',
          justifyContent: 'flex-start',
          textAlign: 'left',
          gap: 2.5,
          p: 1,
          flex: 1,
          minWidth: 0,
          borderRadius: '8px',
          fontFamily: 'inherit',
          fontSize: 'inherit',
          '&:hover': { bgcolor: 'chip' },
        }}
      >
        {actor === null ? (
          <VisibilityIcon aria-hidden sx={{ fontSize: 22, color: 'dim' }} />
        ) : (
          <LetterAvatar letters={initials(actor.name)} rank={actor.role.rank} of={roles} />
        )}
        <Box sx={{ minWidth: 0, flex: 1, [narrow]: hiddenLook }}>
          <Box sx={{ fontWeight: 650, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {actor?.name ?? 'Reading only'}
          </Box>
          <Box
            title={org.readOnlyBecause ?? undefined}
            sx={{ color: 'dim', fontSize: 11, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {actor === null ? 'Nobody is signed in' : modeWords(org, actor.role.name)}
          </Box>
        </Box>
        <HiddenText>Switch operator, lock, operators and keys</HiddenText>
      </ButtonBase>
      <ActorMenu org={org} anchor={anchor} onClose={() => setAnchor(null)} />
      <ThemeSwitch />
    </Box>
  )
}

function modeWords({ mode, needsKey }: OrgInfo, role: string): string {
  if (mode === 'edit') return `${role} · editing`
  return needsKey ? 'Key revoked · read only' : `${role} · read only`
}
