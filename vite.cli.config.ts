import { defineConfig } from 'vite'
import { verifierPage } from './scripts/verifierPage.ts'

/** The `rolecall` command: one ES module for Node, with its dependencies left in node_modules. */
export default defineConfig({
  plugins: [verifierPage()],
  build: {
    ssr: 'src/cli/index.ts',
    outDir: 'out/cli',
    target: 'node20.18',
    minify: false,
    rollupOptions: {
      output: { entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js', banner: '#!/usr/bin/env node' },
    },
  },
})
