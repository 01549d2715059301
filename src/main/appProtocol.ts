import { protocol, type Session } from 'electron'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { appHost, appScheme } from './appUrl'

const mimeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Has to run before the app is ready: makes app:// a real origin instead of an opaque one. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the files of the renderer build, and nothing else, at app://rolecall/. */
export function serveRenderer(session: Session, buildFolder: string): void {
  const fileByPath = listBuild(buildFolder)
  session.protocol.handle(appScheme, async (request) => {
    const path = findServedPath(request, fileByPath)
    if (path === undefined) return new Response('Not found', { status: 404, headers: headersFor('.txt', '') })
    const nonce = randomBytes(18).toString('base64')
    const content = await readFile(path)
    const body = path.endsWith('.html') ? writeNonce(content.toString('utf8'), nonce) : new Uint8Array(content)
    return new Response(body, { headers: headersFor(extname(path), nonce) })
  })
}

/**
 * Every file of the build by its address. A request is looked up here as a whole, so that no spelling of `..` can reach
 * a file that was not built.
 */
export function listBuild(folder: string): ReadonlyMap<string, string> {
  const fileByPath = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    fileByPath.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  const start = fileByPath.get('/index.html')
  if (start !== undefined) fileByPath.set('/', start)
  return fileByPath
}

export function findServedPath(
  request: { readonly url: string; readonly method: string },
  fileByPath: ReadonlyMap<string, string>,
): string | undefined {
  const { host, pathname } = new URL(request.url)
  if (host !== appHost || request.method !== 'GET') return undefined
  try {
    return fileByPath.get(decodeURIComponent(pathname))
  } catch {
    return undefined
  }
}

/** Nothing inline, nothing remote; the styles that MUI makes at run time carry the nonce of this load. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')
}

function headersFor(extension: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': mimeByExtension[extension] ?? 'application/octet-stream',
    'Content-Security-Policy': extension === '.html' ? contentSecurityPolicy(nonce) : `default-src 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  }
}

function writeNonce(html: string, nonce: string): string {
  return html.replace(/(<meta property="csp-nonce" content=")"/, `$1${nonce}"`)
}
