import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { verifierPage } from './scripts/verifierPage.ts'

/**
 * Three bundles: main (ES modules), preload (one CommonJS file, the only form a sandboxed preload can have) and the
 * renderer (served to the window through app://rolecall). The command line is built by vite.cli.config.ts.
 */
export default defineConfig({
  main: {
    plugins: [verifierPage()],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: true,
      rollupOptions: {
        input: { index: 'src/main/index.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      assetsInlineLimit: 0,
      minify: true,
      // Loaded from disk: one file is quicker than many.
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
})
