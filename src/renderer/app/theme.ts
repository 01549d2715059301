import { createTheme, type Theme } from '@mui/material/styles'
import { darkTokens, lightTokens, type Tokens } from './tokens'

declare module '@mui/material/styles' {
  // One flat name for each token, so that `sx={{ color: 'dim' }}` finds it.
  interface Palette extends Tokens {}
  interface PaletteOptions extends Partial<Tokens> {}
  interface TypeText {
    readonly faint?: string
  }
}

const fontFamily = 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** The look of the console: dense, calm, one accent. */
export function makeTheme(mode: 'light' | 'dark'): Theme {
  const tokens = mode === 'light' ? lightTokens : darkTokens
  const focusRing = { outline: `2px solid ${tokens.brand}`, outlineOffset: 2 }
  return createTheme({
    palette: {
      mode,
      ...tokens,
      // Under the pointer a button turns `dark`, which must carry the same letters.
      primary: {
        main: tokens.brand,
        contrastText: tokens.brandInk,
        ...(mode === 'dark' ? { dark: '#b4beff' } : {}),
      },
      error: { main: tokens.bad },
      warning: { main: tokens.warn },
      success: { main: tokens.ok },
      background: { default: tokens.bg, paper: tokens.paper },
      text: { primary: tokens.ink, secondary: tokens.dim, disabled: tokens.faint },
      divider: tokens.line,
    },
    shape: { borderRadius: 8 },
    spacing: 4,
    typography: {
      fontFamily,
      fontSize: 13,
      htmlFontSize: 16,
      body1: { fontSize: 13, lineHeight: 1.45 },
      body2: { fontSize: 12, lineHeight: 1.4 },
      h1: { fontSize: 18, fontWeight: 700, lineHeight: 1.3 },
      h2: { fontSize: 15, fontWeight: 650, lineHeight: 1.35 },
      h3: { fontSize: 13, fontWeight: 650, lineHeight: 1.4 },
      button: { textTransform: 'none', fontWeight: 500, fontSize: 13 },
    },
    components: {
      MuiButtonBase: {
        defaultProps: { disableRipple: true },
        styleOverrides: { root: { '&:focus-visible': focusRing } },
      },
      MuiButton: {
        defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit', size: 'small' },
        styleOverrides: {
          root: { minWidth: 0, padding: '5px 12px', lineHeight: 1.5, whiteSpace: 'nowrap' },
          outlined: {
            borderColor: mode === 'light' ? '#d5dae2' : '#3b4456',
            backgroundColor: tokens.paper,
            '&:hover': { backgroundColor: tokens.sunken, borderColor: tokens.strongLine },
          },
          text: { color: tokens.brand },
          startIcon: { marginRight: 6, '& > *:nth-of-type(1)': { fontSize: 16 } },
        },
      },
      MuiIconButton: {
        defaultProps: { size: 'small' },
        styleOverrides: { root: { color: tokens.dim, borderRadius: 8 } },
      },
      MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
      MuiOutlinedInput: {
        styleOverrides: {
          root: { fontSize: 13, backgroundColor: tokens.paper },
          notchedOutline: { borderColor: mode === 'light' ? '#c9d0da' : '#434d61', '& legend': { fontSize: '0.87em' } },
        },
      },
      MuiInputLabel: {
        styleOverrides: {
          root: { fontSize: 13 },
          // Smaller than the field's text, but still easy to read.
          outlined: { '&.MuiInputLabel-shrink': { transform: 'translate(14px, -8px) scale(0.87)' } },
        },
      },
      MuiFormControlLabel: { styleOverrides: { label: { fontSize: 13 } } },
      MuiFormHelperText: { styleOverrides: { root: { marginLeft: 2, fontSize: 12 } } },
      MuiCheckbox: { defaultProps: { size: 'small' } },
      MuiRadio: { defaultProps: { size: 'small' } },
      // The list is cut at its edges, so the ring of a line lies inside it.
      MuiMenuItem: {
        styleOverrides: { root: { fontSize: 13, minHeight: 32, '&.Mui-focusVisible': { outlineOffset: -2 } } },
      },
      MuiMenu: {
        // A menu lies outside the page's landmarks, so its paper is one of its own.
        defaultProps: { slotProps: { paper: { role: 'region', 'aria-label': 'Choices' } } },
        styleOverrides: { paper: { border: `1px solid ${tokens.line}` } },
      },
      MuiAutocomplete: { defaultProps: { slotProps: { popper: { role: 'region', 'aria-label': 'Choices' } } } },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiPopover: { styleOverrides: { paper: { border: `1px solid ${tokens.line}` } } },
      MuiDialog: { styleOverrides: { paper: { borderRadius: 14, border: `1px solid ${tokens.line}` } } },
      MuiDialogTitle: {
        defaultProps: { variant: 'h2' },
        styleOverrides: { root: { padding: '18px 22px 6px', fontSize: 16 } },
      },
      MuiDialogContent: { styleOverrides: { root: { padding: '8px 22px 12px' } } },
      MuiDialogActions: { styleOverrides: { root: { padding: '10px 22px 18px', gap: 4 } } },
      MuiTooltip: {
        defaultProps: { arrow: true, enterDelay: 350, describeChild: true },
        styleOverrides: {
          tooltip: { fontSize: 12, backgroundColor: tokens.bar, color: tokens.barInk, maxWidth: 340, lineHeight: 1.4 },
          arrow: { color: tokens.bar },
        },
      },
      MuiTabs: { styleOverrides: { root: { minHeight: 36 } } },
      MuiTab: {
        defaultProps: { disableRipple: true },
        styleOverrides: {
          root: {
            minHeight: 36,
            minWidth: 0,
            padding: '6px 2px',
            marginRight: 18,
            fontSize: 13,
            fontWeight: 500,
            color: tokens.dim,
          },
        },
      },
      MuiLink: {
        styleOverrides: { root: { color: tokens.brand, textUnderlineOffset: 2, '&:focus-visible': focusRing } },
      },
      MuiLinearProgress: { styleOverrides: { root: { borderRadius: 4, height: 6, backgroundColor: tokens.track } } },
    },
  })
}
