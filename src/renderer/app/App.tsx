import { ThemeProvider } from '@mui/material/styles'
import { useEffect, useMemo } from 'react'
import { Rescue } from '../features/devices/Rescue'
import { WelcomePage } from '../features/welcome/WelcomePage'
import { saveDraft, useDraftStore } from '../stores/draftStore'
import { followExchanges } from '../stores/exchangeStore'
import { followWhoActs } from '../stores/followWhoActs'
import { followOrg, useOrgStore } from '../stores/orgStore'
import { followSystemTheme, useThemeStore } from '../stores/themeStore'
import { DropTarget } from './DropTarget'
import { ErrorBoundary } from './ErrorBoundary'
import { GlobalStyles } from './GlobalStyles'
import { Layout } from './Layout'
import { OpeningProgress } from './OpeningProgress'
import { PassphraseDialog } from './PassphraseDialog'
import { StyleNonce } from './StyleNonce'
import { makeTheme } from './theme'
import { ThemeSwitch } from './ThemeSwitch'
import { Toasts } from './Toasts'
import { useKeptFocus } from './useKeptFocus'
import { useMenuCommands } from './useMenuCommands'

export function App() {
  const mode = useThemeStore(({ choice, system, isPrinting }) =>
    isPrinting ? 'light' : choice === 'system' ? system : choice,
  )
  const theme = useMemo(() => makeTheme(mode), [mode])
  return (
    <StyleNonce>
      <ThemeProvider theme={theme}>
        <GlobalStyles />
        <ErrorBoundary>
          <Desk />
          <Toasts />
        </ErrorBoundary>
      </ThemeProvider>
    </StyleNonce>
  )
}

function Desk() {
  const isKnown = useOrgStore((store) => store.isKnown)
  const org = useOrgStore((store) => store.org)
  const news = useOrgStore((store) => store.news)
  const canEdit = org?.mode === 'edit'

  useEffect(() => followOrg(), [])
  useEffect(() => followExchanges(), [])
  useEffect(() => followWhoActs(), [])
  useEffect(() => {
    void useThemeStore.getState().load()
    return followSystemTheme()
  }, [])
  // The staged edits live in the org file; main also says which of them have been overtaken.
  useEffect(() => {
    if (canEdit) void useDraftStore.getState().load()
  }, [canEdit, news])
  useEffect(() => {
    const save = () => void saveDraft()
    window.addEventListener('pagehide', save)
    document.addEventListener('visibilitychange', save)
    return () => {
      window.removeEventListener('pagehide', save)
      document.removeEventListener('visibilitychange', save)
    }
  }, [])
  useMenuCommands()
  useKeptFocus()

  if (!isKnown) return null
  return (
    <DropTarget>
      <PassphraseDialog />
      <OpeningProgress />
      {org === null ? (
        <WelcomePage corner={<ThemeSwitch />} rescue={(failed) => <Rescue {...failed} />} />
      ) : (
        <Layout key={org.path} org={org} />
      )}
    </DropTarget>
  )
}
