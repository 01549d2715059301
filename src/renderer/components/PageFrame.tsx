import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useContext, useEffect, useRef, type ReactNode } from 'react'
import { HeaderSlot } from './HeaderSlot'
import { narrow } from './narrow'
import { TitleSlot } from './TitleSlot'

interface PageFrameProps {
  readonly title: string
  readonly sub?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Beside the content, down to the foot. */
  readonly aside?: ReactNode
  /** At the foot, over the whole width. */
  readonly bar?: ReactNode
}

/** A page: heading, sub line, actions, content, and what stands beside and below it. */
export function PageFrame({ title, sub, actions, children, aside, bar }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const whole = [title, ...useContext(TitleSlot), 'Rolecall'].join(' · ')

  // A page that was just opened is read from its heading.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = whole
  }, [whole])

  return (
    <Box
      component="main"
      data-print="flow"
      sx={{ display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0, flex: 1 }}
    >
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 3,
          px: '22px',
          // A sub line that takes two lines does not make the header any higher.
          py: '6px',
          minHeight: 74,
          borderBottom: '1px solid',
          borderColor: 'line',
          bgcolor: 'paper',
          // What cannot stand beside the heading stands below it.
          '@media screen and (max-width: 1100px)': { flexWrap: 'wrap', rowGap: 1 },
        }}
      >
        <Box sx={{ minWidth: 0, '@media screen and (max-width: 1100px)': { flex: '1 1 240px' } }}>
          <Typography variant="h1" ref={heading} tabIndex={-1} noWrap>
            {title}
          </Typography>
          <Box
            sx={{
              color: 'dim',
              minHeight: 19,
              lineHeight: '18px',
              overflow: 'hidden',
              overflowWrap: 'anywhere',
              display: '-webkit-box',
              WebkitBoxOrient: 'vertical',
              WebkitLineClamp: 2,
            }}
          >
            {sub}
          </Box>
        </Box>
        <Box
          data-print="hide"
          sx={{
            display: 'flex',
            gap: 2.5,
            alignItems: 'center',
            flex: 'none',
            ml: 'auto',
            [narrow]: { flex: '0 1 auto', flexWrap: 'wrap', rowGap: 1.5, ml: 0 },
          }}
        >
          <HeaderSlot />
          {actions}
        </Box>
      </Box>
      <Box
        data-print="flow"
        sx={{
          flex: 1,
          display: 'flex',
          minHeight: 0,
          position: 'relative',
          [narrow]: {
            '&:has(> [data-narrow="below"])': {
              flexDirection: 'column',
              overflow: 'auto',
              '& > *': { flex: 'none', overflow: 'visible' },
            },
          },
        }}
      >
        <Box
          data-print="flow"
          sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', position: 'relative' }}
        >
          {children}
        </Box>
        {aside}
      </Box>
      {bar}
    </Box>
  )
}
