import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useState } from 'react'
import { Logo } from '../components/Logo'
import { OrganizationMenu } from '../features/organization/OrganizationMenu'
import type { OrgInfo } from '../stores/orgStore'
import { countOf } from '../words/countOf'
import { HiddenText } from '../components/HiddenText'
import { hiddenLook } from '../components/hiddenLook'
import { narrow } from '../components/narrow'

/** Which organization this is, and what can be done with its file. */
export function OrgCard({ org }: { readonly org: OrgInfo }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          display: 'flex',
          justifyContent: 'flex-start',
          textAlign: 'left',
          gap: 2.5,
          p: 2,
          mb: 3,
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '10px',
          bgcolor: 'paper',
          fontFamily: 'inherit',
          '&:hover': { borderColor: 'strongLine' },
          [narrow]: { justifyContent: 'center', flex: 'none', p: 1, mb: 1.5 },
        }}
      >
        <Logo letter={[...org.name][0] ?? 'R'} />
        <Box sx={{ minWidth: 0, flex: 1, [narrow]: hiddenLook }}>
          <Box
            sx={{ fontWeight: 650, fontSize: 13, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {org.name}
          </Box>
          <Box sx={{ color: 'dim', fontSize: 11, lineHeight: 1.3 }}>
            {org.blueprint.name} ·{' '}
            <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
              {countOf(org.blueprint.roles, 'role')}
            </Box>
          </Box>
        </Box>
        <HiddenText>Organization menu: export, verify, copy, close</HiddenText>
        <UnfoldMoreIcon aria-hidden sx={{ fontSize: 16, color: 'faint', [narrow]: { display: 'none' } }} />
      </ButtonBase>
      <OrganizationMenu org={org} anchor={anchor} onClose={() => setAnchor(null)} />
    </>
  )
}
