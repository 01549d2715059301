import { join } from 'node:path'
import { build } from 'vite'

/** Bundles `simulateWorker.ts` for processes of its own, with signatures that are checked once (rememberedKeys.ts). */
export async function buildSimulation(root: string, outDir: string): Promise<string> {
  const remembered = join(root, 'test/simulation/rememberedKeys.ts')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'remembered-keys',
        enforce: 'pre',
        resolveId: (source, importer) => (source.endsWith('/ed25519') && importer !== remembered ? remembered : null),
      },
    ],
    build: {
      ssr: 'test/simulation/simulateWorker.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'index.js' } },
    },
  })
  return join(outDir, 'index.js')
}
