import type { App, Session } from 'electron'

/** Schemes a page may load from: our own, what a page makes in memory, and the developer tools. */
const allowedSchemes = new Set(['app:', 'data:', 'blob:', 'devtools:'])

/** Every page that is ever created stays where it is: no navigation, no further windows, no webviews. */
export function confinePages(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Grants pages no permission, no device, no download, and nothing from a network. */
export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !allowedSchemes.has(new URL(request.url).protocol) })
  })
}
