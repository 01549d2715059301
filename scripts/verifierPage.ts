import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const name = 'virtual:verifier-page'

/**
 * Bundles the verifier of evidence packs into one HTML file, for `import page from 'virtual:verifier-page'`. Its policy
 * names the hashes of its own script and style: it runs nothing else and asks for nothing.
 */
export function verifierPage(): Plugin {
  let folder = ''
  return {
    name: 'verifier-page',
    // Not this file's own folder: a config may be bundled into another before it runs.
    configResolved: ({ root }) => {
      folder = join(root, 'src', 'verifier')
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: async (id) => (id === `\0${name}` ? `export default ${JSON.stringify(await makePage(folder))}` : undefined),
  }
}

async function makePage(folder: string): Promise<string> {
  const script = (await bundle(folder)).replaceAll('</', '<\\/')
  const style = readFileSync(join(folder, 'verify.css'), 'utf8')
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`
  const parts: readonly [RegExp, string][] = [
    [/(?<=http-equiv="Content-Security-Policy"\s+content=")[^"]*/, policy],
    [/(?<=<style>)[^<]*(?=<\/style>)/, style],
    [/(?<=<script>)[^<]*(?=<\/script>)/, script],
  ]
  let page = readFileSync(join(folder, 'verify.html'), 'utf8')
  for (const [place, part] of parts) {
    if (!place.test(page)) throw new Error(`verify.html has no place for ${place}.`)
    page = page.replace(place, () => part)
  }
  return page
}

async function bundle(folder: string): Promise<string> {
  const made = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['chrome109', 'firefox115', 'safari16'],
      minify: true,
      rollupOptions: { input: join(folder, 'main.ts'), output: { format: 'iife' } },
      modulePreload: { polyfill: false },
    },
  })
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []))
  const chunk = outputs.find((one) => one.type === 'chunk')
  if (chunk === undefined) throw new Error('The verifier was not built.')
  return chunk.code
}
