export const appScheme = 'app'
export const appHost = 'rolecall'
export const appStartUrl = `${appScheme}://${appHost}/index.html`

/** True for an address of our own pages. */
export function isAppPage(url: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    return protocol === `${appScheme}:` && host === appHost
  } catch {
    return false
  }
}
