import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useDraftStore } from '../stores/draftStore'
import type { OrgInfo } from '../stores/orgStore'
import { pageNames, useRouteStore, type PageName } from '../stores/routeStore'
import { countOf, formatCount } from '../words/countOf'
import { ActorCard } from './ActorCard'
import { OrgCard } from './OrgCard'
import { pages } from './pages'
import { HiddenText } from '../components/HiddenText'
import { narrow } from '../components/narrow'
import { StateMark } from '../components/StateMark'
import { TextLink } from '../components/TextLink'

export function Navigation({ org }: { readonly org: OrgInfo }) {
  const { route, go } = useRouteStore()
  const staged = useDraftStore((store) => store.edits.length)
  const current = pages[route.page].under ?? route.page

  const { inbox, pending } = org.counts
  const spoken = [
    ...(inbox > 0 ? [`${formatCount(inbox)} in the inbox`] : []),
    ...(pending > 0 ? [`${formatCount(pending)} pending`] : []),
  ]
  const loud: Partial<Record<PageName, boolean>> = { permissions: true, sync: inbox > 0 }

  const badges: Partial<Record<PageName, { text: string; spoken: string }>> = {
    staff: { text: formatCount(org.counts.people), spoken: countOf(org.counts.people, 'person', 'people') },
    places: { text: formatCount(org.counts.places), spoken: countOf(org.counts.places, 'place') },
    ...(staged > 0 ? { permissions: { text: formatCount(staged), spoken: countOf(staged, 'staged edit') } } : {}),
    ...(spoken.length > 0 ? { sync: { text: formatCount(inbox + pending), spoken: spoken.join(', ') } } : {}),
  }

  return (
    <Box
      component="header"
      data-print="hide"
      sx={{
        bgcolor: 'nav',
        borderRight: '1px solid',
        borderColor: 'line',
        p: 3,
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
        minHeight: 0,
        overflow: 'auto',
        [narrow]: { p: 1.5 },
      }}
    >
      <OrgCard org={org} />
      <Box component="nav" aria-label="Main" sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
        {pageNames
          .filter((name) => pages[name].under === undefined)
          .map((name) => {
            const { label, icon: Icon } = pages[name]
            const isHere = name === current
            const badge = badges[name]
            return (
              <ButtonBase
                key={name}
                aria-current={isHere ? 'page' : undefined}
                onClick={() => go(name)}
                sx={{
                  justifyContent: 'flex-start',
                  gap: 2.5,
                  px: '10px',
                  py: '8px',
                  borderRadius: '8px',
                  fontSize: 13,
                  fontFamily: 'inherit',
                  lineHeight: 1.45,
                  color: isHere ? 'brand' : 'dim',
                  bgcolor: isHere ? 'brandWeak' : 'transparent',
                  fontWeight: isHere ? 600 : 400,
                  '&:hover': { bgcolor: isHere ? 'brandWeak' : 'chip' },
                  // The word goes under its picture, the number to its corner.
                  [narrow]: {
                    flexDirection: 'column',
                    flex: 'none',
                    gap: 0,
                    px: 0,
                    py: '5px',
                    fontSize: 11,
                    position: 'relative',
                    '& > span:not([class*="TouchRipple"])': { position: 'absolute', top: 2, right: 2, px: '5px' },
                  },
                }}
              >
                <Icon aria-hidden sx={{ fontSize: 18 }} />
                {label}
                {badge !== undefined && (
                  <Box
                    component="span"
                    sx={{
                      ml: 'auto',
                      fontSize: 11,
                      lineHeight: '18px',
                      px: '7px',
                      borderRadius: '9px',
                      fontWeight: 400,
                      bgcolor: loud[name] === true ? 'staged' : 'track',
                      color: loud[name] === true ? 'ink' : 'dim',
                      fontVariantNumeric: 'tabular-nums',
                    }}
                  >
                    <span aria-hidden>{badge.text}</span>
                    <HiddenText>{badge.spoken}</HiddenText>
                  </Box>
                )}
              </ButtonBase>
            )
          })}
      </Box>
      <Box sx={{ flex: 1 }} />
      {pending > 0 && (
        <Box sx={{ px: '10px', pb: 2.5 }}>
          <TextLink onClick={() => go('sync', { tab: 'pending' })}>
            <StateMark word={`${countOf(pending, 'change')} not settled yet`} tone="warn" />
          </TextLink>
        </Box>
      )}
      <ActorCard org={org} />
    </Box>
  )
}
