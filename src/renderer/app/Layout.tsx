import Box from '@mui/material/Box'
import { HeaderSlotProvider } from '../components/HeaderSlot'
import { HelpSlotProvider } from '../components/HelpSlot'
import { narrow } from '../components/narrow'
import { TitleSlot } from '../components/TitleSlot'
import { MovedBar } from '../features/sync/MovedBar'
import type { OrgInfo } from '../stores/orgStore'
import { useRouteStore } from '../stores/routeStore'
import { ErrorBoundary } from './ErrorBoundary'
import { HelpDialog } from './HelpDialog'
import { HelpHint } from './HelpHint'
import { Navigation } from './Navigation'
import { OpenFailureDialog } from './OpenFailureDialog'
import { pages } from './pages'
import { ReadOnlyBanner } from './ReadOnlyBanner'
import { SearchField } from './SearchField'
import { SearchPalette } from './SearchPalette'
import { UndoDialog } from './UndoDialog'
import { ProductDialog } from './ProductDialog'
import { ViewAsBanner } from './ViewAsBanner'
import { ViewAsButton } from './ViewAsButton'
import { ViewAsFrame } from './ViewAsFrame'
import { ViewAsDialog } from './ViewAsDialog'
import { useViewAsStore } from '../stores/viewAsStore'
import { usePaletteStore } from './paletteStore'
import { useShortcuts } from './useShortcuts'
import { WaitingBar } from './WaitingBar'

/** The frame around every page of an open organization. */
export function Layout({ org }: { readonly org: OrgInfo }) {
  const page = useRouteStore((store) => store.route.page)
  const { shown, hide } = usePaletteStore()
  const { isChoosing, isShowingProduct, choose, showProduct } = useViewAsStore()
  const Page = pages[page].component
  useShortcuts()

  return (
    <HelpSlotProvider value={<HelpHint />}>
      <Box
        data-print="flow"
        sx={{
          display: 'grid',
          gridTemplateColumns: '224px minmax(0, 1fr)',
          [narrow]: { gridTemplateColumns: '88px minmax(0, 1fr)' },
          height: '100%',
        }}
      >
        <Navigation org={org} />
        <Box data-print="flow" sx={{ display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0 }}>
          {org.viewAs !== null && <ViewAsBanner name={org.viewAs.name} />}
          {org.mode === 'read-only' && org.viewAs === null && <ReadOnlyBanner org={org} />}
          <WaitingBar />
          <MovedBar />
          <HeaderSlotProvider
            value={
              <>
                <SearchField />
                <ViewAsButton />
              </>
            }
          >
            <TitleSlot.Provider value={org.asOf === null ? [org.name] : [org.name, `as of ${org.asOf.text}`]}>
              <ErrorBoundary key={page}>
                <Page />
              </ErrorBoundary>
            </TitleSlot.Provider>
          </HeaderSlotProvider>
        </Box>
        {shown === 'search' && <SearchPalette onClose={hide} />}
        {shown === 'undo' && <UndoDialog onClose={hide} />}
        {shown === 'help' && <HelpDialog onClose={hide} />}
        {isChoosing && <ViewAsDialog onClose={() => choose(false)} />}
        {isShowingProduct && org.viewAs !== null && <ProductDialog onClose={() => showProduct(false)} />}
        {org.viewAs !== null && <ViewAsFrame />}
        <OpenFailureDialog />
      </Box>
    </HelpSlotProvider>
  )
}
