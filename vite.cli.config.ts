import { defineConfig } from 'vite'

/** The `rolecall` command: one ES module for Node, with its dependencies left in node_modules. */
export default defineConfig({
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
