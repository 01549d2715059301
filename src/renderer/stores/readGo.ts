import { pageNames, type PageName, type Route } from './routeStore'

const pageByWord: Readonly<Record<string, PageName>> = {
  ladder: 'role-ladder',
  roles: 'role-ladder',
  locations: 'places',
}

/**
 * Reads where main points to, for example `staff?tab=invited` or `permissions?only=unspecified`.
 * An unknown page leads to the overview, so that a newer main does not break an older screen.
 */
export function readGo(go: string): Route {
  const [path = '', query = ''] = go.replace(/^#?\/*/, '').split('?')
  const [word = '', ...rest] = path.split('/')
  const page = pageByWord[word] ?? pageNames.find((name) => name === word) ?? 'overview'
  const params = Object.fromEntries(new URLSearchParams(query))
  const id = rest.filter((part) => part !== '').join('/')
  return { page, params: id === '' ? params : { id: decodeURIComponent(id), ...params } }
}
