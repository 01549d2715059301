import MuiGlobalStyles from '@mui/material/GlobalStyles'
import { markStyles } from '../components/markStyles'

/** The page itself, what every focused thing shows, and how a screen looks on paper. */
export function GlobalStyles() {
  return (
    <MuiGlobalStyles
      styles={(theme) => ({
        'html, body, #root': { height: '100%' },
        html: { colorScheme: theme.palette.mode },
        body: {
          margin: 0,
          backgroundColor: theme.palette.bg,
          color: theme.palette.ink,
          fontFamily: theme.typography.fontFamily,
          fontSize: 13,
          lineHeight: 1.45,
          overflow: 'hidden',
        },
        '*, *::before, *::after': { boxSizing: 'border-box' },
        '*': { scrollbarWidth: 'thin', scrollbarColor: `${theme.palette.scroll} transparent` },
        ':focus-visible': { outline: `2px solid ${theme.palette.brand}`, outlineOffset: 2 },
        'h1:focus, h2:focus': { outline: 'none' },
        ...markStyles(theme),
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
        },
        '@media print': {
          'html, body, #root': { height: 'auto', backgroundColor: '#fff', overflow: 'visible' },
          '[data-print="hide"]': { display: 'none !important' },
          '[data-print="flow"]': {
            display: 'block !important',
            height: 'auto !important',
            overflow: 'visible !important',
          },
          // A message that is printed from a dialog stands alone on its page.
          'body:has([data-print="only"]) #root': { display: 'none !important' },
          'body:has([data-print="only"]) .MuiDialogTitle-root, body:has([data-print="only"]) .MuiDialogActions-root': {
            display: 'none !important',
          },
          '[data-print="only"], [data-print="only"] *': {
            maxHeight: 'none !important',
            overflow: 'visible !important',
          },
          '*': { printColorAdjust: 'exact' },
        },
      })}
    />
  )
}
