import type { CSSObject, Theme } from '@mui/material/styles'

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

/**
 * How the small marks of people look: names, initials, roles and states. Plain classes of the page (`GlobalStyles`), since a
 * list draws hundreds of them for every key of a search, and a styled box costs more than all that is in it.
 */
export function markStyles({ palette }: Theme): CSSObject {
  return {
    '.letters': {
      borderRadius: '50%',
      display: 'grid',
      placeItems: 'center',
      flex: 'none',
      fontWeight: 600,
      lineHeight: 1,
      color: '#fff',
    },
    '.rank-chip': {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      maxWidth: '100%',
      padding: '2px 8px',
      borderRadius: 12,
      backgroundColor: palette.chip,
      color: palette.ink,
      fontSize: 12,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
    },
    '.clipped': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '.state-mark': { display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' },
    '.state-dot': { width: 7, height: 7, flex: 'none', border: '1.5px solid' },
    '.marks': { display: 'flex', gap: 7, alignItems: 'center', minWidth: 0 },
    '.person': { display: 'flex', gap: 10, alignItems: 'center', minWidth: 0 },
    '.person-lines': { minWidth: 0 },
    '.person-name': { fontWeight: 600, lineHeight: 1.3, ...clip },
    '.person-email': { color: palette.dim, fontSize: 12, lineHeight: 1.25, ...clip },
    '.table-tick': { width: 15, height: 15, margin: 0, accentColor: palette.brand, cursor: 'pointer' },
    '.table-tick:disabled': { cursor: 'default' },
  }
}
