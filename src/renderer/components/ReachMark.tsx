import Box from '@mui/material/Box'
import SvgIcon from '@mui/material/SvgIcon'

export type ReachShape = 'all' | 'assigned' | 'own' | 'shared' | 'connected' | 'none'

interface ReachMarkProps {
  readonly reach: ReachShape
  /** Stands for the reach; left out: the reach itself. */
  readonly word?: string
  /** One of the ladder's colours, for the mark only. */
  readonly color?: string
}

/** A mark and a word, so that a reach is told by shape and by text, never by colour alone. */
export function ReachMark({ reach, word, color }: ReachMarkProps) {
  const isNone = reach === 'none'
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        color: isNone ? 'faint' : 'ink',
        whiteSpace: 'nowrap',
        verticalAlign: 'bottom',
      }}
    >
      <ReachIcon reach={reach} color={color} />
      {word ?? reach}
    </Box>
  )
}

export function ReachIcon({ reach, color }: { readonly reach: ReachShape; readonly color?: string | undefined }) {
  return (
    <SvgIcon
      aria-hidden
      viewBox="0 0 14 14"
      sx={{ fontSize: 12, color: reach === 'none' ? 'faint' : (color ?? 'dim') }}
    >
      {paths[reach]}
    </SvgIcon>
  )
}

const ring = <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.5" />

const paths: Readonly<Record<ReachShape, React.ReactNode>> = {
  all: <circle cx="7" cy="7" r="6" />,
  assigned: (
    <>
      {ring}
      <path d="M7 1.8a5.2 5.2 0 0 0 0 10.4z" />
    </>
  ),
  own: (
    <>
      {ring}
      <path d="M7 7V1.8A5.2 5.2 0 0 1 12.2 7z" />
    </>
  ),
  shared: (
    <>
      {ring}
      <path d="M1.8 7a5.2 5.2 0 0 0 10.4 0z" />
    </>
  ),
  connected: (
    <>
      <circle cx="4.6" cy="7" r="3.4" />
      <circle cx="9.4" cy="7" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  none: ring,
}
