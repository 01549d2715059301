import { useEffect } from 'react'
import { bridge } from '../bridge'
import { closeOrg, useOpeningStore } from '../stores/openingStore'
import { useOrgStore } from '../stores/orgStore'
import { useRouteStore } from '../stores/routeStore'
import { usePaletteStore } from './paletteStore'

/** What the window's menu asks for. */
export function useMenuCommands(): void {
  useEffect(
    () =>
      bridge.on('menu.command', ({ command, path }) => {
        const opening = useOpeningStore.getState()
        const isOpen = useOrgStore.getState().org !== null
        if (command === 'open') void opening.chooseAndOpen()
        if (command === 'open-path' && path !== undefined) void opening.open(path)
        if (command === 'new') void opening.startNew()
        if (command === 'close' && isOpen) void closeOrg()
        if (command === 'search' && isOpen) usePaletteStore.getState().show('search')
        if (command === 'help' && isOpen) usePaletteStore.getState().show('help')
        if (command === 'new-location' && isOpen) useRouteStore.getState().go('new-location')
        if (command === 'undo' && isOpen) usePaletteStore.getState().show('undo')
      }),
    [],
  )
}
